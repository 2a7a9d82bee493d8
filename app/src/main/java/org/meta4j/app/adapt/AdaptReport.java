package org.meta4j.app.adapt;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Invocation;
import org.meta4j.data.ImageFolder;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.files.Json;

/** What {@code adapt} tells when it is done. */
record AdaptReport(Path file, TaskFile task, ImageFolder images, Optional<LeftOut> check, double seconds) {
    private record Result(
            String file,
            String model,
            String method,
            List<ClassLine> classes,
            List<String> skipped,
            @Nullable CheckLine leaveOneOut,
            double seconds) {}

    private record ClassLine(String name, int supports) {}

    private record CheckLine(double accuracy, int images) {}

    void printWarnings(PrintWriter err) {
        images.skipped().forEach(skipped -> err.println("left out: " + skipped.file() + " (" + skipped.reason() + ")"));
        if (images.ignoredFiles() > 0) {
            err.println("ignored: " + images.ignoredFiles() + " files that are no images or in no class");
        }
        err.flush();
    }

    void printJson(PrintWriter out) {
        int[] counts = task.supportsPerClass();
        List<ClassLine> classes = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            classes.add(new ClassLine(task.classes().get(label), counts[label]));
        }
        out.println(Json.write(new Result(
                file.toString(),
                task.model().name(),
                task.learner().method(),
                classes,
                images.skipped().stream()
                        .map(skipped -> skipped.file().toString())
                        .toList(),
                check.map(found -> new CheckLine(found.accuracy(), found.tried()))
                        .orElse(null),
                seconds)));
        out.flush();
    }

    void print(PrintWriter out) {
        int[] counts = task.supportsPerClass();
        out.printf(
                Locale.ROOT,
                "Learned %d classes from %d images in %.1f s, with %s (%s)%n",
                counts.length,
                task.supports().size(),
                seconds,
                task.model().name(),
                task.learner().method());
        int width = task.classes().stream().mapToInt(String::length).max().orElse(1);
        for (int label = 0; label < counts.length; label++) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + width + "s  %d %s%n",
                    task.classes().get(label),
                    counts[label],
                    counts[label] == 1 ? "image" : "images");
        }
        check.ifPresent(found -> out.printf(
                Locale.ROOT,
                "Check: left out and predicted from the others, %d of %d images were put into their class (%.1f %%;"
                        + " chance is %.1f %%)%n",
                found.right(),
                found.tried(),
                100 * found.accuracy(),
                100.0 / counts.length));
        out.println("Written: " + file);
        out.println("Now try: " + Invocation.hint("predict", file, "IMAGE…"));
        out.flush();
    }
}
