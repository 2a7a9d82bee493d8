package org.meta4j.learners.verify;

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
 * Tasks of random numbers for random examples of any shape: enough to check a learner by, nothing to learn from.
 *
 * @param shape of an example
 * @param width numbers in a target
 */
record MadeUpNumbers(ExampleShape shape, int width) implements TaskFamily {
    @Override
    public String name() {
        return "made-up";
    }

    @Override
    public String fingerprint() {
        return "";
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape episode, long seed) {
        return new TaskSource() {
            @Override
            public Task task(long index) {
                SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
                return new Task(examples(random, episode.supportSize()), examples(random, episode.querySize()));
            }

            @Override
            public ExampleShape exampleShape() {
                return shape;
            }
        };
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape episode, long seed) {
        return Optional.empty();
    }

    @Override
    public TaskSource testTasks(EpisodeShape episode, long seed) {
        return trainingTasks(episode, ~seed);
    }

    private Examples examples(SplittableRandom random, int count) {
        return new Examples(
                shape,
                numbers(random, count * shape.length()),
                new Targets.Values(numbers(random, count * width), width));
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }
}
