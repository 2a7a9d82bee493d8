package org.meta4j.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads that do numbered items of one job at a time; the calling thread is one of
 * them. Starting a job allocates nothing. Items are handed out one by one, so a thread that is held up by
 * a noisy neighbour does fewer of them.
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
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile int epoch;
    private volatile boolean closed;
    private volatile @Nullable Thread caller;
    private @Nullable Job job;
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
     * @throws RuntimeException the first failure of an item; other items may or may not have been done
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the one caller writes the epoch
    public void run(int count, Job work) {
        if (helpers.length == 0 || count == 1) {
            for (int item = 0; item < count; item++) {
                work.run(item, 0);
            }
            return;
        }
        job = work;
        items = count;
        caller = Thread.currentThread();
        failure.set(null);
        next.set(0);
        busy.set(helpers.length);
        epoch++;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        drain(work, count, 0);
        for (int look = 0; busy.get() > 0; look++) {
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

    private void drain(Job work, int count, int thread) {
        try {
            for (int item = next.getAndIncrement(); item < count; item = next.getAndIncrement()) {
                work.run(item, thread);
            }
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
            next.set(count);
        }
    }

    private void help(int thread) {
        int seen = 0;
        while (!closed) {
            for (int look = 0; epoch == seen && !closed; look++) {
                if (look < LOOKS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = epoch;
            Job work = job;
            if (work != null) {
                drain(work, items, thread);
            }
            if (busy.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
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
