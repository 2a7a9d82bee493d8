package org.meta4j.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads that do numbered items of one job at a time; the calling thread is one of
 * them. Starting a job allocates nothing. Items are handed out one by one, so a thread that is held up by
 * a noisy neighbour does fewer of them, and one that has not woken up is not waited for.
 */
public final class Workers implements AutoCloseable {
    /** A waiting thread looks this often, some 50 µs, before it sleeps: steps of one program follow quickly. */
    private static final int LOOKS = 1000;

    /** Work that can be done in any order, on several threads. */
    @FunctionalInterface
    public interface Job {
        /** Does item {@code item} on thread {@code thread}, which does no other item meanwhile. */
        void run(int item, int thread);
    }

    private final Thread[] helpers;

    /**
     * Number of the job in the upper half, items not yet handed out in the lower. An item is claimed by counting down;
     * a helper that wakes up late, in a later job, fails to claim and looks again.
     */
    private final AtomicLong open = new AtomicLong();

    private final AtomicInteger undone = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;
    private volatile @Nullable Thread caller;
    private Job job = (item, thread) -> {};
    private int items;

    /**
     * Starts the threads.
     *
     * @param threads at least 1; the calling thread counts
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
        }
        helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            int number = i + 1;
            helpers[i] = new Thread(() -> help(number), "meta4j-worker-" + number);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /** As many threads as the machine has cores. */
    public static Workers onAllCores() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /** Threads, the calling one included. */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Does items 0 to {@code count} − 1 and returns when all are done. To be called from one thread at a time.
     *
     * @throws RuntimeException the first failure of an item; items that begin after it are left out
     */
    public void run(int count, Job work) {
        if (helpers.length == 0 || count <= 1) {
            for (int item = 0; item < count; item++) {
                work.run(item, 0);
            }
            return;
        }
        job = work;
        items = count;
        caller = Thread.currentThread();
        failure.set(null);
        undone.set(count);
        // Publishes all of the above: who claims an item has seen them, and they stay until it is done.
        open.set(((open.get() >>> Integer.SIZE) + 1 << Integer.SIZE) + count);
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        drain(0);
        for (int look = 0; undone.get() > 0; look++) {
            if (look < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        rethrow();
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    /** Does items until none is left to claim; whether there was one. */
    private boolean drain(int thread) {
        boolean any = false;
        for (long ticket = open.get(); (int) ticket > 0; ticket = open.get()) {
            if (open.compareAndSet(ticket, ticket - 1)) {
                any = true;
                run(items - (int) ticket, thread);
            }
        }
        return any;
    }

    private void run(int item, int thread) {
        try {
            if (failure.get() == null) {
                job.run(item, thread);
            }
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        }
        if (undone.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    private void help(int thread) {
        int looks = 0;
        while (!closed) {
            if (drain(thread)) {
                looks = 0;
            } else if (looks++ < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Ends the threads. Harmless when called again. */
    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
