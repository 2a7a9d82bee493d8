package org.meta4j.engine.internal.kernels;

/** {@link Kernels#winogradInput} and its like, channel by channel. */
final class PlainWinograd {
    private PlainWinograd() {}

    static void input(
            int tileRows,
            int tileColumns,
            int channels,
            float[] x,
            int xo,
            int rowLength,
            float[] v,
            int vo,
            int plane) {
        int at = vo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                inputTile(0, channels, x, xo + 2 * row * rowLength + 2 * column * channels, rowLength, v, at, plane);
                at += channels;
            }
        }
    }

    /** Channels {@code first} to channels − 1 of BᵀdB, where d is 4 × 4 pixels. */
    static void inputTile(int first, int channels, float[] x, int xo, int rowLength, float[] v, int vo, int plane) {
        for (int c = first; c < channels; c++) {
            for (int column = 0; column < 4; column++) {
                int from = xo + column * channels + c;
                float d0 = x[from];
                float d1 = x[from + rowLength];
                float d2 = x[from + 2 * rowLength];
                float d3 = x[from + 3 * rowLength];
                int to = vo + column * plane + c;
                v[to] = d0 - d2;
                v[to + 4 * plane] = d1 + d2;
                v[to + 8 * plane] = d2 - d1;
                v[to + 12 * plane] = d1 - d3;
            }
            for (int row = 0; row < 4; row++) {
                int at = vo + 4 * row * plane + c;
                float t0 = v[at];
                float t1 = v[at + plane];
                float t2 = v[at + 2 * plane];
                float t3 = v[at + 3 * plane];
                v[at] = t0 - t2;
                v[at + plane] = t1 + t2;
                v[at + 2 * plane] = t2 - t1;
                v[at + 3 * plane] = t1 - t3;
            }
        }
    }

    static void output(
            int tileRows,
            int tileColumns,
            int filters,
            float[] m,
            int mo,
            int plane,
            float[] y,
            int yo,
            int rowLength) {
        int at = mo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                outputTile(0, filters, m, at, plane, y, yo + 2 * row * rowLength + 2 * column * filters, rowLength);
                at += filters;
            }
        }
    }

    /** Filters {@code first} to filters − 1 of AᵀmA, which is 2 × 2 pixels. */
    static void outputTile(int first, int filters, float[] m, int mo, int plane, float[] y, int yo, int rowLength) {
        for (int f = first; f < filters; f++) {
            for (int row = 0; row < 2; row++) {
                int from = mo + f + 4 * row * plane;
                float sign = row == 0 ? 1 : -1;
                float s0 = sums(m, from, plane, row, sign, 0);
                float s1 = sums(m, from, plane, row, sign, 1);
                float s2 = sums(m, from, plane, row, sign, 2);
                float s3 = sums(m, from, plane, row, sign, 3);
                int to = yo + row * rowLength + f;
                y[to] = s0 + s1 + s2;
                y[to + filters] = s1 - s2 - s3;
            }
        }
    }

    /** Row of Aᵀm: m0 + m1 + m2 of a column, or m1 − m2 − m3. */
    private static float sums(float[] m, int from, int plane, int row, float sign, int column) {
        int at = from + column * plane;
        return m[at] + sign * m[at + 4 * plane] + sign * m[at + 8 * plane];
    }

    static void gradient(
            int tileRows,
            int tileColumns,
            int filters,
            float[] g,
            int go,
            int rowLength,
            float[] z,
            int zo,
            int plane) {
        int at = zo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                gradientTile(0, filters, g, go + 2 * row * rowLength + 2 * column * filters, rowLength, z, at, plane);
                at += filters;
            }
        }
    }

    /** Filters {@code first} to filters − 1 of A g Aᵀ, where g is 2 × 2 pixels. */
    static void gradientTile(int first, int filters, float[] g, int go, int rowLength, float[] z, int zo, int plane) {
        for (int f = first; f < filters; f++) {
            float a0 = g[go + f];
            float a1 = g[go + filters + f];
            float b0 = g[go + rowLength + f];
            float b1 = g[go + rowLength + filters + f];
            gradientRow(a0, a1, z, zo + f, plane);
            gradientRow(a0 + b0, a1 + b1, z, zo + 4 * plane + f, plane);
            gradientRow(a0 - b0, a1 - b1, z, zo + 8 * plane + f, plane);
            gradientRow(-b0, -b1, z, zo + 12 * plane + f, plane);
        }
    }

    private static void gradientRow(float p0, float p1, float[] z, int zo, int plane) {
        z[zo] = p0;
        z[zo + plane] = p0 + p1;
        z[zo + 2 * plane] = p0 - p1;
        z[zo + 3 * plane] = -p1;
    }

    static void filters(int n, boolean turned, float[] w, int wo, float[] u, int uo) {
        filters(0, n, turned ? -n : n, w, turned ? wo + 8 * n : wo, u, uo);
    }

    /** Numbers {@code first} to n − 1 of G w Gᵀ; the taps are {@code step} apart. */
    static void filters(int first, int n, int step, float[] w, int wo, float[] u, int uo) {
        for (int i = first; i < n; i++) {
            int from = wo + i;
            int to = uo + i;
            for (int column = 0; column < 3; column++) {
                float g0 = w[from + column * step];
                float g1 = w[from + (3 + column) * step];
                float g2 = w[from + (6 + column) * step];
                u[to + column * n] = g0;
                u[to + (4 + column) * n] = 0.5f * (g0 + g1 + g2);
                u[to + (8 + column) * n] = 0.5f * (g0 - g1 + g2);
                u[to + (12 + column) * n] = g2;
            }
            for (int row = 0; row < 4; row++) {
                int at = to + 4 * row * n;
                float h0 = u[at];
                float h1 = u[at + n];
                float h2 = u[at + 2 * n];
                u[at + n] = 0.5f * (h0 + h1 + h2);
                u[at + 2 * n] = 0.5f * (h0 - h1 + h2);
                u[at + 3 * n] = h2;
            }
        }
    }

    static void filterGradient(int n, float[] u, int uo, float[] w, int wo) {
        filterGradient(0, n, u, uo, w, wo);
    }

    /** Numbers {@code first} to n − 1 of Gᵀ u G. */
    static void filterGradient(int first, int n, float[] u, int uo, float[] w, int wo) {
        for (int i = first; i < n; i++) {
            for (int row = 0; row < 3; row++) {
                float q0 = tapRow(row, n, u, uo + i);
                float q1 = tapRow(row, n, u, uo + i + n);
                float q2 = tapRow(row, n, u, uo + i + 2 * n);
                float q3 = tapRow(row, n, u, uo + i + 3 * n);
                int to = wo + i + 3 * row * n;
                w[to] = q0 + 0.5f * (q1 + q2);
                w[to + n] = 0.5f * (q1 - q2);
                w[to + 2 * n] = 0.5f * (q1 + q2) + q3;
            }
        }
    }

    /** An element of Gᵀu. */
    private static float tapRow(int row, int n, float[] u, int from) {
        float u1 = u[from + 4 * n];
        float u2 = u[from + 8 * n];
        if (row == 0) {
            return u[from] + 0.5f * (u1 + u2);
        }
        return row == 1 ? 0.5f * (u1 - u2) : 0.5f * (u1 + u2) + u[from + 12 * n];
    }
}
