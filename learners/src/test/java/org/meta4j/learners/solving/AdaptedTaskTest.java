package org.meta4j.learners.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.methods.Maml;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class AdaptedTaskTest {
    private static final ExampleShape SHAPE = ExampleShape.image(12, 12, 1);

    /** Batch statistics of the queries alone: the supports are then of use for distances only. */
    private static SolvedTask solved() {
        Maml maml = Maml.secondOrder();
        LearnerSettings defaults = maml.defaults(SHAPE, new EpisodeShape(3, 1, 1));
        LearnerSettings settings = defaults.withNetwork(defaults.network().withFilters(4));
        Objective objective = maml.objective(settings);
        Examples support = new Examples(
                SHAPE, numbers(3, 1), new Targets.Classes(new int[] {0, 1, 2}, List.of("bolt", "nut", "screw")));
        return maml.solver(
                        settings,
                        objective.initialise(5),
                        objective.network().initialStatistics(),
                        BatchNorm.TRANSDUCTIVE)
                .learn(support);
    }

    private static float[] numbers(int images, int step) {
        float[] numbers = new float[images * SHAPE.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (31 * step * i + i * i) % 101 / 100f;
        }
        return numbers;
    }

    private static Examples queries() {
        return new Examples(SHAPE, numbers(4, 7), new Targets.None(4));
    }

    @Test
    void theFeaturesOfTheSupportsAreMadeOnce() {
        SolvedTask task = solved();
        Predictions before = task.predict(queries());
        assertThat(before.supportDistances()).doesNotHaveDuplicates();
        // The supports' own array: features made again would be those of other numbers.
        Arrays.fill(task.state().get("support/inputs").values(), 0.5f);
        Predictions after = task.predict(queries());
        assertThat(after.supportDistances()).containsExactly(before.supportDistances());
    }

    @Test
    void manyThreadsAtOnceGetWhatOneGets() {
        Predictions expected = solved().predict(queries());
        SolvedTask shared = solved();
        List<Predictions> found = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> shared.predict(queries()))
                .toList();
        assertThat(found).allSatisfy(predictions -> {
            assertThat(predictions.probabilities()).containsExactly(expected.probabilities());
            assertThat(predictions.supportDistances()).containsExactly(expected.supportDistances());
        });
    }
}
