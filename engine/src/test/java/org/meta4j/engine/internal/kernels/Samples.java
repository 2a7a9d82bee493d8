package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random arguments for kernels, with guards around targets. */
final class Samples {
    /** What lies in every place that a kernel must not write. */
    static final float GUARD = -12345.5f;

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    static Stream<Kernels> providers() {
        return Stream.of(new PlainKernels(), new VectorKernels());
    }

    /** From low, included, to high, included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Of the given length after the offset, with the slack that the engine gives; NaN where nothing belongs. */
    float[] values(int offset, int length) {
        float[] x = new float[offset + length + Kernels.SLACK];
        Arrays.fill(x, Float.NaN);
        for (int i = 0; i < length; i++) {
            x[offset + i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    /** A target: nothing but guards. */
    static float[] target(int offset, int length) {
        float[] x = new float[offset + length + Kernels.SLACK];
        Arrays.fill(x, GUARD);
        return x;
    }

    /** A target that holds values to be added to, between guards. */
    float[] sums(int offset, int length) {
        float[] x = target(offset, length);
        for (int i = 0; i < length; i++) {
            x[offset + i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    /** So many numbers below the bound, with repetition. */
    int[] rows(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    /** So many different numbers below the bound, in any order. */
    int[] distinctRows(int count, int bound) {
        int[] all = new int[bound];
        for (int i = 0; i < bound; i++) {
            int j = random.nextInt(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        return Arrays.copyOf(all, count);
    }

    static void assertGuarded(float[] x, int offset, int length) {
        for (int i = 0; i < x.length; i++) {
            if (i < offset || i >= offset + length) {
                assertThat(x[i]).as("element %d, outside of [%d, %d)", i, offset, offset + length).isEqualTo(GUARD);
            }
        }
    }

    /** Each element within tolerance of what was computed in double precision; nothing written around them. */
    static void assertClose(float[] x, int offset, double[] expected, double tolerance, String what) {
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(x[offset + i] - expected[i]);
            if (!(error <= tolerance)) {
                throw new AssertionError(what + ": element " + i + " is " + x[offset + i] + ", expected " + expected[i]
                        + " ± " + tolerance);
            }
        }
        assertGuarded(x, offset, expected.length);
    }

    /** Bit by bit, but all NaN are one. */
    static void assertSame(float[] x, int offset, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.compare(x[offset + i], (float) expected[i]) != 0) {
                throw new AssertionError(
                        what + ": element " + i + " is " + x[offset + i] + ", expected " + expected[i]);
            }
        }
        assertGuarded(x, offset, expected.length);
    }
}
