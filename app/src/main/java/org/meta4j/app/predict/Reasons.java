package org.meta4j.app.predict;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.trust.Explanation;
import tools.jackson.databind.JsonNode;

/** Prints why an image was given its class. */
final class Reasons {
    private static final int NEAREST = 5;

    /** Effects that round to 0.0 percent are not worth a line. */
    private static final double WORTH = 0.0005;

    private Reasons() {}

    /** A support in JSON; what is not known is null. */
    private record Line(String file, double distance, double effect) {}

    /** All supports, nearest first. */
    static JsonNode json(Explanation why) {
        return Json.tree(why.supports().stream()
                .map(part -> new Line(part.name(), part.distance(), part.effect()))
                .toList());
    }

    /** The nearest supports, and those beyond them that help most and hurt most. */
    static void print(Answer answer, PrintWriter out) {
        answer.why().ifPresent(why -> print(answer, why, out));
    }

    private static void print(Answer answer, Explanation why, PrintWriter out) {
        List<Explanation.Part> shown = new ArrayList<>(
                why.supports().subList(0, Math.min(NEAREST, why.supports().size())));
        String[] words = new String[shown.size() + 2];
        for (int i = 0; i < shown.size(); i++) {
            words[i] = i == 0 ? "nearest" : "";
        }
        extreme(why, 1).filter(part -> !shown.contains(part)).ifPresent(part -> {
            words[shown.size()] = "helps most";
            shown.add(part);
        });
        extreme(why, -1).filter(part -> !shown.contains(part)).ifPresent(part -> {
            words[shown.size()] = "hurts most";
            shown.add(part);
        });
        out.printf(Locale.ROOT, "%nWhy %s is %s:%n", answer.file(), reason(answer));
        int width = shown.stream().mapToInt(part -> part.name().length()).max().orElse(0);
        for (int i = 0; i < shown.size(); i++) {
            Explanation.Part part = shown.get(i);
            out.printf(
                    Locale.ROOT,
                    "  %-10s  %-" + width + "s  %s%s%n",
                    words[i],
                    part.name(),
                    Double.isNaN(part.distance())
                            ? ""
                            : String.format(Locale.ROOT, "distance %6.2f  ", part.distance()),
                    effect(part));
        }
    }

    /** What is said of the image. */
    private static String reason(Answer answer) {
        String probable = String.format(Locale.ROOT, "'%s' (%.1f %%)", answer.className(), 100 * answer.probability());
        return answer.known() ? probable : Answer.NONE + ", nearest to " + probable;
    }

    private static String effect(Explanation.Part part) {
        if (Double.isNaN(part.effect())) {
            return "effect not known";
        }
        if (Math.abs(part.effect()) < WORTH) {
            return "effect   0.0 %";
        }
        String size = String.format(Locale.ROOT, "effect %+5.1f %%", 100 * part.effect());
        return size + (part.effect() > 0 ? "  helps" : "  hurts");
    }

    /** The support of the greatest effect in a direction, if it is worth a word. */
    private static Optional<Explanation.Part> extreme(Explanation why, int sign) {
        Stream<Explanation.Part> worth = why.supports().stream().filter(part -> sign * part.effect() >= WORTH);
        return worth.max(Comparator.comparingDouble(part -> sign * part.effect()));
    }
}
