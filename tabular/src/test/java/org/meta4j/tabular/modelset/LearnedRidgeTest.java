package org.meta4j.tabular.modelset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tabular.base.Given;
import org.meta4j.tabular.base.RidgeRegression;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class LearnedRidgeTest {
    private static final LinesAndSteps NUMBERS = new LinesAndSteps(EpisodeShape.ofNumbers(6, 8), 3, false);
    private static final LinesAndSteps CLASSES = new LinesAndSteps(EpisodeShape.ofNumbers(6, 8), 3, true);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    @DisplayName("derivatives by penalty and weights are those of finite differences")
    void finiteDifferences(long index) {
        LearnedRidge ofWeights = LearnedRidge.ofWeights(3).with(new double[] {0.4, 0.3, -0.2, 0.1});
        check(ofWeights, NUMBERS.task(index));
        check(LearnedRidge.ofPenalty().with(new double[] {-0.7}), NUMBERS.task(index));
        check(LearnedRidge.ofPenalty().with(new double[] {0.9}), CLASSES.task(index));
    }

    private static void check(LearnedRidge learner, Task task) {
        double step = 1e-5;
        double[] slope = learner.slope(task);
        for (int k = 0; k < slope.length; k++) {
            double[] up = learner.parameters();
            double[] down = learner.parameters();
            up[k] += step;
            down[k] -= step;
            double difference = (learner.with(up).loss(task) - learner.with(down).loss(task)) / (2 * step);
            assertThat(slope[k]).as("parameter %d", k).isCloseTo(difference, within(1e-7));
        }
    }

    @Test
    @DisplayName("the derivatives are not 0 by themselves")
    void derivativesAreThere() {
        assertThat(Math.abs(LearnedRidge.ofPenalty().slope(NUMBERS.task(0))[0])).isGreaterThan(1e-3);
        assertThat(Math.abs(LearnedRidge.ofPenalty().slope(CLASSES.task(0))[0])).isGreaterThan(1e-3);
    }

    @Test
    @DisplayName("untrained it is ridge regression of penalty 1")
    void untrained() {
        Task numbers = NUMBERS.task(0);
        RidgeRegression ridge = new RidgeRegression(RidgeRegression.Settings.DEFAULT);
        assertThat(LearnedRidge.ofPenalty().learn(numbers.support()).estimate(numbers.query()).values())
                .containsExactly(ridge.learn(numbers.support()).estimate(numbers.query()).values());
        Task classes = CLASSES.task(0);
        assertThat(LearnedRidge.ofPenalty().learn(classes.support()).predict(classes.query()).probabilities())
                .containsExactly(
                        ridge.learn(classes.support()).predict(classes.query()).probabilities(), within(1e-6f));
    }

    @Test
    @DisplayName("weights that all tasks share are learned: one support is then enough")
    void weightsAreLearned() {
        ModelSetSettings settings = ModelSetSettings.DEFAULT.withTasks(300).withGateSteps(0);
        SplittableRandom random = new SplittableRandom(8);
        TaskSource source = new TaskSource() {
            @Override
            public Task task(long index) {
                // y = 2 x0 - x1, whatever the task.
                SplittableRandom own = new SplittableRandom(index);
                double[][] support = Given.drawn(3, 2, own);
                double[][] query = Given.drawn(10, 2, own);
                return new Task(Given.numbers(support, targets(support)), Given.numbers(query, targets(query)));
            }

            @Override
            public ExampleShape exampleShape() {
                return ExampleShape.features(2);
            }
        };
        TrainedModelSet trained = new ModelSet(
                        List.of(new Member("weights", LearnedRidge.ofWeights(2)), Member.named("mean")), settings)
                .train(source);
        double[] learned = ((LearnedRidge) trained.members().get(0).learner()).parameters();
        assertThat(learned[1]).isCloseTo(2, within(0.1));
        assertThat(learned[2]).isCloseTo(-1, within(0.1));
        double[][] support = Given.drawn(1, 2, random);
        double[] query = {0.5, 1};
        assertThat(trained.learn(Given.numbers(support, targets(support)))
                        .predictors()
                        .get(0)
                        .estimate(Given.query(query))
                        .value(0, 0))
                .isCloseTo(0, within(0.2f));
    }

    private static double[] targets(double[][] inputs) {
        double[] targets = new double[inputs.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = 2 * inputs[i][0] - inputs[i][1];
        }
        return targets;
    }

    @Test
    @DisplayName("what does not fit is refused: other counts of features, classes where weights are learned")
    void refusals() {
        assertThatThrownBy(() -> LearnedRidge.ofWeights(2).learn(NUMBERS.task(0).support()))
                .hasMessage("this learner has weights for 2 features, but the examples have 3");
        assertThatThrownBy(() -> LearnedRidge.ofWeights(3).learn(CLASSES.task(0).support()))
                .hasMessageContaining("for tasks of numbers");
        assertThatThrownBy(() -> LearnedRidge.ofPenalty().with(new double[2])).hasMessageContaining("1 parameters");
        assertThat(LearnedRidge.ofPenalty().with(new double[] {99}).parameters()).containsExactly(12);
    }
}
