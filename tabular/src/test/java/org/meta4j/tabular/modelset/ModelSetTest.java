package org.meta4j.tabular.modelset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tabular.base.Given;
import org.meta4j.tabular.base.RidgeRegression;
import org.meta4j.tabular.internal.Answers;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class ModelSetTest {
    private static final int TEST_TASKS = 120;
    private static final ModelSetSettings QUICK = ModelSetSettings.DEFAULT.withTasks(60);

    private static double[] losses(BaseLearner learner, TaskSource source) {
        return IntStream.range(0, TEST_TASKS)
                .mapToDouble(t -> new Trial(
                                new double[1],
                                new double[][][] {
                                    Answers.of(
                                            learner.learn(source.task(t).support()),
                                            source.task(t).query(),
                                            TaskLoss.ofQuery(source.task(t)).isRegression())
                                },
                                TaskLoss.ofQuery(source.task(t)))
                        .losses()[0])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("where half of the tasks are linear and half are steps, the set beats every member, clearly")
    void beatsEveryMember(boolean classes) {
        EpisodeShape shape = EpisodeShape.ofNumbers(20, 20);
        TrainedModelSet set = new ModelSet(Member.defaults(!classes), QUICK)
                .train(new LinesAndSteps(shape, 1, classes));
        LinesAndSteps test = new LinesAndSteps(shape, 2, classes);
        double[] own = losses(set, test);
        for (Member member : set.members()) {
            double[] others = losses(member.learner(), test);
            double[] gains = IntStream.range(0, TEST_TASKS)
                    .mapToDouble(t -> others[t] - own[t])
                    .toArray();
            MeanInterval gain = MeanInterval.of(gains);
            assertThat(gain.mean() - gain.halfWidth()).as(member.name() + " " + gain).isPositive();
        }
    }

    @Test
    @DisplayName("lines are given to ridge and steps to the tree, and the result says so")
    void sharesNameTheRightMember() {
        EpisodeShape shape = EpisodeShape.ofNumbers(20, 20);
        TrainedModelSet set =
                new ModelSet(Member.defaults(true), QUICK).train(new LinesAndSteps(shape, 1, false));
        LinesAndSteps test = new LinesAndSteps(shape, 2, false);
        int right = 0;
        for (int t = 0; t < 50; t++) {
            List<TrainedModelSet.Share> shares =
                    set.learn(test.task(t).support()).shares();
            assertThat(shares.stream()
                            .mapToDouble(TrainedModelSet.Share::weight)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            double ridge = shares.get(2).weight();
            double tree = shares.get(3).weight();
            right += ridge > tree == (t % 2 == 0) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(40);
    }

    @Test
    @DisplayName("a set of one model a task recognises a task that comes back, from two supports")
    void oneModelForEachTask() {
        double[][] lines = {{1, 2, 0}, {-1, 0, 3}, {0, -3, 1}};
        List<Member> members = new ArrayList<>();
        for (int m = 0; m < lines.length; m++) {
            members.add(Member.learnedOn(
                    "task " + m,
                    new RidgeRegression(new RidgeRegression.Settings(1e-6)),
                    line(lines[m], 20, new SplittableRandom(m))));
        }
        members.add(Member.named("ridge"));
        TaskSource source = new TaskSource() {
            @Override
            public Task task(long index) {
                return line(lines[(int) (index % 3)], 2, new SplittableRandom(100 + index));
            }

            @Override
            public ExampleShape exampleShape() {
                return ExampleShape.features(3);
            }
        };
        TrainedModelSet set = new ModelSet(members, QUICK).train(source);
        int right = 0;
        for (int t = 1000; t < 1030; t++) {
            List<TrainedModelSet.Share> shares =
                    set.learn(source.task(t).support()).shares();
            right += shares.get(t % 3).weight() > 0.5 ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(24);
    }

    private static Task line(double[] weights, int shots, SplittableRandom random) {
        double[][] support = Given.drawn(shots, 3, random);
        double[][] query = Given.drawn(10, 3, random);
        return new Task(
                Given.numbers(support, values(weights, support)), Given.numbers(query, values(weights, query)));
    }

    private static double[] values(double[] weights, double[][] inputs) {
        return IntStream.range(0, inputs.length)
                .mapToDouble(i -> weights[0] * inputs[i][0] + weights[1] * inputs[i][1] + weights[2] * inputs[i][2])
                .toArray();
    }

    @Test
    @DisplayName("with one support the prior alone decides, and training is the same every time")
    void oneSupport() {
        LinesAndSteps source = new LinesAndSteps(EpisodeShape.ofNumbers(4, 5), 1, false);
        ModelSetSettings few = QUICK.withTasks(20);
        TrainedModelSet set = new ModelSet(Member.defaults(true), few).train(source);
        TrainedModelSet again = new ModelSet(Member.defaults(true), few).train(source);
        assertThat(again.prior()).containsExactly(set.prior());
        assertThat(again.sharpness()).isEqualTo(set.sharpness());
        var solved = set.learn(Given.numbers(new double[][] {{1, 2, 3}}, 4));
        for (int i = 0; i < set.prior().length; i++) {
            assertThat(solved.shares().get(i).weight()).isCloseTo(set.prior()[i], within(1e-12));
            assertThat(solved.shares().get(i).supportLoss()).isNaN();
        }
        assertThat(solved.estimate(Given.query(new double[] {9, 9, 9})).value(0, 0)).isEqualTo(4);
        assertThatThrownBy(() -> solved.predict(Given.query(new double[] {9, 9, 9})))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("without descent the weights are Hedge's, up to the share that is spread")
    void hedgeAlone() {
        LinesAndSteps source = new LinesAndSteps(EpisodeShape.ofNumbers(10, 5), 1, false);
        ModelSetSettings settings = QUICK.withGateSteps(0).withMemberRate(0);
        TrainedModelSet set = new ModelSet(Member.defaults(true), settings).train(source);
        Hedge hedge = new Hedge(4, Hedge.bestRate(4, 60));
        for (int t = 60; t < 120; t++) {
            Task task = source.task(t);
            hedge.update(Member.defaults(true).stream()
                    .mapToDouble(member -> {
                        float[] found =
                                member.learner().learn(task.support()).estimate(task.query()).values();
                        float[] right = ((Targets.Values) task.query().targets()).values();
                        float[] supports = ((Targets.Values) task.support().targets()).values();
                        double mean = 0;
                        for (float value : supports) {
                            mean += value / supports.length;
                        }
                        double error = 0;
                        double ofMean = 0;
                        for (int q = 0; q < right.length; q++) {
                            error += Math.pow(found[q] - right[q], 2);
                            ofMean += Math.pow((float) mean - right[q], 2);
                        }
                        return error / (error + ofMean);
                    })
                    .toArray());
        }
        for (int i = 0; i < 4; i++) {
            assertThat(set.hedge()[i]).isCloseTo(hedge.weights()[i], within(1e-5));
            assertThat(set.prior()[i]).isCloseTo(0.9 * hedge.weights()[i] + 0.1 / 4, within(1e-5));
        }
    }

    @Test
    @DisplayName("sets and settings that make no sense are refused with what and why")
    void refusals() {
        assertThatThrownBy(() -> new ModelSet(List.of(Member.named("tree")), QUICK))
                .hasMessage("a set must have at least 2 members, but has 1");
        assertThatThrownBy(() -> new ModelSet(List.of(Member.named("tree"), Member.named("tree")), QUICK))
                .hasMessageContaining("two members of the set are named 'tree'");
        assertThatThrownBy(() -> Member.named("tre")).hasMessageContaining("did you mean 'tree'?");
        assertThatThrownBy(() -> new ModelSetSettings(0, 2, 0, 0)).hasMessage("tasks must be at least 1, but was 0");
        assertThatThrownBy(() -> new ModelSetSettings(1, 1, 0, 0)).hasMessage("folds must be at least 2, but was 1");
        assertThatThrownBy(() -> new TrainedModelSet(
                        Member.defaults(true), new double[] {1, 1, 0, 0}, 1, 2, new double[] {1, 0, 0, 0}))
                .hasMessageContaining("prior must be 4 weights");
    }
}
