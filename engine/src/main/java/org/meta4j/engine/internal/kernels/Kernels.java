package org.meta4j.engine.internal.kernels;

import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/**
 * Loops over float arrays. Arguments come as (array, offset); source and target ranges are equal or
 * do not overlap. Arrays that the engine allocates have {@link #SLACK} unused floats at their end, so that
 * a kernel may read (never write) up to that far beyond the last element it needs.
 *
 * <p>All kernels are deterministic for one provider, vector width and JDK. Products are summed with fused
 * multiply-add in both providers. No kernel allocates.
 */
public interface Kernels {
    /** Floats that must be readable after the end of each range. */
    int SLACK = 64;

    /** Name for logs and provenance, e.g. {@code vector-512} or {@code plain}. */
    String name();

    /**
     * Matrix product C = A·B with A[i, p] = a[ao + i·aRowStride + p·aColumnStride] (so a transposed A costs
     * nothing), B[p, j] = b[bo + p·n + j], C[i, j] = c[co + i·n + j], for i &lt; m, j &lt; n, p &lt; k. C is
     * overwritten; with k = 0 it becomes zero.
     */
    void gemm(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            float[] c,
            int co);

    /** As {@link #gemm}, but added to what C holds: C += A·B. With k = 0 C stays as it is. */
    void gemmAdd(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            float[] c,
            int co);

    /**
     * Gathered product, the work of a convolution forward or back to its input for one tap of the filter:
     * for q in [from, to): C[cRows[q], 0..n) += A[aRows[q], 0..k) · B, where a row r of A begins at
     * a[ao + r·k], a row r of C at c[co + r·n], B is [k, n] row-major at b[bo]. The cRows in a range are distinct.
     */
    void gemmRows(
            int from,
            int to,
            int[] aRows,
            int[] cRows,
            int n,
            int k,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co);

    /** Rows of each factor that {@link #outerRows} copies at a time. */
    int OUTER_ROWS = 64;

    /**
     * Gathered sum of outer products, the gradient of one tap's weights: C[m, n] += sum over q in [0, count) of
     * A[aRows[q], 0..m)ᵀ · B[bRows[q], 0..n), row-major at c[co]; rows of A have length m, rows of B length n.
     *
     * @param scratch room for OUTER_ROWS · (m + n) floats from {@code so} on, and the slack
     */
    void outerRows(
            int count,
            int[] aRows,
            int[] bRows,
            int m,
            int n,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float[] scratch,
            int so);

    /**
     * Inputs of 3 × 3 convolutions by Winograd's F(2 × 2, 3 × 3): V = BᵀdB of each tile of 4 × 4 pixels, which lie 2 pixels
     * apart. Lavin, Gray: Fast Algorithms for Convolutional Neural Networks, 2015, arXiv:1509.09308.
     *
     * @param x image whose rows of pixels begin rowLength apart, a pixel being so many channels; 2·tileRows + 2 rows of
     *     2·tileColumns + 2 pixels are read
     * @param v for each of V's 16 elements, plane apart, a row of channels for each tile, row by row
     */
    void winogradInput(
            int tileRows,
            int tileColumns,
            int channels,
            float[] x,
            int xo,
            int rowLength,
            float[] v,
            int vo,
            int plane);

    /**
     * The results of such a convolution, 2 × 2 pixels AᵀmA of each tile.
     *
     * @param m for each of 16 elements, plane apart, a row of filters for each tile: sums over channels of V·U
     * @param y 2·tileRows rows of 2·tileColumns pixels, the rows rowLength apart
     */
    void winogradOutput(
            int tileRows, int tileColumns, int filters, float[] m, int mo, int plane, float[] y, int yo, int rowLength);

    /** The transpose of {@link #winogradOutput}: A g Aᵀ of the 2 × 2 pixels of each tile, to 16 elements plane apart. */
    void winogradGradient(
            int tileRows, int tileColumns, int filters, float[] g, int go, int rowLength, float[] z, int zo, int plane);

