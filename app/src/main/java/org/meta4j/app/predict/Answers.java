package org.meta4j.app.predict;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.node.ObjectNode;

/** Prints answers, for programs and for people. */
final class Answers {
    private Answers() {}

    /** One JSON array on one line. */
    static void printJson(List<Answer> answers, PrintWriter out) {
        List<ObjectNode> objects = answers.stream()
                .map(answer -> {
                    ObjectNode object = Json.object();
                    object.put("file", answer.file());
                    if (answer.known()) {
                        object.put("class", answer.className()).put("probability", answer.probability());
                    } else {
                        object.putNull("class").putNull("probability");
                    }
                    object.set(
                            "nearest",
                            Json.tree(answer.nearest().stream()
                                    .map(near -> near.name())
                                    .toList()));
                    answer.why().ifPresent(why -> object.set("supports", Reasons.json(why)));
                    return object;
                })
                .toList();
        out.println(Json.write(objects));
        out.flush();
    }

    /** Aligned columns with a heading. */
    static void print(List<Answer> answers, PrintWriter out) {
        int file = width("image", answers, Answer::file);
        int name = width("class", answers, Answer::shownClass);
        String format = "%-" + file + "s  %-" + name + "s  %11s  %s%n";
        out.printf(Locale.ROOT, format, "image", "class", "probability", "nearest example (distance)");
        for (Answer answer : answers) {
            String nearest = answer.nearest().isEmpty()
                    ? "-"
                    : String.format(
                            Locale.ROOT,
                            "%s (%.2f)",
                            answer.nearest().get(0).name(),
                            answer.nearest().get(0).distance());
            String probability =
                    answer.known() ? String.format(Locale.ROOT, "%.1f %%", 100 * answer.probability()) : "-";
            out.printf(Locale.ROOT, format, answer.file(), answer.shownClass(), probability, nearest);
        }
        answers.forEach(answer -> Reasons.print(answer, out));
        out.flush();
    }

    private static int width(String heading, List<Answer> answers, Function<Answer, String> column) {
        return answers.stream().map(column).mapToInt(String::length).reduce(heading.length(), Math::max);
    }
}
