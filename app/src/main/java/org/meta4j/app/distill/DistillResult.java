package org.meta4j.app.distill;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.distill.DistillSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;

/**
 * What {@code meta4j distill} says.
 *
 * @param accuracy of the student on held-out tasks
 * @param accuracyWithout of the same student trained without a teacher; null where it was not asked for
 * @param iterations of its training
 */
record DistillResult(
        String student,
        String file,
        long bytes,
        long parameters,
        long iterations,
        double seconds,
        double accuracy,
        double ci95,
        @Nullable Double accuracyWithout,
        @Nullable Double ci95Without,
        List<Taught> teachers,
        double temperature,
        double hard,
        double hint,
        double distances,
        double angles,
        int trainingWays,
        int trainingShots,
        int tasks,
        int ways,
        int shots,
        int queries,
        String split,
        String data) {

    /**
     * A teacher.
     *
     * @param method {@code onnx} of a network of another program
     * @param bytes of its file
     * @param accuracy on the held-out tasks
     */
    record Taught(
            String file,
            String method,
            String network,
            double weight,
            long bytes,
            long parameters,
            double accuracy,
            double ci95) {
        static Taught of(TeacherFile file, long bytes, Scores scores) {
            return new Taught(
                    file.path().toString(),
                    file.method(),
                    file.network(),
                    file.teacher().weight(),
                    bytes,
                    file.parameters(),
                    scores.accuracy().mean(),
                    scores.accuracy().halfWidth());
        }
    }

    static DistillResult of(
            DistillPlan plan,
            Path file,
            long bytes,
            TrainedLearner student,
            long iterations,
            List<Taught> teachers,
            Scores scores,
            @Nullable Scores alone) {
        DistillSettings settings = plan.settings();
        EpisodeShape shape = plan.heldOut().episodeShape();
        return new DistillResult(
                plan.spec().toString(),
                file.toString(),
                bytes,
                student.parameters().length(),
                iterations,
                student.provenance().seconds(),
                scores.accuracy().mean(),
                scores.accuracy().halfWidth(),
                alone == null ? null : alone.accuracy().mean(),
                alone == null ? null : alone.accuracy().halfWidth(),
                teachers,
                settings.temperature(),
                settings.hard(),
                settings.hint(),
                settings.distances(),
                settings.angles(),
                plan.training().episode().ways(),
                plan.training().episode().shots(),
                plan.tasks(),
                shape.ways(),
                shape.shots(),
                shape.queries(),
                plan.split(),
                plan.data().name());
    }

    String json() {
        return Json.write(this);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-34s %12s %12s %18s%n", "", "parameters", "bytes", "accuracy"));
        for (Taught teacher : teachers) {
            text.append(row(
                    "teacher " + teacher.method() + ":" + teacher.network(),
                    teacher.parameters(),
                    teacher.bytes(),
                    teacher.accuracy(),
                    teacher.ci95()));
        }
        text.append(row("student " + student, parameters, bytes, accuracy, ci95));
        if (accuracyWithout != null && ci95Without != null) {
            text.append(row("the same without a teacher", parameters, bytes, accuracyWithout, ci95Without));
        }
        text.append(String.format(
                Locale.ROOT,
                "(%s held-out tasks, %d-way %d-shot %d queries, %s, split %s; %s iterations, %s)%n%s",
                Texts.count(tasks),
                ways,
                shots,
                queries,
                data,
                split,
                Texts.count(iterations),
                Texts.duration(seconds),
                file));
        return text.toString();
    }

    private static String row(String who, long parameters, long bytes, double accuracy, double ci95) {
        return String.format(
                Locale.ROOT,
                "%-34s %12s %12s %9.2f %% ± %.2f%n",
                who,
                Texts.count(parameters),
                Texts.count(bytes),
                100 * accuracy,
                100 * ci95);
    }
}
