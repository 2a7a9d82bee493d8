package org.meta4j.tabular.modelset;

import java.util.Arrays;
import java.util.List;

/**
 * What weighs members on a task: vᵢ ∝ πᵢ exp(−β eᵢ), with π the weights that all tasks share, e the evidence of the task's
 * supports (their number × the loss on them, held out) and β how sharply it counts. It is Hedge over the supports that begins at π.
 *
 * @param prior log π, up to a constant
 * @param sharpness β, at least 0
 */
record Gate(double[] prior, double sharpness) {
    private static final double START = 0.5;
    private static final double RATE = 0.05;
    /** Share of the weight that is spread evenly before descent: a member of weight 0 has no gradient to come back by. */
    private static final double SPREAD = 0.1;

    /** Hedge's weights and a middling sharpness. */
    static Gate of(double[] weights) {
        return new Gate(
                Arrays.stream(weights)
                        .map(weight -> Math.log((1 - SPREAD) * weight + SPREAD / weights.length))
                        .toArray(),
                START);
    }

    double[] weights(double[] evidence) {
        double[] scores = prior.clone();
        for (int i = 0; i < scores.length; i++) {
            scores[i] -= sharpness * evidence[i];
        }
        return Hedge.softmax(scores);
    }

    /** Mean loss of the members' mixture over trials. */
    double loss(List<Trial> trials) {
        double sum = 0;
        for (Trial trial : trials) {
            sum += trial.loss().of(Trial.mixed(trial.answers(), weights(trial.evidence())));
        }
        return sum / trials.size();
    }

    /** Its derivatives by the prior's logarithms and, last, by log β. */
    double[] slope(List<Trial> trials) {
        double[] slope = new double[prior.length + 1];
        for (Trial trial : trials) {
            double[] weights = weights(trial.evidence());
            double[][] byMixture = trial.loss().slope(Trial.mixed(trial.answers(), weights));
            double[] byWeight = new double[weights.length];
            double mean = 0;
            for (int i = 0; i < weights.length; i++) {
                for (int q = 0; q < byMixture.length; q++) {
                    for (int c = 0; c < byMixture[q].length; c++) {
                        byWeight[i] += byMixture[q][c] * trial.answers()[i][q][c];
                    }
                }
                mean += weights[i] * byWeight[i];
            }
            for (int i = 0; i < weights.length; i++) {
                double byScore = weights[i] * (byWeight[i] - mean) / trials.size();
                slope[i] += byScore;
                slope[prior.length] -= byScore * sharpness * trial.evidence()[i];
            }
        }
        return slope;
    }

    /** The best gate met on so many steps of Adam down the mean loss. */
    Gate descended(List<Trial> trials, int steps) {
        double[] at = Arrays.copyOf(prior, prior.length + 1);
        at[prior.length] = Math.log(sharpness);
        Steps adam = Steps.adam(at.length, RATE);
        Gate best = this;
        double bestLoss = loss(trials);
        for (int step = 0; step < steps; step++) {
            at = adam.from(at, of(at, prior.length).slope(trials));
            Gate next = of(at, prior.length);
            double loss = next.loss(trials);
            if (loss < bestLoss) {
                best = next;
                bestLoss = loss;
            }
        }
        return best;
    }

    private static Gate of(double[] at, int members) {
        return new Gate(Arrays.copyOf(at, members), Math.exp(at[members]));
    }
}
