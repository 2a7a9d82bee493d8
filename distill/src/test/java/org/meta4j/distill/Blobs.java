package org.meta4j.distill;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/** Tasks whose classes are round clouds of points, scaled by feature as a network has to learn: quick to learn, never trivial. */
record Blobs(int width, double noise) implements TaskFamily {
    @Override
    public String name() {
        return "blobs";
    }

    @Override
    public String fingerprint() {
        return "0".repeat(64);
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return new Source(shape, seed);
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return Optional.of(new Source(shape, ~seed));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return new Source(shape, seed + 1);
    }

    private final class Source implements TaskSource {
        private final EpisodeShape shape;
        private final long seed;

        Source(EpisodeShape shape, long seed) {
            this.shape = shape;
            this.seed = seed;
        }

        @Override
        public ExampleShape exampleShape() {
            return ExampleShape.features(width);
        }

        @Override
        public Task task(long index) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
            double[][] centres = new double[shape.ways()][width];
            for (double[] centre : centres) {
                Arrays.setAll(centre, j -> random.nextGaussian());
            }
            return new Task(examples(centres, shape.shots(), random), examples(centres, shape.queries(), random));
        }

        private Examples examples(double[][] centres, int each, SplittableRandom random) {
            int[] labels = new int[centres.length * each];
            float[] inputs = new float[labels.length * width];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = i / each;
                for (int j = 0; j < width; j++) {
                    // Half of the features say nothing.
                    double own = j % 2 == 0 ? centres[labels[i]][j] : 2 * random.nextGaussian();
                    inputs[i * width + j] = (float) (own + noise * random.nextGaussian());
                }
            }
            List<String> names =
                    IntStream.range(0, centres.length).mapToObj(c -> "c" + c).toList();
            return new Examples(exampleShape(), inputs, new Targets.Classes(labels, names));
        }
    }
}
