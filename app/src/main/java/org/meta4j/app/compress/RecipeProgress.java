package org.meta4j.app.compress;

import java.util.Locale;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingListener;

/**
 * Shows how far the training of a recipe is: on a terminal in the line of status, elsewhere by a line a minute, so that a log of a
 * long training is not silent.
 */
final class RecipeProgress implements TrainingListener {
    private static final double LINE_SECONDS = 60;

    private final Screen screen;
    private double lineAt = LINE_SECONDS;
    private double loss;
    private double accuracy;
    private int iterations;

    RecipeProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void on(TrainingEvent event) {
        if (!(event instanceof TrainingEvent.Iterated done)) {
            return;
        }
        if (done.iteration() == 1) {
            // Each stage that trains begins anew.
            lineAt = LINE_SECONDS;
            forget();
        }
        loss += done.loss();
        accuracy += done.accuracy();
        iterations++;
        if (screen.hasStatus()) {
            screen.status(done.progress(), "training on: iteration " + Texts.count(done.iteration()));
        } else if (done.seconds() >= lineAt) {
            screen.line(String.format(
                    Locale.ROOT,
                    "training on: iteration %s (%s), loss %.4f, accuracy %s",
                    Texts.count(done.iteration()),
                    Texts.percent(done.progress()),
                    loss / iterations,
                    Texts.percent(accuracy / iterations)));
            lineAt = done.seconds() + LINE_SECONDS;
            forget();
        }
    }

    private void forget() {
        loss = 0;
        accuracy = 0;
        iterations = 0;
    }
}
