package org.meta4j.app.demo;

import java.io.PrintWriter;
import java.util.Locale;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingListener;

/** A line after every tenth of training that tells how far it is. */
final class DemoProgress implements TrainingListener {
    private static final int PARTS = 10;
    /** Share of the past in the running mean that is shown. */
    private static final double MEMORY = 0.95;

    private final PrintWriter err;
    private final long episodes;
    private double accuracy = Double.NaN;
    private long lastPart;

    DemoProgress(PrintWriter err, long episodes) {
        this.err = err;
        this.episodes = episodes;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Iterated done) {
            accuracy = Double.isNaN(accuracy) ? done.accuracy() : MEMORY * accuracy + (1 - MEMORY) * done.accuracy();
            long part = done.iteration() * PARTS / episodes;
            if (part > lastPart) {
                lastPart = part;
                show(done);
            }
        }
    }

    private void show(TrainingEvent.Iterated done) {
        double left = done.seconds() * (episodes - done.iteration()) / done.iteration();
        err.println(String.format(
                Locale.ROOT,
                "   episode %d of %d, %.1f %% right, %.0f s, about %.0f s left",
                done.iteration(),
                episodes,
                100 * accuracy,
                done.seconds(),
                left));
        err.flush();
    }
}
