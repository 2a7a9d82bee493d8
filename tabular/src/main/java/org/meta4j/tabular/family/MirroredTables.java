package org.meta4j.tabular.family;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tabular.internal.Draw;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * Tasks of tables for networks. In meta-training each task has its features in random order, each of them and a target that
 * is a number mirrored at its mean or not by chance, and no target beyond 5 of the support's deviations: which column is
 * first and which way it is counted says nothing, but a network has to see that, and tables are few. Validation and test are
 * the tables' own.
 *
 * @param tables whose tasks
 */
public record MirroredTables(TableTasks tables) implements TaskFamily {

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public String fingerprint() {
        return tables.fingerprint();
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        TaskSource plain = tables.trainingTasks(shape, seed);
        long drawn = Seeds.of(seed, "tables/mirrored");
        return new TaskSource() {
            @Override
            public Task task(long index) {
                return mirrored(plain.task(index), new SplittableRandom(Seeds.of(drawn, index)));
            }

            @Override
            public ExampleShape exampleShape() {
                return plain.exampleShape();
            }
        };
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return tables.validationTasks(shape, seed);
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return tables.testTasks(shape, seed);
    }

    private static Task mirrored(Task task, SplittableRandom random) {
        int features = task.support().shape().length();
        int[] order = Draw.of(IntStream.range(0, features).toArray(), features, random);
        int[] signs = IntStream.range(0, features + 1)
                .map(i -> random.nextBoolean() ? 1 : -1)
                .toArray();
        return new Task(mirrored(task.support(), order, signs), mirrored(task.query(), order, signs));
    }

    private static Examples mirrored(Examples examples, int[] order, int[] signs) {
        int features = order.length;
        float[] inputs = new float[examples.inputs().length];
        for (int i = 0; i < inputs.length; i++) {
            int feature = i % features;
            inputs[i] = signs[feature] * examples.inputs()[i - feature + order[feature]];
        }
        Targets targets = examples.targets() instanceof Targets.Values values
                ? new Targets.Values(mirrored(values.values(), signs[features]), 1)
                : examples.targets();
        return new Examples(examples.shape(), inputs, targets);
    }

    private static float[] mirrored(float[] plain, int sign) {
        float[] targets = new float[plain.length];
        for (int i = 0; i < targets.length; i++) {
            double bounded = Math.max(-DomainTasks.BOUND, Math.min(DomainTasks.BOUND, plain[i]));
            targets[i] = (float) (sign * bounded);
        }
        return targets;
    }
}
