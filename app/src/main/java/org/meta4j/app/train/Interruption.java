package org.meta4j.app.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.meta4j.learners.training.Trainer;

/** While it is open, Ctrl-C and a request to terminate end training after the iteration at hand, with a checkpoint. */
public final class Interruption implements AutoCloseable {
    /** Longer than an iteration, a validation and writing take; then the JVM ends anyway. */
    private static final long MOST_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    public Interruption(Trainer trainer) {
        hook = new Thread(
                () -> {
                    trainer.stop();
                    await();
                },
                "meta4j-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            // A file that is not written in time is not damaged: the one before stays.
            boolean written = done.await(MOST_SECONDS, TimeUnit.SECONDS);
            if (!written) {
                System.err.println("meta4j: training did not stop within " + MOST_SECONDS
                        + " s: the last checkpoint before is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is on disk: the JVM may end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook has just been let go.
        }
    }
}
