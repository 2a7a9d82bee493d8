package org.meta4j.app.demo;

import java.io.PrintWriter;
import java.util.Locale;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingListener;

/** A line that tells how far training is: rewritten in place on a terminal, a new one every tenth elsewhere. */
final class DemoProgress implements TrainingListener {
    private static final int PARTS = 10;
    private static final double MEMORY = 0.95;

    private final PrintWriter err;
    private final boolean terminal;
    private final long episodes;
    private double accuracy = Double.NaN;
    private long lastPart;
    private double lastSeconds;

    DemoProgress(PrintWriter err, boolean terminal, long episodes) {
        this.err = err;
        this.terminal = terminal;
        this.episodes = episodes;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Iterated done) {
            accuracy = Double.isNaN(accuracy) ? done.accuracy() : MEMORY * accuracy + (1 - MEMORY) * done.accuracy();
            long part = done.iteration() * PARTS / episodes;
            boolean due = terminal ? done.seconds() - lastSeconds > 0.25 : part > lastPart;
            if (due || done.iteration() == episodes) {
                lastPart = part;
                lastSeconds = done.seconds();
                show(done);
            }
        }
    }

    private void show(TrainingEvent.Iterated done) {
        double left = done.seconds() * (episodes - done.iteration()) / done.iteration();
        String line = String.format(
                Locale.ROOT,
                "  episode %d of %d, %.1f %% right, %.0f s, about %.0f s left",
                done.iteration(),
                episodes,
                100 * accuracy,
                done.seconds(),
                left);
        if (terminal) {
            // Blanks at the end hide the rest of a longer line before.
            err.print("\r" + line + "   " + (done.iteration() == episodes ? System.lineSeparator() : ""));
        } else {
            err.println(line);
        }
        err.flush();
    }
}
