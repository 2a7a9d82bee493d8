package org.meta4j.learners.heads;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.meta4j.engine.Tensors;

/** Layers on rows of doubles, by plain loops. */
final class PlainLayers {
    private PlainLayers() {}

    /** x·W. */
    static double[] product(Tensors parameters, String weight, double[] x) {
        float[] values = parameters.get(weight).values();
        int outputs = values.length / x.length;
        double[] y = new double[outputs];
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < outputs; o++) {
                y[o] += x[i] * values[i * outputs + o];
            }
        }
        return y;
    }

    /** x·W + b. */
    static double[] affine(Tensors parameters, String layer, double[] x) {
        return sum(
                product(parameters, layer + ".weight", x),
                HeadRun.doubles(parameters.get(layer + ".bias").values()));
    }

    static double[] sum(double[] x, double[] y) {
        double[] sum = new double[x.length];
        Arrays.setAll(sum, i -> x[i] + y[i]);
        return sum;
    }

    static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
    }

    static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(value -> factor * value).toArray();
    }

    static double product(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static double[] softmax(double[] x) {
        double largest = Arrays.stream(x).max().orElseThrow();
        double[] powers =
                Arrays.stream(x).map(value -> Math.exp(value - largest)).toArray();
        double all = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / all).toArray();
    }

    /** Σ shares[i] · rows[i]. */
    static double[] mixed(double[] shares, double[][] rows) {
        double[] mixed = new double[rows[0].length];
        for (int i = 0; i < shares.length; i++) {
            for (int c = 0; c < mixed.length; c++) {
                mixed[c] += shares[i] * rows[i][c];
            }
        }
        return mixed;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** An LSTM's next output and cell. */
    static double[][] lstm(Tensors parameters, String name, double[] x, double[] fedBack, double[] cell) {
        double[] input = gate(parameters, name + ".input", x, fedBack);
        double[] forget = gate(parameters, name + ".forget", x, fedBack);
        double[] output = gate(parameters, name + ".output", x, fedBack);
        double[] candidate = gate(parameters, name + ".candidate", x, fedBack);
        double[] hidden = new double[cell.length];
        double[] next = new double[cell.length];
        for (int i = 0; i < cell.length; i++) {
            next[i] = sigmoid(forget[i]) * cell[i] + sigmoid(input[i]) * Math.tanh(candidate[i]);
            hidden[i] = sigmoid(output[i]) * Math.tanh(next[i]);
        }
        return new double[][] {hidden, next};
    }

    private static double[] gate(Tensors parameters, String gate, double[] x, double[] fedBack) {
        return sum(affine(parameters, gate, x), product(parameters, gate + ".recurrent", fedBack));
    }

    /** Rows of numbers. */
    static double[][] rows(double[] numbers, int width) {
        double[][] rows = new double[numbers.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(numbers, i * width, (i + 1) * width));
        return rows;
    }
}
