package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;

/** Where an operation on strips finds or puts its numbers. */
final class StripRef {
    static final StripRef NONE = new StripRef(null, 0, Moves.NOT, 0);

    /** How the place moves from strip to strip. */
    enum Moves {
        NOT,
        /** With each element. */
        ELEMENT,
        /** With each row. */
        ROW
    }

    /** Null: scratch space of the thread, or a literal number. */
    final @Nullable Buffer buffer;

    /** Slot of scratch space where there is no buffer. */
    final int slot;

    final Moves moves;
    final float number;

    private StripRef(@Nullable Buffer buffer, int slot, Moves moves, float number) {
        this.buffer = buffer;
        this.slot = slot;
        this.moves = moves;
        this.number = number;
    }

    static StripRef full(Buffer buffer) {
        return new StripRef(buffer, 0, Moves.ELEMENT, 0);
    }

    static StripRef perRow(Buffer buffer) {
        return new StripRef(buffer, 0, Moves.ROW, 0);
    }

    static StripRef fixed(Buffer buffer) {
        return new StripRef(buffer, 0, Moves.NOT, 0);
    }

    static StripRef temporary(int slot) {
        return new StripRef(null, slot, Moves.NOT, 0);
    }

    static StripRef literal(double number) {
        return new StripRef(null, -1, Moves.NOT, (float) number);
    }

    float[] array(Frame frame) {
        return buffer == null ? frame.scratch : buffer.array(frame);
    }

    int offset(int element, int row, int scratchBase, int stripLength, Frame frame) {
        if (buffer == null) {
            return scratchBase + slot * stripLength;
        }
        if (moves == Moves.NOT) {
            return buffer.offset;
        }
        return buffer.at(moves == Moves.ELEMENT ? element : row, frame);
    }

    float number(Frame frame) {
        return buffer == null ? number : buffer.array(frame)[buffer.offset];
    }

    @Override
    public String toString() {
        return buffer != null ? buffer.toString() : slot < 0 ? String.valueOf(number) : "t" + slot;
    }
}
