package org.meta4j.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.distill.DigitDistillation;
import org.meta4j.bench.distill.DigitResult;
import org.meta4j.bench.distill.DigitSettings;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench distill}. */
@Command(
        name = "distill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Distillation on MNIST as in its first paper: a teacher of 2 x 1200 with dropout and moved images,"
                        + " students of 2 x 800 with the teacher and without, and one that never sees a 3. Hours with the"
                        + " defaults; what is trained is kept in --out, and a second start goes on from there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench distill --data DIR --out runs/digits",
            "  meta4j bench distill --data DIR --out runs/quick --epochs 10 --seeds 1"
        })
final class DistillDigitsCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of MNIST's four files.")
    private @Nullable Path data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the trained networks; those that are there are not trained again.")
    private @Nullable Path out;

    @Option(
            names = "--teacher",
            paramLabel = "LAYERS",
            description = "Layers of the teacher. Default: " + DigitSettings.TEACHER + ".")
    private @Nullable String teacher;

    @Option(
            names = "--teacher-norm",
            paramLabel = "C",
            description = "The teacher's weights that lead to one unit are at most so long. Default: 2.")
    private @Nullable Double teacherNorm;

    @Option(names = "--epochs", paramLabel = "N", description = "Of the teacher. Default: 100.")
    private @Nullable Integer epochs;

    @Option(
            names = "--student-epochs",
            paramLabel = "N",
            description = "Of each student. Default: three tenths of the teacher's.")
    private @Nullable Integer studentEpochs;

    @Option(names = "--seeds", paramLabel = "N", description = "Students of each kind. Default: 5.")
    private @Nullable Integer seeds;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    DistillDigitsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        DigitSettings settings = UsageException.check(this::settings);
        IdxImages digits = Mnist.load(Objects.requireNonNull(data), IdxImages.SIDE);
        Path folder = Objects.requireNonNull(out);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Workers workers = new Workers(Threads.of(threads))) {
            DigitResult result = new DigitDistillation(settings, digits, folder, workers, this::say).run();
            streams.out().println(json ? Json.write(result) : table(result));
        }
        return ExitCodes.DONE;
    }

    private DigitSettings settings() {
        DigitSettings plain = DigitSettings.DEFAULT;
        int ofTeacher = epochs == null ? plain.teacherEpochs() : epochs;
        int ofStudent = studentEpochs == null ? Math.max(1, 3 * ofTeacher / 10) : studentEpochs;
        return plain.withTeacher(teacher == null ? plain.teacher() : teacher)
                .withTeacherNorm(teacherNorm == null ? plain.teacherNorm() : teacherNorm)
                .withEpochs(ofTeacher, ofStudent)
                .withSeeds(seeds == null ? plain.seeds() : seeds);
    }

    private void say(String line) {
        streams.err().println(line);
        streams.err().flush();
    }

    private static String table(DigitResult result) {
        DigitResult.Unseen unseen = result.unseen();
        return String.join(
                System.lineSeparator(),
                "| network | test errors of 10,000 |",
                "|---|---|",
                "| teacher 2×1200, dropout, moved images | " + result.teacherErrors() + " |",
                "| student 2×800 without a teacher | " + of(result.alone()) + " |",
                "| student 2×800 with the teacher | " + of(result.taught()) + " |",
                String.format(
                        Locale.ROOT,
                        "| student that never saw a %d | %d, of %d %ds %d |",
                        unseen.digit(),
                        unseen.errors(),
                        unseen.images(),
                        unseen.digit(),
                        unseen.missed()),
                String.format(
                        Locale.ROOT,
                        "| the same, its bias raised by %.2f on validation images | %d, of %d %ds %d (%.1f %% right) |",
                        unseen.bias(),
                        unseen.correctedErrors(),
                        unseen.images(),
                        unseen.digit(),
                        unseen.correctedMissed(),
                        100 * unseen.share()));
    }

    private static String of(List<Integer> errors) {
        return String.format(Locale.ROOT, "%.1f", DigitResult.mean(errors))
                + (errors.size() == 1
                        ? ""
                        : errors.stream().map(String::valueOf).collect(Collectors.joining(", ", " (", ")")));
    }
}
