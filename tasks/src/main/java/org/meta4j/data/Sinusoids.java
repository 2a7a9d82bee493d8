package org.meta4j.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * Regression tasks: each is a sine curve, of which some points are given. Numbers are drawn uniformly, anew for each task,
 * so that no two parts share a curve. Results of the two protocols must not be compared with each other.
 *
 * @param protocol whose tasks
 */
public record Sinusoids(Protocol protocol) implements TaskFamily {
    /** Queries of a task that a learner is scored on, by default: {@value}. */
    public static final int TEST_QUERIES = 100;

    /** Points lie between −{@value} and {@value}. */
    public static final double BOUND = 5;

    /** An example is one number, x. */
    public static final ExampleShape SHAPE = new ExampleShape(List.of(1));

    private static final double LEAST_AMPLITUDE = 0.1;
    private static final double GREATEST_AMPLITUDE = 5;
    private static final double LEAST_FREQUENCY = 0.8;
    private static final double GREATEST_FREQUENCY = 1.2;

    /** Which paper's tasks. */
    public enum Protocol {
        /**
         * y = A sin(x − φ), A from 0.1 to 5, φ from 0 to π, x from −5 to 5; the queries' x are drawn too (Finn, Abbeel and
         * Levine, Model-Agnostic Meta-Learning, 2017, arXiv:1703.03400, section 5.1).
         */
        MAML,
        /**
         * y = A sin(ωx + φ), ω from 0.8 to 1.2; in tests the queries' x are evenly spaced from −5 to 5 (Li, Zhou, Chen and
         * Li, Meta-SGD, 2017, arXiv:1707.09835, section 4.1). Departure: the paper draws 100 supports for each of 100
         * curves, here each task has a curve of its own: the mean is the same, and the interval is over all tasks.
         */
        META_SGD;

        /** Name on the command line, e.g. {@code meta-sgd}. */
        public String label() {
            return this == MAML ? "maml" : "meta-sgd";
        }

        /** @throws IllegalArgumentException with the nearest name if there is none */
        public static Protocol named(String label) {
            for (Protocol protocol : values()) {
                if (protocol.label().equals(label)) {
                    return protocol;
                }
            }
            throw new IllegalArgumentException(
                    Suggestions.unknown("sinusoid protocol", label, List.of(MAML.label(), META_SGD.label())));
        }
    }

    /**
     * A curve y = amplitude · sin(frequency · x + phase).
     *
     * @param phase −φ in the protocol of MAML
     */
    public record Curve(double amplitude, double frequency, double phase) {
        public double at(double x) {
            return amplitude * Math.sin(frequency * x + phase);
        }
    }

    @Override
    public String name() {
        return "sinusoid/" + protocol.label();
    }

    @Override
    public String fingerprint() {
        return Fingerprint.ofBytes((name() + "/1").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return source(shape, Seeds.of(seed, "sinusoid/train"), false);
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return Optional.of(source(shape, Seeds.of(seed, "sinusoid/validation"), false));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return source(shape, Seeds.of(seed, "sinusoid/test"), protocol == Protocol.META_SGD);
    }

    private TaskSource source(EpisodeShape shape, long seed, boolean even) {
        if (shape.ways() != 1) {
            throw new IllegalArgumentException(
                    "tasks of numbers have no classes, so ways must be 1, but was " + shape.ways());
        }
        return new TaskSource() {
            @Override
            public Task task(long index) {
                SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
                Curve curve = curve(random);
                float[] query = even ? evenly(shape.queries()) : drawn(random, shape.queries());
                return new Task(examples(curve, drawn(random, shape.shots())), examples(curve, query));
            }

            @Override
            public ExampleShape exampleShape() {
                return SHAPE;
            }
        };
    }

    /** Draws a curve. */
    Curve curve(SplittableRandom random) {
        double amplitude = random.nextDouble(LEAST_AMPLITUDE, GREATEST_AMPLITUDE);
        double phase = random.nextDouble(0, Math.PI);
        return protocol == Protocol.MAML
                ? new Curve(amplitude, 1, -phase)
                : new Curve(amplitude, random.nextDouble(LEAST_FREQUENCY, GREATEST_FREQUENCY), phase);
    }

    private static float[] drawn(SplittableRandom random, int count) {
        float[] points = new float[count];
        for (int i = 0; i < count; i++) {
            points[i] = (float) random.nextDouble(-BOUND, BOUND);
        }
        return points;
    }

    private static float[] evenly(int count) {
        float[] points = new float[count];
        for (int i = 0; i < count; i++) {
            points[i] = count == 1 ? 0 : (float) (-BOUND + 2 * BOUND * i / (count - 1));
        }
        return points;
    }

    private static Examples examples(Curve curve, float[] points) {
        float[] values = new float[points.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) curve.at(points[i]);
        }
        return new Examples(SHAPE, points, new Targets.Values(values, 1));
    }
}
