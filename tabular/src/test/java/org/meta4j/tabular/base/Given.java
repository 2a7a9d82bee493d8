package org.meta4j.tabular.base;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Small sets of examples. */
public final class Given {
    private Given() {}

    /** Examples with a number each. */
    public static Examples numbers(double[][] inputs, double... targets) {
        return examples(inputs, new Targets.Values(floats(targets), 1));
    }

    /** Examples of classes that are named by their numbers. */
    public static Examples classes(int ways, double[][] inputs, int... labels) {
        List<String> names = IntStream.range(0, ways).mapToObj(String::valueOf).toList();
        return examples(inputs, new Targets.Classes(labels, names));
    }

    /** Examples to predict. */
    public static Examples query(double[]... inputs) {
        return examples(inputs, new Targets.None(inputs.length));
    }

    private static Examples examples(double[][] inputs, Targets targets) {
        int width = inputs[0].length;
        float[] flat = new float[inputs.length * width];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) inputs[i / width][i % width];
        }
        return new Examples(ExampleShape.features(width), flat, targets);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Numbers from −2 to 2 that floats hold exactly. */
    public static double[][] drawn(int rows, int columns, SplittableRandom random) {
        double[][] drawn = new double[rows][columns];
        for (double[] row : drawn) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(-2048, 2048) / 1024.0;
            }
        }
        return drawn;
    }
}
