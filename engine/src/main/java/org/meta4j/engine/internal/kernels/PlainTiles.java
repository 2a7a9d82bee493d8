package org.meta4j.engine.internal.kernels;

/**
 * Tiles of a matrix product, or of a sum of outer products, in local variables. Row p of B begins at b[bo + p·bStep].
 * The sums start from zero and are written over C or, with {@code add}, added to it. Loops over
 * one row of C do not vectorise at few columns; sums in registers spare at least the traffic.
 */
final class PlainTiles {
    private PlainTiles() {}

    /** Rows of A with adjacent elements; row r begins at a[ar], of C at c[cr]. */
    static void tile4x4(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            boolean add) {
        float s00 = 0f;
        float s01 = 0f;
        float s02 = 0f;
        float s03 = 0f;
        float s10 = 0f;
        float s11 = 0f;
        float s12 = 0f;
        float s13 = 0f;
        float s20 = 0f;
        float s21 = 0f;
        float s22 = 0f;
        float s23 = 0f;
        float s30 = 0f;
        float s31 = 0f;
        float s32 = 0f;
        float s33 = 0f;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            float b0 = b[bi];
            float b1 = b[bi + 1];
            float b2 = b[bi + 2];
            float b3 = b[bi + 3];
            float x0 = a[a0 + p];
            s00 = Math.fma(x0, b0, s00);
            s01 = Math.fma(x0, b1, s01);
            s02 = Math.fma(x0, b2, s02);
            s03 = Math.fma(x0, b3, s03);
            float x1 = a[a1 + p];
            s10 = Math.fma(x1, b0, s10);
            s11 = Math.fma(x1, b1, s11);
            s12 = Math.fma(x1, b2, s12);
            s13 = Math.fma(x1, b3, s13);
            float x2 = a[a2 + p];
            s20 = Math.fma(x2, b0, s20);
            s21 = Math.fma(x2, b1, s21);
            s22 = Math.fma(x2, b2, s22);
            s23 = Math.fma(x2, b3, s23);
            float x3 = a[a3 + p];
            s30 = Math.fma(x3, b0, s30);
            s31 = Math.fma(x3, b1, s31);
            s32 = Math.fma(x3, b2, s32);
            s33 = Math.fma(x3, b3, s33);
            bi += bStep;
        }
        if (add) {
            s00 += c[c0];
            s01 += c[c0 + 1];
            s02 += c[c0 + 2];
            s03 += c[c0 + 3];
            s10 += c[c1];
            s11 += c[c1 + 1];
            s12 += c[c1 + 2];
            s13 += c[c1 + 3];
            s20 += c[c2];
            s21 += c[c2 + 1];
            s22 += c[c2 + 2];
            s23 += c[c2 + 3];
            s30 += c[c3];
            s31 += c[c3 + 1];
            s32 += c[c3 + 2];
            s33 += c[c3 + 3];
        }
        c[c0] = s00;
        c[c0 + 1] = s01;
        c[c0 + 2] = s02;
        c[c0 + 3] = s03;
        c[c1] = s10;
        c[c1 + 1] = s11;
        c[c1 + 2] = s12;
        c[c1 + 3] = s13;
        c[c2] = s20;
        c[c2 + 1] = s21;
        c[c2 + 2] = s22;
        c[c2 + 3] = s23;
        c[c3] = s30;
        c[c3 + 1] = s31;
        c[c3 + 2] = s32;
        c[c3 + 3] = s33;
    }

    /** Rows of A with adjacent elements; row r begins at a[ar], of C at c[cr]. */
    static void tile4x1(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            boolean add) {
        float s00 = 0f;
        float s10 = 0f;
        float s20 = 0f;
        float s30 = 0f;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            float b0 = b[bi];
            float x0 = a[a0 + p];
            s00 = Math.fma(x0, b0, s00);
            float x1 = a[a1 + p];
            s10 = Math.fma(x1, b0, s10);
            float x2 = a[a2 + p];
            s20 = Math.fma(x2, b0, s20);
            float x3 = a[a3 + p];
            s30 = Math.fma(x3, b0, s30);
            bi += bStep;
        }
        if (add) {
            s00 += c[c0];
            s10 += c[c1];
            s20 += c[c2];
            s30 += c[c3];
        }
        c[c0] = s00;
        c[c1] = s10;
        c[c2] = s20;
        c[c3] = s30;
    }

    /** A row of A with elements aStep apart. */
    static void tile1x4(
            int k, float[] a, int aStep, int a0, float[] b, int bo, int bStep, float[] c, int c0, boolean add) {
        float s00 = 0f;
        float s01 = 0f;
        float s02 = 0f;
        float s03 = 0f;
        int ai = a0;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            float b0 = b[bi];
            float b1 = b[bi + 1];
            float b2 = b[bi + 2];
            float b3 = b[bi + 3];
            float x0 = a[ai];
            s00 = Math.fma(x0, b0, s00);
            s01 = Math.fma(x0, b1, s01);
            s02 = Math.fma(x0, b2, s02);
            s03 = Math.fma(x0, b3, s03);
            ai += aStep;
            bi += bStep;
        }
        if (add) {
            s00 += c[c0];
            s01 += c[c0 + 1];
            s02 += c[c0 + 2];
            s03 += c[c0 + 3];
        }
        c[c0] = s00;
        c[c0 + 1] = s01;
        c[c0 + 2] = s02;
        c[c0 + 3] = s03;
    }

    /** A row of A with elements aStep apart. */
    static void tile1x1(
            int k, float[] a, int aStep, int a0, float[] b, int bo, int bStep, float[] c, int c0, boolean add) {
        float s00 = 0f;
        int ai = a0;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            float b0 = b[bi];
            float x0 = a[ai];
            s00 = Math.fma(x0, b0, s00);
            ai += aStep;
            bi += bStep;
        }
        c[c0] = add ? c[c0] + s00 : s00;
    }

    /** Adds to C. The elements of A for q begin at a[ao + aRows[q]·aLength], those of B at b[bo + bRows[q]·bLength]. */
    static void outer1x4(
            int count,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            float[] c,
            int c0) {
        float s00 = c[c0];
        float s01 = c[c0 + 1];
        float s02 = c[c0 + 2];
        float s03 = c[c0 + 3];
        for (int q = 0; q < count; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            float b0 = b[bi];
            float b1 = b[bi + 1];
            float b2 = b[bi + 2];
            float b3 = b[bi + 3];
            float x0 = a[ai];
            s00 = Math.fma(x0, b0, s00);
            s01 = Math.fma(x0, b1, s01);
            s02 = Math.fma(x0, b2, s02);
            s03 = Math.fma(x0, b3, s03);
        }
        c[c0] = s00;
        c[c0 + 1] = s01;
        c[c0 + 2] = s02;
        c[c0 + 3] = s03;
    }

    /** Adds to C. The elements of A for q begin at a[ao + aRows[q]·aLength], those of B at b[bo + bRows[q]·bLength]. */
    static void outer1x1(
            int count,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            float[] c,
            int c0) {
        float s00 = c[c0];
        for (int q = 0; q < count; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            float b0 = b[bi];
            float x0 = a[ai];
            s00 = Math.fma(x0, b0, s00);
        }
        c[c0] = s00;
    }
}
