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

    /** Numbers of one image, where only the images under way in a {@link Pipeline} are kept; otherwise 0. */
    private int localImageLength;

    Buffer(int length, boolean shared) {
        this.length = length;
        this.shared = shared;
    }

    /** Numbers of a task. */
    public static Buffer ofTask(int length) {
        return new Buffer(length, false);
    }

    Buffer usedAt(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
        return this;
    }

    /** From now on only the images under way are kept, in a thread's scratch space. */
    void keepUnderWay(int images, int scratchOffset) {
        localImageLength = length / images;
        offset = scratchOffset;
    }

    boolean isLocal() {
        return localImageLength > 0;
    }

    float[] array(Frame frame) {
        return isLocal() ? frame.scratch : shared ? frame.shared : frame.workspace;
    }

    /** Where number {@code index} lies in the array. */
    int at(int index, Frame frame) {
        return offset + index - localImageLength * frame.firstImage;
    }

    @Override
    public String toString() {
        return (isLocal() ? "local" : shared ? "shared" : "work") + "@" + offset + "+" + length;
    }
}
