package org.meta4j.engine.internal.kernels;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of every provider against loops in double precision. */
class ProductsTest {
    private static final int ROUNDS = 400;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    /** Sizes that meet every tile and every tail: small ones often, some wider than any tile. */
    private static int size(Samples s) {
        return s.between(0, 3) == 0 ? s.between(1, 150) : s.between(1, 40);
    }

    /** |error| of a sum of k products of numbers in [−1, 1]. */
    private static double tolerance(int k) {
        return (k + 2) * Math.ulp(1f) * Math.max(1, Math.sqrt(k));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gemm_is_the_product_of_two_matrices_at_any_size_and_offset_or_adds_it(Kernels kernels) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Samples s = new Samples(seed);
            gemm(kernels, s, size(s), size(s), s.between(0, 8) == 0 ? 0 : size(s), s.between(0, 2), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gemm_takes_the_shapes_of_meta_learning(Kernels kernels) {
        int[][] shapes = {
            {10, 40, 40},
            {10, 1, 40},
            {10, 40, 1},
            {40, 40, 10},
            {40, 1, 10},
            {5, 64, 64},
            {5, 5, 64},
            {75, 5, 64},
            {20, 64, 576},
            {1, 1, 1},
            {60, 60, 256},
            {3, 130, 17},
            {1, 64, 300},
        };
        for (int[] shape : shapes) {
            for (int layout = 0; layout < 3; layout++) {
                gemm(kernels, new Samples(7), shape[0], shape[1], shape[2], layout, Arrays.toString(shape));
            }
        }
    }

    private static void gemm(Kernels kernels, Samples s, int m, int n, int k, int layout, String what) {
        int rowStride = layout == 0 ? k : layout == 1 ? 1 : 2 * k + 1;
        int columnStride = layout == 0 ? 1 : layout == 1 ? m : 2;
        int ao = s.between(0, 20);
        int bo = s.between(0, 20);
        int co = s.between(0, 20);
        float[] a = s.values(ao, m * k * 2 + m + 2);
        float[] b = s.values(bo, k * n);
        float[] c = Samples.target(co, m * n);
        double[] expected = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected[i * n + j] += (double) a[ao + i * rowStride + p * columnStride] * b[bo + p * n + j];
                }
            }
        }
        kernels.gemm(m, n, k, a, ao, rowStride, columnStride, b, bo, c, co);
        String which = what + ", " + m + " × " + n + " × " + k + ", layout " + layout;
        Samples.assertClose(c, co, expected, tolerance(k), which);

        float[] sums = s.sums(co, m * n);
        for (int i = 0; i < m * n; i++) {
            expected[i] += sums[co + i];
        }
        kernels.gemmAdd(m, n, k, a, ao, rowStride, columnStride, b, bo, sums, co);
        Samples.assertClose(sums, co, expected, tolerance(k), "added, " + which);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void gemmRows_adds_the_products_of_the_rows_in_its_range(Kernels kernels) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Samples s = new Samples(seed);
            int n = s.between(0, 3) == 0 ? 64 : size(s);
            int k = size(s);
            int count = s.between(0, 40);
            int height = count + s.between(1, 9);
            int[] aRows = s.rows(count, height);
            int[] cRows = s.distinctRows(count, height);
            int from = s.between(0, count);
            int to = s.between(from, count);
            int ao = s.between(0, 20);
            int bo = s.between(0, 20);
            int co = s.between(0, 20);
            float[] a = s.values(ao, height * k);
            float[] b = s.values(bo, k * n);
            float[] c = s.sums(co, height * n);
            double[] expected = new double[height * n];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = c[co + i];
            }
            for (int q = from; q < to; q++) {
                for (int j = 0; j < n; j++) {
                    for (int p = 0; p < k; p++) {
                        expected[cRows[q] * n + j] += (double) a[ao + aRows[q] * k + p] * b[bo + p * n + j];
                    }
                }
            }
            kernels.gemmRows(from, to, aRows, cRows, n, k, a, ao, b, bo, c, co);
            Samples.assertClose(c, co, expected, tolerance(k + 1), "seed " + seed + ", n " + n + ", k " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void outerRows_adds_the_sum_of_outer_products_to_its_target(Kernels kernels) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Samples s = new Samples(seed);
            outerRows(kernels, s, size(s), s.between(0, 3) == 0 ? 64 : size(s), s.between(0, 60), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void outerRows_sums_over_more_rows_than_a_cache_holds(Kernels kernels) {
        for (int[] size : new int[][] {{64, 64}, {65, 40}, {1, 64}, {3, 17}, {64, 5}}) {
            outerRows(kernels, new Samples(3), size[0], size[1], 1500, Arrays.toString(size));
        }
    }

    private static void outerRows(Kernels kernels, Samples s, int m, int n, int count, String what) {
        int height = s.between(1, 50);
        int[] aRows = s.rows(count, height);
        int[] bRows = s.rows(count, height);
        int ao = s.between(0, 20);
        int bo = s.between(0, 20);
        int co = s.between(0, 20);
        float[] a = s.values(ao, height * m);
        float[] b = s.values(bo, height * n);
        float[] c = Samples.target(co, m * n);
        float[] before = s.values(0, m * n);
        System.arraycopy(before, 0, c, co, m * n);
        double[] expected = new double[m * n];
        for (int i = 0; i < m * n; i++) {
            expected[i] = before[i];
        }
        for (int q = 0; q < count; q++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    expected[i * n + j] += (double) a[ao + aRows[q] * m + i] * b[bo + bRows[q] * n + j];
                }
            }
        }
        float[] scratch = new float[Kernels.OUTER_ROWS * (m + n) + 3 + Kernels.SLACK];
        kernels.outerRows(count, aRows, bRows, m, n, a, ao, b, bo, c, co, scratch, 3);
        Samples.assertClose(c, co, expected, tolerance(count + 1), what + ", m " + m + ", n " + n);
    }
}
