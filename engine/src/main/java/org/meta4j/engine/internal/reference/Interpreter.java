package org.meta4j.engine.internal.reference;

import java.util.Arrays;
import java.util.List;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** What each primitive operation means, written as plainly as possible. */
public final class Interpreter {
    private Interpreter() {}

    /** Applies {@code op} to its arguments' numbers; the result has {@code length} numbers. */
    public static double[] apply(Op op, int length, List<double[]> arguments) {
        double[] result = new double[length];
        double[] x = arguments.isEmpty() ? result : arguments.get(0);
        double[] y = arguments.size() < 2 ? x : arguments.get(1);
        if (op instanceof Op.Constant constant) {
            Arrays.fill(result, constant.value());
        } else if (op instanceof Op.Unary unary) {
            Arrays.setAll(result, i -> unary.function().apply(x[i]));
        } else if (op instanceof Op.Binary binary) {
            Arrays.setAll(result, i -> binary.function().apply(x[i], y[i]));
        } else if (op instanceof Op.Sum sum) {
            for (int i = 0; i < x.length; i++) {
                result[narrow(i, sum.middle(), sum.inner())] += x[i];
            }
        } else if (op instanceof Op.Repeat repeat) {
            Arrays.setAll(result, i -> x[narrow(i, repeat.middle(), repeat.inner())]);
        } else if (op instanceof Op.MaxColumns max) {
            Arrays.setAll(
                    result,
                    row -> Arrays.stream(x, row * max.columns(), (row + 1) * max.columns())
                            .max()
                            .orElseThrow());
        } else if (op instanceof Op.Reshape || op instanceof Op.StopGradient) {
            System.arraycopy(x, 0, result, 0, length);
        } else if (op instanceof Op.Transpose t) {
            for (int b = 0; b < t.batch(); b++) {
                for (int r = 0; r < t.rows(); r++) {
                    for (int c = 0; c < t.columns(); c++) {
                        result[(b * t.columns() + c) * t.rows() + r] = x[(b * t.rows() + r) * t.columns() + c];
                    }
                }
            }
        } else if (op instanceof Op.Rows rows) {
            System.arraycopy(x, rows.from() * rows.width(), result, 0, length);
        } else if (op instanceof Op.PadRows pad) {
            System.arraycopy(x, 0, result, pad.from() * pad.width(), x.length);
        } else if (op instanceof Op.MatMul matmul) {
            multiply(matmul, x, y, result);
        } else if (op instanceof Op.Conv conv) {
            convolve(conv.geometry(), (in, out, w, back) -> result[out] += x[in] * y[w]);
        } else if (op instanceof Op.ConvInput conv) {
            convolve(conv.geometry(), (in, out, w, back) -> result[in] += x[out] * y[back]);
        } else if (op instanceof Op.ConvWeight conv) {
            convolve(conv.geometry(), (in, out, w, back) -> result[w] += x[in] * y[out]);
        } else if (op instanceof Op.PoolIndex pool) {
            PoolGeometry g = pool.geometry();
            windows(g, (window, place, source) -> {
                int best = source(g, window, (int) result[window]);
                if (x[source] > x[best]) {
                    result[window] = place;
                }
            });
        } else if (op instanceof Op.PoolTake take) {
            windows(take.geometry(), (window, place, source) -> {
                if ((int) y[window] == place) {
                    result[window] = x[source];
                }
            });
        } else if (op instanceof Op.PoolPut put) {
            windows(put.geometry(), (window, place, source) -> {
                if ((int) y[window] == place) {
                    result[source] = x[window];
                }
            });
        } else {
            throw new IllegalStateException("no meaning for " + op);
        }
        return result;
    }

    /** Index into [outer, inner] of element i of [outer, middle, inner]. */
    private static int narrow(int i, int middle, int inner) {
        return i / (middle * inner) * inner + i % inner;
    }

    private static void multiply(Op.MatMul op, double[] a, double[] b, double[] c) {
        for (int i = 0; i < op.m(); i++) {
            for (int j = 0; j < op.n(); j++) {
                for (int p = 0; p < op.k(); p++) {
                    c[i * op.n() + j] += (op.transposeA() ? a[p * op.m() + i] : a[i * op.k() + p]) * b[p * op.n() + j];
                }
            }
        }
    }

    @FunctionalInterface
    private interface Term {
        /** Indices into images, results, filters [kernel, kernel, channels, filters] and filters with the last two swapped. */
        void add(int in, int out, int w, int back);
    }

    private static void convolve(ConvGeometry g, Term term) {
        for (int n = 0; n < g.images(); n++) {
            for (int row = 0; row < g.outHeight(); row++) {
                for (int column = 0; column < g.outWidth(); column++) {
                    for (int tap = 0; tap < g.taps(); tap++) {
                        int y = row * g.stride() - g.padding() + tap / g.kernelWidth();
                        int x = column * g.stride() - g.padding() + tap % g.kernelWidth();
                        if (y >= 0 && y < g.height() && x >= 0 && x < g.width()) {
                            int in = ((n * g.height() + y) * g.width() + x) * g.channels();
                            int out = ((n * g.outHeight() + row) * g.outWidth() + column) * g.filters();
                            for (int c = 0; c < g.channels(); c++) {
                                for (int f = 0; f < g.filters(); f++) {
                                    term.add(
                                            in + c,
                                            out + f,
                                            (tap * g.channels() + c) * g.filters() + f,
                                            (tap * g.filters() + f) * g.channels() + c);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface Window {
        /** Index of a window, place in it, index of the element at that place. */
        void visit(int window, int place, int source);
    }

    private static void windows(PoolGeometry g, Window visitor) {
        int windows = g.images() * g.outLength();
        for (int window = 0; window < windows; window++) {
            for (int place = 0; place < g.side() * g.side(); place++) {
                visitor.visit(window, place, source(g, window, place));
            }
        }
    }

    private static int source(PoolGeometry g, int window, int place) {
        int width = g.width() / g.side();
        int height = g.height() / g.side();
        int channel = window % g.channels();
        int column = window / g.channels() % width * g.side() + place % g.side();
        int row = window / g.channels() / width % height * g.side() + place / g.side();
        int image = window / g.channels() / width / height;
        return ((image * g.height() + row) * g.width() + column) * g.channels() + channel;
    }
}
