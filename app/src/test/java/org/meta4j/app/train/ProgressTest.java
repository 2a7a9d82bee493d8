package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.learners.Methods;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.MeanInterval;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;

class ProgressTest {
    private static final TrainingSettings SETTINGS =
            Methods.named("protonet").trainingDefaults(EpisodeShape.DEFAULT).withIterations(1000);

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private TrainLog log() {
        Streams streams = Streams.of(new PrintWriter(new StringWriter()), new PrintWriter(err));
        return new TrainLog(new Screen(streams, false), folder.resolve("train.log"));
    }

    private static TrainingEvent.Iterated iterated(long iteration, double loss, double seconds) {
        return new TrainingEvent.Iterated(iteration, loss, 0.5, 1e-3, seconds, iteration, iteration / 1000.0);
    }

    @Test
    void aLineComesEveryTenSecondsWithWhatIsLeft() throws IOException {
        try (TrainLog log = log()) {
            Progress progress = new Progress(log, SETTINGS);

            progress.on(iterated(1, 2, 1));
            progress.on(iterated(100, 2, 10.9));
            progress.on(iterated(101, 2, 11));
            progress.on(iterated(150, 2, 20));
            progress.on(iterated(501, 2, 51));
        }

        // 100 iterations in 10 s: the other 899 take 89.9 s.
        String expected =
                String.format("10 %%  1:30 left  loss 2.0000  accuracy 50.00 %%  10.0 tasks/s  iteration 101/1,000%n"
                        + "50 %%  50 s left  loss 2.0000  accuracy 50.00 %%  10.0 tasks/s  iteration 501/1,000%n");
        assertThat(err).hasToString(expected);
        assertThat(Files.readAllLines(folder.resolve("train.log")).stream().map(line -> line.substring(21)))
                .containsExactlyElementsOf(expected.lines().toList());
    }

    @Test
    void theTimeLeftOfAResumedRunDoesNotCountWhatWasDoneBefore() {
        try (TrainLog log = log()) {
            Progress progress = new Progress(log, SETTINGS);

            progress.on(iterated(900, 1, 500));
            progress.on(iterated(950, 1, 510));
        }

        assertThat(err.toString()).startsWith("95 %  10 s left  loss 1.0000").contains("5.0 tasks/s");
    }

    @Test
    void theLossIsSmoothedFromTheFirstIterationOn() {
        try (TrainLog log = log()) {
            Progress progress = new Progress(log, SETTINGS);

            progress.on(iterated(1, 3, 0));
            progress.on(iterated(2, 1, 10));
        }

        // (0.98 · 3 + 1) / 1.98, as by the weights 0.98 and 1.
        assertThat(err.toString()).contains("loss 1.9899");
    }

    @Test
    void aValidationIsALineThatSaysWhetherItIsTheBest() {
        Scores scores = new Scores(new MeanInterval(0.9512, 0.003, 200), new MeanInterval(0.95, 0.003, 200));
        try (TrainLog log = log()) {
            Progress progress = new Progress(log, SETTINGS);

            progress.on(new TrainingEvent.Validated(1500, scores, true));
            progress.on(new TrainingEvent.Validated(2000, scores, false));
        }

        assertThat(err)
                .hasToString(
                        String.format("iteration 1,500: validation accuracy 95.12 %% ± 0.30 over 200 tasks, the best"
                                + " so far%niteration 2,000: validation accuracy 95.12 %% ± 0.30 over 200 tasks%n"));
    }
}
