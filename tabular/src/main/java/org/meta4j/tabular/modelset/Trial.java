package org.meta4j.tabular.modelset;

import java.util.List;
import org.meta4j.tabular.internal.Answers;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Task;

/**
 * How the members of a set did on one task.
 *
 * @param evidence for each member supports × its loss on them, held out
 * @param answers of each member for the queries
 * @param loss what answers for the queries are judged by
 */
record Trial(double[] evidence, double[][][] answers, TaskLoss loss) {
    /** Solves a task by each learner. */
    static Trial of(List<Member> members, Task task, int folds) {
        double[] evidence = evidence(members, task.support(), folds);
        TaskLoss loss = TaskLoss.ofQuery(task);
        double[][][] answers = new double[members.size()][][];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = Answers.of(
                    members.get(i).learner().learn(task.support()), task.query(), loss.isRegression());
        }
        return new Trial(evidence, answers, loss);
    }

    /** Supports × the loss on them, each held out with its fold; 0 for all where there are not two supports. */
    static double[] evidence(List<Member> members, Examples support, int folds) {
        double[] evidence = new double[members.size()];
        if (support.count() < 2) {
            return evidence;
        }
        int parts = Math.min(folds, support.count());
        TaskLoss loss = TaskLoss.ofHeldOut(support, parts);
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = support.count()
                    * loss.of(Answers.heldOut(members.get(i).learner(), support, parts));
        }
        return evidence;
    }

    /** Loss of each member on the queries. */
    double[] losses() {
        double[] losses = new double[answers.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.of(answers[i]);
        }
        return losses;
    }

    /** Σ weight × answer. */
    static double[][] mixed(double[][][] answers, double[] weights) {
        double[][] mixed = new double[answers[0].length][answers[0][0].length];
        for (int i = 0; i < answers.length; i++) {
            for (int q = 0; q < mixed.length; q++) {
                for (int c = 0; c < mixed[q].length; c++) {
                    mixed[q][c] += weights[i] * answers[i][q][c];
                }
            }
        }
        return mixed;
    }
}
