package org.meta4j.learners.training;

import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * Draws the tasks of the next meta-iteration while the present one computes, on a thread that gives way to those that
 * compute. Arrays are used in turn, so that no new ones are made after the second iteration. Which tasks are drawn
 * depends on their numbers alone: the same as without. To be asked from one thread.
 */
final class TasksAhead implements AutoCloseable {
    private static final long NONE = -1;

    private final TaskSource source;
    private final boolean ahead;

    /** Tasks that were handed out last, and room for the next. */
    private Task[] present;

    private Task[] next;

    // All below is written with this locked.
    private long wanted = NONE;
    private long drawn = NONE;
    private @Nullable Throwable failure;
    private volatile boolean closed;

    /**
     * @param count tasks of a meta-iteration
     * @param ahead whether there is a thread for it; otherwise tasks are drawn when they are asked for
     */
    TasksAhead(TaskSource source, int count, boolean ahead) {
        this.source = source;
        this.ahead = ahead;
        this.present = new Task[count];
        this.next = new Task[count];
        if (ahead) {
            Thread thread = new Thread(this::work, "meta4j-sampler");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    /**
     * Tasks {@code first} and those that follow, and begins with those behind them. They stay as they are until the
     * next call.
     *
     * @throws RuntimeException what the source threw while it drew them
     */
    Task[] from(long first) {
        if (!take(first)) {
            draw(first);
        }
        Task[] tasks = next;
        next = present;
        present = tasks;
        if (ahead) {
            want(first + tasks.length);
        }
        return tasks;
    }

    /** Waits for what is being drawn; whether it is what begins with {@code first}. */
    private synchronized boolean take(long first) {
        boolean interrupted = false;
        while (wanted != NONE) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        boolean there = drawn == first;
        drawn = NONE;
        Throwable thrown = failure;
        failure = null;
        if (there && thrown instanceof Error error) {
            throw error;
        }
        if (there && thrown != null) {
            throw (RuntimeException) thrown;
        }
        return there;
    }

    private synchronized void want(long first) {
        wanted = first;
        notifyAll();
    }

    private void work() {
        for (long first = awaitWanted(); first != NONE; first = awaitWanted()) {
            Throwable thrown = null;
            try {
                draw(first);
            } catch (RuntimeException | Error e) {
                // Whoever asks for these tasks is told; nobody may.
                thrown = e;
            }
            done(first, thrown);
        }
    }

    private synchronized long awaitWanted() {
        while (wanted == NONE && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return closed ? NONE : wanted;
    }

    private synchronized void done(long first, @Nullable Throwable thrown) {
        drawn = first;
        failure = thrown;
        wanted = NONE;
        notifyAll();
    }

    private void draw(long first) {
        for (int i = 0; i < next.length && !closed; i++) {
            next[i] = source.task(first + i, next[i]);
            Thread.yield();
        }
    }

    /** Ends the thread, after the task that it is drawing; nobody waits for it. */
    @Override
    public synchronized void close() {
        closed = true;
        wanted = NONE;
        notifyAll();
    }
}
