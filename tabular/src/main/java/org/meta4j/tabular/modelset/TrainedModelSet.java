package org.meta4j.tabular.modelset;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.tabular.internal.Answers;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

/**
 * A trained set of models: on a new task its members compete by their held-out errors on the supports, and their answers are
 * averaged with the weights that prior and competition give. Immutable, and thread-safe as its members are.
 *
 * @param members with what they learned
 * @param prior weight of each member before a task is seen, from 0 to 1, with sum 1
 * @param sharpness how much the competition on the supports counts, at least 0
 * @param folds of the competition, at least 2
 * @param hedge weight of each member by its losses in training alone, with sum 1
 */
public record TrainedModelSet(List<Member> members, double[] prior, double sharpness, int folds, double[] hedge)
        implements BaseLearner {
    private static final double ROUNDING = 1e-3;

    public TrainedModelSet {
        members = List.copyOf(members);
        requireWeights("prior", prior, members.size());
        requireWeights("hedge", hedge, members.size());
        if (!(sharpness >= 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sharpness must be at least 0 and finite, but was " + sharpness);
        }
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, but was " + folds);
        }
    }

    private static void requireWeights(String name, double[] weights, int members) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight >= 0 ? weight : Double.NaN;
        }
        if (weights.length != members || !(Math.abs(sum - 1) < ROUNDING)) {
            throw new IllegalArgumentException(name + " must be " + members
                    + " weights, none below 0, with sum 1, but there are " + weights.length + " with sum " + sum);
        }
    }

    /**
     * What a member has to say on a task.
     *
     * @param member its name
     * @param prior its weight before the task was seen, 0 to 1
     * @param supportLoss its loss on the supports, held out, 0 to 1: of numbers ½ is as good as their mean; NaN where there
     *     were not two supports to compete on
     * @param weight its share in the answers, 0 to 1
     */
    public record Share(String member, double prior, double supportLoss, double weight) {}

    /**
     * A task solved by a set.
     *
     * @param shares of all members, in the order of the set
     */
    public record Solved(List<Share> shares, List<Predictor> predictors, boolean regression) implements Predictor {
        public Solved {
            shares = List.copyOf(shares);
            predictors = List.copyOf(predictors);
        }

        @Override
        public Predictions predict(Examples query) {
            if (regression) {
                throw new IllegalStateException("this task has numbers: ask for estimates, not for predictions");
            }
            double[][] rows = rows(query);
            return new Predictions(flat(rows), rows[0].length, new float[0]);
        }

        @Override
        public Estimates estimate(Examples query) {
            if (!regression) {
                return Predictor.super.estimate(query);
            }
            return new Estimates(flat(rows(query)), 1);
        }

        private double[][] rows(Examples query) {
            double[][][] answers = predictors.stream()
                    .map(predictor -> Answers.of(predictor, query, regression))
                    .toArray(double[][][]::new);
            return Trial.mixed(answers, shares.stream().mapToDouble(Share::weight).toArray());
        }

        private static float[] flat(double[][] rows) {
            int width = rows[0].length;
            float[] flat = new float[rows.length * width];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = (float) rows[i / width][i % width];
            }
            return flat;
        }
    }

    @Override
    public Solved learn(Examples support) {
        double[] evidence = Trial.evidence(members, support, folds);
        double[] logs = new double[prior.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(prior[i]);
        }
        double[] weights = new Gate(logs, sharpness).weights(evidence);
        List<Share> shares = new ArrayList<>();
        List<Predictor> predictors = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double loss = support.count() < 2 ? Double.NaN : evidence[i] / support.count();
            shares.add(new Share(members.get(i).name(), prior[i], loss, weights[i]));
            predictors.add(members.get(i).learner().learn(support));
        }
        return new Solved(shares, predictors, support.targets() instanceof Targets.Values);
    }
}
