package org.meta4j.engine.internal.kernels;

import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/** Kernels in plain Java, for machines and launchers without the Vector API. */
public final class PlainKernels implements Kernels {

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void gemm(
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
            int co) {
        PlainGemm.gemm(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, c, co, false);
    }

    @Override
    public void gemmAdd(
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
            int co) {
        PlainGemm.gemm(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, c, co, true);
    }

    @Override
    public void gemmRows(
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
            int co) {
        PlainGemm.gemmRows(from, to, aRows, cRows, n, k, a, ao, b, bo, c, co);
    }

    @Override
    public void outerRows(
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
            int so) {
        PlainGemm.outerRows(count, aRows, bRows, m, n, a, ao, b, bo, c, co);
    }

    @Override
    public void winogradInput(
            int tileRows,
            int tileColumns,
            int channels,
            float[] x,
            int xo,
            int rowLength,
            float[] v,
            int vo,
            int plane) {
        PlainWinograd.input(tileRows, tileColumns, channels, x, xo, rowLength, v, vo, plane);
    }

    @Override
    public void winogradOutput(
            int tileRows,
            int tileColumns,
            int filters,
            float[] m,
            int mo,
            int plane,
            float[] y,
            int yo,
            int rowLength) {
        PlainWinograd.output(tileRows, tileColumns, filters, m, mo, plane, y, yo, rowLength);
    }

    @Override
    public void winogradGradient(
            int tileRows,
            int tileColumns,
            int filters,
            float[] g,
            int go,
            int rowLength,
            float[] z,
            int zo,
            int plane) {
        PlainWinograd.gradient(tileRows, tileColumns, filters, g, go, rowLength, z, zo, plane);
    }

    @Override
    public void winogradFilters(int n, boolean turned, float[] w, int wo, float[] u, int uo) {
        PlainWinograd.filters(n, turned, w, wo, u, uo);
    }

    @Override
    public void winogradFilterGradient(int n, float[] u, int uo, float[] w, int wo) {
        PlainWinograd.filterGradient(n, u, uo, w, wo);
    }

    @Override
    public void transpose(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        PlainCopies.transpose(rows, columns, x, xo, y, yo);
    }

    @Override
    public void unary(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
        PlainElementwise.unary(op, n, x, xo, y, yo);
    }

    @Override
    public void binary(BinaryOp op, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        PlainElementwise.binary(op, n, x, xo, y, yo, z, zo);
    }

    @Override
    public void binaryScalar(BinaryOp op, int n, float[] x, int xo, float scalar, float[] z, int zo) {
        PlainElementwise.right(op, n, x, xo, scalar, z, zo);
    }

    @Override
    public void scalarBinary(BinaryOp op, int n, float scalar, float[] x, int xo, float[] z, int zo) {
        PlainElementwise.left(op, n, scalar, x, xo, z, zo);
    }

    @Override
    public void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] w, int wo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], w[wo + i]);
        }
    }

    @Override
    public void scaleAdd(int n, float[] x, int xo, float scalar, float[] w, int wo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], scalar, w[wo + i]);
        }
    }

    @Override
    public float sum(int n, float[] x, int xo) {
        return PlainSums.sum(n, x, xo);
    }

    @Override
    public void byteRows(int rows, int columns, byte[] m, float[] scales, float[] x, int xo, float[] y, int yo) {
        PlainBytes.rows(rows, columns, m, scales, x, xo, y, yo);
    }

    @Override
    public void addRows(int rows, int columns, float[] x, int xo, float[] sums, int so) {
        PlainSums.addRows(rows, columns, x, xo, sums, so);
    }

    @Override
    public void addRowProducts(int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        PlainSums.addRowProducts(rows, columns, x, xo, y, yo, sums, so);
    }

    @Override
    public void sumColumns(int rows, int columns, float[] x, int xo, float[] out, int oo) {
        for (int r = 0; r < rows; r++) {
            out[oo + r] = PlainSums.sum(columns, x, xo + r * columns);
        }
    }

    @Override
    public void maxColumns(int rows, int columns, float[] x, int xo, float[] out, int oo) {
        for (int r = 0; r < rows; r++) {
            out[oo + r] = PlainSums.max(columns, x, xo + r * columns);
        }
    }

    @Override
    public void repeatRow(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        PlainCopies.repeatRow(rows, columns, x, xo, y, yo);
    }

    @Override
    public void repeatColumn(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        PlainCopies.repeatColumn(rows, columns, x, xo, y, yo);
    }

    @Override
    public void poolIndex(int height, int width, int channels, int side, float[] x, int xo, float[] out, int oo) {
        PlainPooling.index(height, width, channels, side, x, xo, out, oo);
    }

    @Override
    public void poolTake(
            int height,
            int width,
            int channels,
            int side,
            float[] x,
            int xo,
            float[] index,
            int io,
            float[] out,
            int oo) {
        PlainPooling.take(height, width, channels, side, x, xo, index, io, out, oo);
    }

    @Override
    public void poolPut(
            int height,
            int width,
            int channels,
            int side,
            float[] g,
            int go,
            float[] index,
            int io,
            float[] out,
            int oo) {
        PlainPooling.put(height, width, channels, side, g, go, index, io, out, oo);
    }
}
