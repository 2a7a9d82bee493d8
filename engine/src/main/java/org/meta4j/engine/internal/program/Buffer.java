package org.meta4j.engine.internal.program;

/** A range of numbers in the workspace of a run, or in the block of parameters that all runs share. */
public final class Buffer {
    public final int length;
    final boolean shared;

    /** First and last step that touch it: outside of them its place may be another's. */
    int first = Integer.MAX_VALUE;

    int last = -1;

    /** Position, known after layout. */
    public int offset = -1;

    Buffer(int length, boolean shared) {
        this.length = length;
        this.shared = shared;
    }

    Buffer usedAt(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
        return this;
    }

    float[] array(Frame frame) {
        return shared ? frame.shared : frame.workspace;
    }

    @Override
    public String toString() {
        return (shared ? "shared" : "work") + "@" + offset + "+" + length;
    }
}
