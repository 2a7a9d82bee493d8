package org.meta4j.app.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Workers;
import org.meta4j.scores.MeanInterval;
import org.meta4j.scores.TaskScore;
import org.meta4j.tabular.family.NumberScore;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tabular.modelset.TrainedModelSet;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * Scores learners on the same tasks of tables.
 *
 * @param family of tasks
 * @param part of the tables
 * @param shape of the tasks
 * @param tasks how many
 * @param seed of the tasks
 * @param unseen whether the tables are known not to have been trained on
 */
public record TablesEvaluation(
        TableTasks family, TableTasks.Part part, EpisodeShape shape, int tasks, long seed, boolean unseen) {
    /** One task's score, of numbers or of classes; the other is null. */
    private record Outcome(
            @Nullable NumberScore numbers, @Nullable TaskScore classes, double[] weights) {
        double main() {
            return numbers != null ? numbers.relative() : classes == null ? Double.NaN : classes.accuracy();
        }

        double of(ToDoubleFunction<NumberScore> number) {
            return numbers == null ? Double.NaN : number.applyAsDouble(numbers);
        }
    }

    /** Scores learners by their names. */
    TablesResult score(Map<String, BaseLearner> learners, Workers workers) {
        long began = System.nanoTime();
        TaskSource source = switch (part) {
            case TRAIN -> family.trainingTasks(shape, seed);
            case TEST -> family.testTasks(shape, seed);
            case ALL -> family.allTasks(shape, seed);
        };
        List<String> turn = family.turn(part, shape);
        List<TablesResult.Score> scores = new ArrayList<>();
        learners.forEach((name, learner) -> scores.add(score(name, learner, source, turn, workers)));
        return new TablesResult(
                scores,
                family.name(),
                part.name().toLowerCase(Locale.ROOT),
                turn.size(),
                tasks,
                seed,
                shape.ways(),
                shape.shots(),
                shape.queries(),
                unseen,
                (System.nanoTime() - began) / 1e9);
    }

    private TablesResult.Score score(
            String name, BaseLearner learner, TaskSource source, List<String> turn, Workers workers) {
        Outcome[] outcomes = new Outcome[tasks];
        workers.run(tasks, (item, thread) -> outcomes[item] = outcome(learner, source.task(item)));
        MeanInterval main = MeanInterval.of(
                Arrays.stream(outcomes).mapToDouble(Outcome::main).toArray());
        Map<String, Double> byTable = new LinkedHashMap<>();
        for (int t = 0; t < turn.size(); t++) {
            double sum = 0;
            int count = 0;
            for (int i = t; i < tasks; i += turn.size()) {
                sum += outcomes[i].main();
                count++;
            }
            if (count > 0) {
                byTable.put(turn.get(t), sum / count);
            }
        }
        boolean regression = family.isRegression();
        return new TablesResult.Score(
                name,
                regression ? main.mean() : null,
                regression ? null : main.mean(),
                main.halfWidth(),
                regression ? squaredError(outcomes) : null,
                regression ? median(outcomes, outcome -> outcome.of(NumberScore::rSquared)) : null,
                regression ? median(outcomes, outcome -> outcome.of(NumberScore::rmse)) : null,
                regression
                        ? null
                        : Arrays.stream(outcomes)
                                .mapToDouble(
                                        outcome -> outcome.classes == null ? Double.NaN : outcome.classes.macroF1())
                                .average()
                                .orElseThrow(),
                byTable,
                learner instanceof TrainedModelSet set ? weights(set, outcomes) : null);
    }

    private Outcome outcome(BaseLearner learner, Task task) {
        if (family.isRegression()) {
            NumberScore score = NumberScore.of(learner, task);
            return new Outcome(score, null, weights(learner, task));
        }
        Predictor solved = learner.learn(task.support());
        TaskScore score = TaskScore.of(
                solved.predict(task.query()), task.query().classes().labels());
        return new Outcome(null, score, weights(learner, task));
    }

    private static double[] weights(BaseLearner learner, Task task) {
        return learner instanceof TrainedModelSet set
                ? set.learn(task.support()).shares().stream()
                        .mapToDouble(TrainedModelSet.Share::weight)
                        .toArray()
                : new double[0];
    }

    private static Map<String, Double> weights(TrainedModelSet set, Outcome[] outcomes) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int m = 0; m < set.members().size(); m++) {
            int member = m;
            weights.put(
                    set.members().get(m).name(),
                    Arrays.stream(outcomes)
                            .mapToDouble(outcome -> outcome.weights[member])
                            .average()
                            .orElseThrow());
        }
        return weights;
    }

    private static TablesResult.SquaredError squaredError(Outcome[] outcomes) {
        MeanInterval interval = MeanInterval.of(Arrays.stream(outcomes)
                .mapToDouble(outcome -> outcome.of(NumberScore::ofVariance))
                .toArray());
        return new TablesResult.SquaredError(
                interval.mean(),
                interval.halfWidth(),
                median(outcomes, outcome -> outcome.of(NumberScore::ofVariance)));
    }

    private static double median(Outcome[] outcomes, ToDoubleFunction<Outcome> value) {
        double[] sorted = Arrays.stream(outcomes).mapToDouble(value).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
