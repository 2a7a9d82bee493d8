package org.meta4j.data;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * Regression tasks of several variables: y = a · sin(u · x + φ), x uniform in [−2, 2] for each variable. The direction u, of
 * length 1 and drawn by the family's seed, is the same in all tasks: it is what there is to learn across them. Amplitude a,
 * from 0.5 to 2, and phase φ, from 0 to π, are each task's own, so that one function for all tasks has the error that they leave:
 * their variance. Made up here, after the sine curves of Finn, Abbeel and Levine, Model-Agnostic Meta-Learning, 2017,
 * arXiv:1703.03400, section 5.1. No two parts share a task.
 *
 * @param inputs variables, at least 1
 * @param seed of the direction
 */
public record Waves(int inputs, long seed) implements TaskFamily {
    private static final double BOUND = 2;
    private static final double LEAST_AMPLITUDE = 0.5;
    private static final double GREATEST_AMPLITUDE = 2;

    public Waves {
        if (inputs < 1) {
            throw new IllegalArgumentException("variables must be at least 1, but were " + inputs);
        }
    }

    /**
     * One task's function.
     *
     * @param amplitude a
     * @param phase φ
     */
    public record Wave(double amplitude, double phase) {
        /** @param along u · x */
        public double at(double along) {
            return amplitude * Math.sin(along + phase);
        }
    }

    @Override
    public String name() {
        return "waves/" + inputs + "/" + seed;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.ofBytes((name() + "/1").getBytes(StandardCharsets.UTF_8));
    }

    /** u, of length 1. */
    public double[] direction() {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, "waves/direction"));
        double[] direction = new double[inputs];
        double square = 0;
        for (int i = 0; i < inputs; i++) {
            direction[i] = random.nextGaussian();
            square += direction[i] * direction[i];
        }
        for (int i = 0; i < inputs; i++) {
            direction[i] /= Math.sqrt(square);
        }
        return direction;
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long taskSeed) {
        return source(shape, Seeds.of(taskSeed, "waves/train"));
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long taskSeed) {
        return Optional.of(source(shape, Seeds.of(taskSeed, "waves/validation")));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long taskSeed) {
        return source(shape, Seeds.of(taskSeed, "waves/test"));
    }

    private TaskSource source(EpisodeShape shape, long taskSeed) {
        if (shape.ways() != 1) {
            throw new IllegalArgumentException(
                    "tasks of numbers have no classes, so ways must be 1, but was " + shape.ways());
        }
        double[] direction = direction();
        return new TaskSource() {
            @Override
            public Task task(long index) {
                SplittableRandom random = new SplittableRandom(Seeds.of(taskSeed, index));
                Wave wave =
                        new Wave(random.nextDouble(LEAST_AMPLITUDE, GREATEST_AMPLITUDE), random.nextDouble(0, Math.PI));
                return new Task(
                        examples(wave, direction, shape.shots(), random),
                        examples(wave, direction, shape.queries(), random));
            }

            @Override
            public ExampleShape exampleShape() {
                return ExampleShape.features(inputs);
            }
        };
    }

    private static Examples examples(Wave wave, double[] direction, int count, SplittableRandom random) {
        int width = direction.length;
        float[] points = new float[count * width];
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double along = 0;
            for (int j = 0; j < width; j++) {
                points[i * width + j] = (float) random.nextDouble(-BOUND, BOUND);
                along += direction[j] * points[i * width + j];
            }
            values[i] = (float) wave.at(along);
        }
        return new Examples(ExampleShape.features(width), points, new Targets.Values(values, 1));
    }
}
