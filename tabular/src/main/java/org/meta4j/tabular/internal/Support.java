package org.meta4j.tabular.internal;

import java.util.Arrays;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/**
 * A support set in double precision, checked.
 *
 * @param inputs one row an example
 * @param numbers to predict; empty for classes
 * @param labels of classes; empty for numbers
 * @param ways classes; 0 for numbers
 */
public record Support(double[][] inputs, double[] numbers, int[] labels, int ways) {
    /** @throws IllegalArgumentException if there is nothing to learn from, or something that is no finite number */
    public static Support of(Examples support) {
        if (support.count() == 0) {
            throw new IllegalArgumentException("there is no support example to learn from: give at least one");
        }
        double[][] inputs = rows(support, "support");
        if (support.targets() instanceof Targets.Classes classes) {
            int[] labels = classes.labels().clone();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == Targets.Classes.UNLABELLED) {
                    throw new IllegalArgumentException("support example " + i + " of " + labels.length
                            + " has no label: give one, or leave the example out");
                }
            }
            return new Support(inputs, new double[0], labels, classes.names().size());
        }
        if (support.targets() instanceof Targets.Values values) {
            return new Support(inputs, numbers(values), new int[0], 0);
        }
        throw new IllegalArgumentException("the supports have no targets to learn from: give classes or numbers");
    }

    /** The numbers to predict, one for each example. */
    public static double[] numbers(Targets.Values values) {
        if (values.width() != 1) {
            throw new IllegalArgumentException("these learners predict one number for an example, but the targets have "
                    + values.width() + ": learn each for itself");
        }
        double[] numbers = new double[values.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = finite(values.values()[i], "target", i);
        }
        return numbers;
    }

    /** Examples as rows of a matrix. */
    public static double[][] rows(Examples examples, String what) {
        int width = examples.shape().length();
        double[][] rows = new double[examples.count()][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = finite(examples.inputs()[i * width + j], what + " example", i);
            }
        }
        return rows;
    }

    private static double finite(float value, String what, int index) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(
                    what + " " + index + " has the value " + value + ": fill in what is missing before");
        }
        return value;
    }

    public int count() {
        return inputs.length;
    }

    public int width() {
        return inputs[0].length;
    }

    public boolean isRegression() {
        return ways == 0;
    }

    /** Columns of {@link #targetRows}: 1 for numbers, the classes otherwise. */
    public int outputs() {
        return isRegression() ? 1 : ways;
    }

    /** Targets as rows: the number, or 1 for the class and 0 for the others. */
    public double[][] targetRows() {
        double[][] rows = new double[count()][outputs()];
        for (int i = 0; i < rows.length; i++) {
            if (isRegression()) {
                rows[i][0] = numbers[i];
            } else {
                rows[i][labels[i]] = 1;
            }
        }
        return rows;
    }

    /** Some of the examples. */
    public Support only(int[] indices) {
        return new Support(
                Arrays.stream(indices).mapToObj(i -> inputs[i]).toArray(double[][]::new),
                isRegression()
                        ? Arrays.stream(indices).mapToDouble(i -> numbers[i]).toArray()
                        : numbers,
                isRegression() ? labels : Arrays.stream(indices).map(i -> labels[i]).toArray(),
                ways);
    }
}
