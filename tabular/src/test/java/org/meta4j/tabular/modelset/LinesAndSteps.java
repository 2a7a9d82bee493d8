package org.meta4j.tabular.modelset;

import java.util.List;
import java.util.SplittableRandom;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/** Tasks of which half are linear functions and half are steps along one feature; with classes, which side of a line or of a step. */
record LinesAndSteps(EpisodeShape shape, long seed, boolean classes) implements TaskSource {
    private static final int FEATURES = 3;

    @Override
    public Task task(long index) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
        double[] weights = new double[FEATURES];
        for (int j = 0; j < FEATURES; j++) {
            weights[j] = random.nextDouble(-1, 1);
        }
        int feature = random.nextInt(FEATURES);
        int size = shape.supportSize() + shape.querySize();
        double[][] inputs = new double[size][FEATURES];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < FEATURES; j++) {
                inputs[i][j] = random.nextDouble(-1.7, 1.7);
                values[i] += weights[j] * inputs[i][j];
            }
            if (index % 2 == 1) {
                // Both ends differ from the middle: no line comes near.
                values[i] = Math.abs(inputs[i][feature]) < 0.8 ? 1 : -1;
            }
        }
        return new Task(examples(inputs, values, 0, shape.supportSize()), examples(inputs, values, shape.supportSize(), size));
    }

    private Examples examples(double[][] inputs, double[] values, int from, int to) {
        float[] flat = new float[(to - from) * FEATURES];
        float[] targets = new float[to - from];
        int[] labels = new int[to - from];
        for (int i = from; i < to; i++) {
            for (int j = 0; j < FEATURES; j++) {
                flat[(i - from) * FEATURES + j] = (float) inputs[i][j];
            }
            targets[i - from] = (float) values[i];
            labels[i - from] = values[i] > 0 ? 1 : 0;
        }
        return new Examples(
                exampleShape(),
                flat,
                classes ? new Targets.Classes(labels, List.of("below", "above")) : new Targets.Values(targets, 1));
    }

    @Override
    public ExampleShape exampleShape() {
        return ExampleShape.features(FEATURES);
    }
}
