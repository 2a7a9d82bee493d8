package org.meta4j.onnx.internal.reading;

/** Whole numbers that are known: shapes, axes, and what is computed of them. */
record Whole(long[] values, int... sizes) implements Datum {
    /** A row of numbers. */
    static Whole row(long... values) {
        return new Whole(values, values.length);
    }

    int[] integers() {
        int[] integers = new int[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = Math.toIntExact(values[i]);
        }
        return integers;
    }
}
