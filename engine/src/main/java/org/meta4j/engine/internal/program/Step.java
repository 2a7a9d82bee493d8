package org.meta4j.engine.internal.program;

/**
 * One instruction of a program. Its parts may run in any order and on any threads, each once, and then
 * {@link #finish}. How many parts there are depends on shapes alone, never on the number of threads: so
 * do the results, to the bit.
 */
public abstract class Step {
    /** A part should be worth more than waking a thread for it, about 20 µs. */
    static final long PART_WORK = 1 << 20;

    static final int MOST_PARTS = 16;

    /** Parts for {@code work} multiply-adds, not more than {@code most}. */
    static int parts(long work, int most) {
        return (int) Math.max(1, Math.min(Math.min(MOST_PARTS, most), work / PART_WORK));
    }

    /** First of {@code count} items that fall to {@code part}. */
    static int from(int count, int part, int parts) {
        return (int) ((long) count * part / parts);
    }

    /** Parts that may run at the same time. */
    public int parts() {
        return 1;
    }

    /** Does one part. */
    public abstract void run(int part, Frame frame);

    /** Runs once, after all parts. */
    public void finish(Frame frame) {}

    /** Numbers of scratch space that a part needs. */
    int scratch() {
        return 0;
    }
}
