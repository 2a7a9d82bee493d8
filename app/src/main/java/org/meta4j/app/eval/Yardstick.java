package org.meta4j.app.eval;

import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.UsageException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.naming.Suggestions;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.TaskSource;
import org.meta4j.yardsticks.NearestNeighbour;

/**
 * The score of a learner that has learned nothing from other tasks, on the tasks that the learner beside it solved.
 *
 * @param learner its name
 * @param accuracy between 0 and 1, mean over the tasks
 * @param ci95 half the width of its 95 % interval
 * @param macroF1 between 0 and 1, mean over the tasks
 */
record Yardstick(String learner, double accuracy, double ci95, double macroF1) {
    /** The learner of that name. */
    static BaseLearner named(String name) {
        if (!name.equals(NearestNeighbour.NAME)) {
            throw new UsageException(
                    "--beside: " + Suggestions.unknown("learner", name, List.of(NearestNeighbour.NAME)));
        }
        return new NearestNeighbour();
    }

    static Yardstick score(String name, BaseLearner learner, TaskSource source, int tasks, Workers workers) {
        Scores scores = new Evaluator(workers).evaluate(learner, source, tasks);
        return new Yardstick(
                name,
                scores.accuracy().mean(),
                scores.accuracy().halfWidth(),
                scores.macroF1().mean());
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "beside it %s: accuracy %s ± %s, macro-F1 %s",
                learner,
                Texts.percent(accuracy),
                Texts.percentPoints(ci95),
                Texts.percent(macroF1));
    }
}
