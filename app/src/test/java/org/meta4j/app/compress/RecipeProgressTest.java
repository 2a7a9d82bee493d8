package org.meta4j.app.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.learners.training.TrainingEvent;

class RecipeProgressTest {
    private final StringWriter err = new StringWriter();
    private final RecipeProgress progress = new RecipeProgress(new Screen(
            new Streams(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, false), false));

    @Test
    void aLogHasALineAMinuteWithTheMeansSinceTheLast() {
        hear(1, 2.0, 0.5, 1);
        hear(2, 1.0, 0.75, 59);
        assertThat(err).hasToString("");

        hear(3, 3.0, 1.0, 61);
        hear(4, 9.0, 0.0, 120);
        hear(5, 1.0, 1.0, 121.5);

        assertThat(err)
                .hasToString(String.format("training on: iteration 3 (30.00 %%), loss 2.0000, accuracy 75.00 %%%n"
                        + "training on: iteration 5 (50.00 %%), loss 5.0000, accuracy 50.00 %%%n"));
    }

    @Test
    void theNextStageThatTrainsBeginsAnew() {
        hear(1, 8.0, 0.0, 59);
        hear(1, 2.0, 1.0, 1);
        hear(2, 4.0, 0.5, 60);

        assertThat(err)
                .hasToString(String.format("training on: iteration 2 (20.00 %%), loss 3.0000, accuracy 75.00 %%%n"));
    }

    private void hear(long iteration, double loss, double accuracy, double seconds) {
        progress.on(new TrainingEvent.Iterated(iteration, loss, accuracy, 0.001, seconds, iteration, iteration / 10.0));
    }
}