    /**
     * Filters for it: U = G w Gᵀ, from 9 taps of n numbers each, one after another, to 16 elements of n numbers.
     *
     * @param turned whether to take the taps from the last to the first, for the way back to the input
     */
    void winogradFilters(int n, boolean turned, float[] w, int wo, float[] u, int uo);

    /** The transpose of {@link #winogradFilters}, not turned: Gᵀ u G. */
    void winogradFilterGradient(int n, float[] u, int uo, float[] w, int wo);

    /** Writes the transpose of the row-major [rows, columns] x to y. */
    void transpose(int rows, int columns, float[] x, int xo, float[] y, int yo);

    /** y[i] = op(x[i]) for i &lt; n; x and y may be the same range. */
    void unary(UnaryOp op, int n, float[] x, int xo, float[] y, int yo);

    /** z[i] = op(x[i], y[i]) for i &lt; n; z may be the same range as x or y. */
    void binary(BinaryOp op, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

    /** z[i] = op(x[i], scalar) for i &lt; n; z may be the same range as x. */
    void binaryScalar(BinaryOp op, int n, float[] x, int xo, float scalar, float[] z, int zo);

    /** z[i] = op(scalar, x[i]) for i &lt; n; z may be the same range as x. */
    void scalarBinary(BinaryOp op, int n, float scalar, float[] x, int xo, float[] z, int zo);

    /** z[i] = x[i]·y[i] + w[i], fused, for i &lt; n; z may be the same range as any of them. */
    void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] w, int wo, float[] z, int zo);

    /** z[i] = x[i]·scalar + w[i], fused, for i &lt; n; z may be the same range as x or w. */
    void scaleAdd(int n, float[] x, int xo, float scalar, float[] w, int wo, float[] z, int zo);

    /** Sum of x[0..n), in a fixed order. */
    float sum(int n, float[] x, int xo);

    /**
     * Product of a matrix of whole numbers with a column: y[r] = scales[r] · sum over j in [0, columns) of
     * m[r·columns + j] · x[xo + j].
     */
    void byteRows(int rows, int columns, byte[] m, float[] scales, float[] x, int xo, float[] y, int yo);

    /** sums[j] += sum over r &lt; rows of x[r·columns + j], for j &lt; columns. */
    void addRows(int rows, int columns, float[] x, int xo, float[] sums, int so);

    /** As {@link #addRows} of the element-wise product x·y, without storing it. */
    void addRowProducts(int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so);

    /** out[r] = sum over j of x[r·columns + j], for r &lt; rows. */
    void sumColumns(int rows, int columns, float[] x, int xo, float[] out, int oo);

    /** out[r] = max over j of x[r·columns + j], for r &lt; rows; NaN if there is one. */
    void maxColumns(int rows, int columns, float[] x, int xo, float[] out, int oo);

    /** Writes x[0..columns) to y rows times. */
    void repeatRow(int rows, int columns, float[] x, int xo, float[] y, int yo);

    /** Writes x[r] to all columns of row r of y. */
    void repeatColumn(int rows, int columns, float[] x, int xo, float[] y, int yo);

    /**
     * Where the maxima of non-overlapping side × side windows are: x is [height, width, channels], out
     * [height/side, width/side, channels] (floor: rows and columns left over are ignored) and holds for each the
     * index of the first largest element in its window, row-major, 0 to side² − 1, as a float. A window with NaN
     * gives the index of its last NaN, so that pooling does not lose it.
     */
    void poolIndex(int height, int width, int channels, int side, float[] x, int xo, float[] out, int oo);

    /** out = the elements of x [height, width, channels] that {@code index} of {@link #poolIndex} points to. */
    void poolTake(
            int height,
            int width,
            int channels,
            int side,
            float[] x,
            int xo,
            float[] index,
            int io,
            float[] out,
            int oo);

    /** The transpose of {@link #poolTake}: out [height, width, channels] is zero but for g at the indexed places. */
    void poolPut(
            int height,
            int width,
            int channels,
            int side,
            float[] g,
            int go,
            float[] index,
            int io,
            float[] out,
            int oo);
}
