package org.meta4j.bench.workloads;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Bytes that the threads of this JVM have allocated on the heap. Asking allocates nothing itself. */
public final class HeapBytes {
    private final @Nullable ThreadMXBean threads;
    private final long[] ids;

    private HeapBytes(@Nullable ThreadMXBean threads, long[] ids) {
        this.threads = threads;
        this.ids = ids;
    }

    /** Of all threads that there are now. */
    public static HeapBytes ofAllThreads() {
        java.lang.management.ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        boolean known = bean instanceof ThreadMXBean counting
                && counting.isThreadAllocatedMemorySupported()
                && counting.isThreadAllocatedMemoryEnabled();
        return new HeapBytes(known ? (ThreadMXBean) bean : null, bean.getAllThreadIds());
    }

    /** Whether this JVM counts them. */
    public boolean known() {
        return threads != null;
    }

    /** The sum so far; 0 where this JVM does not count. */
    public long allocated() {
        ThreadMXBean bean = threads;
        if (bean == null) {
            return 0;
        }
        long sum = 0;
        for (long id : ids) {
            // −1 for a thread that has ended.
            sum += Math.max(0, bean.getThreadAllocatedBytes(id));
        }
        return sum;
    }
}
