package org.meta4j.tabular.modelset;

import java.util.Arrays;
import org.meta4j.tabular.base.RidgeRegression;
import org.meta4j.tabular.internal.RidgeFit;
import org.meta4j.tabular.internal.Support;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * Ridge regression whose penalty λ, and where wanted the weights w₀ that it pulls to, are learned over tasks: minimises
 * |y − X w − b|² + λ |w − w₀|² on each task (Denevi, Ciliberto, Grazzini and Pontil, Learning-to-Learn Stochastic Gradient Descent
 * with Biased Regularization, 2019, arXiv:1903.10399). Its parameters are log λ and, where learned, w₀. Derivatives go through the
 * closed form: with A = XᵀX + λ I and g the derivative of the loss by w, that by w₀ is λ A⁻¹ g and that by log λ is
 * λ (w₀ − w)ᵀ A⁻¹ g. Departure: λ is learned too, and the loss is bounded. Classes as in {@link RidgeRegression}.
 */
public final class LearnedRidge implements ParametricLearner {
    /** Bounds of log λ: beyond them a change has no effect on supports of unit features. */
    private static final double BOUND = 12;

    private final double[] parameters;

    private LearnedRidge(double[] parameters) {
        this.parameters = parameters;
        if (!(Math.abs(parameters[0]) <= BOUND)) {
            throw new IllegalArgumentException(
                    "log lambda must be from -" + BOUND + " to " + BOUND + ", but was " + parameters[0]);
        }
    }

    /** With λ = 1 to begin with, pulled to 0: for tasks whose features mean different things. */
    public static LearnedRidge ofPenalty() {
        return new LearnedRidge(new double[1]);
    }

    /** With λ = 1 to begin with, pulled to weights that begin at 0: for tasks of numbers whose features are always the same. */
    public static LearnedRidge ofWeights(int features) {
        return new LearnedRidge(new double[1 + features]);
    }

    @Override
    public double[] parameters() {
        return parameters.clone();
    }

    /** With log λ held within its bounds of ±12. */
    @Override
    public LearnedRidge with(double[] changed) {
        if (changed.length != parameters.length) {
            throw new IllegalArgumentException("this learner has " + parameters.length + " parameters, but "
                    + changed.length + " were given");
        }
        double[] bounded = changed.clone();
        bounded[0] = Math.max(-BOUND, Math.min(BOUND, bounded[0]));
        return new LearnedRidge(bounded);
    }

    /** λ. */
    public double lambda() {
        return Math.exp(parameters[0]);
    }

    private double[] towards(int features) {
        if (parameters.length == 1) {
            return new double[features];
        }
        if (parameters.length != 1 + features) {
            throw new IllegalArgumentException("this learner has weights for " + (parameters.length - 1)
                    + " features, but the examples have " + features);
        }
        return Arrays.copyOfRange(parameters, 1, parameters.length);
    }

    private RidgeFit[] fit(Support support) {
        if (!support.isRegression() && parameters.length > 1) {
            throw new IllegalArgumentException(
                    "weights to be pulled to are for tasks of numbers, but the supports have classes");
        }
        double[][] targets = support.targetRows();
        double[] towards = towards(support.width());
        RidgeFit[] fits = new RidgeFit[support.outputs()];
        for (int c = 0; c < fits.length; c++) {
            int column = c;
            double[] y = Arrays.stream(targets).mapToDouble(row -> row[column]).toArray();
            fits[c] = new RidgeFit(support.inputs(), y, lambda(), towards);
        }
        return fits;
    }

    private static double[][] values(RidgeFit[] fits, double[][] inputs) {
        return Arrays.stream(inputs)
                .map(input -> Arrays.stream(fits)
                        .mapToDouble(fit -> fit.value(input))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Of values for the classes their shares, those below 0 counted as 0; numbers as they are. */
    private static double[][] answers(double[][] values, boolean regression) {
        if (regression) {
            return values;
        }
        return Arrays.stream(values)
                .map(row -> {
                    double sum = Arrays.stream(row).map(value -> Math.max(0, value)).sum();
                    return Arrays.stream(row)
                            .map(value -> Math.max(0, value) / sum)
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    @Override
    public Predictor learn(Examples examples) {
        Support support = Support.of(examples);
        RidgeFit[] fits = fit(support);
        return new Predictor() {
            @Override
            public Predictions predict(Examples query) {
                if (support.isRegression()) {
                    throw new IllegalStateException("this task has numbers: ask for estimates, not for predictions");
                }
                return new Predictions(flat(query), support.ways(), new float[0]);
            }

            @Override
            public Estimates estimate(Examples query) {
                return support.isRegression() ? new Estimates(flat(query), 1) : Predictor.super.estimate(query);
            }

            private float[] flat(Examples query) {
                double[][] rows = answers(values(fits, Support.rows(query, "query")), support.isRegression());
                float[] flat = new float[rows.length * support.outputs()];
                for (int i = 0; i < flat.length; i++) {
                    flat[i] = (float) rows[i / support.outputs()][i % support.outputs()];
                }
                return flat;
            }
        };
    }

    @Override
    public double loss(Task task) {
        boolean regression = task.support().targets() instanceof Targets.Values;
        double[][] values =
                values(fit(Support.of(task.support())), Support.rows(task.query(), "query"));
        return TaskLoss.ofQuery(task).of(answers(values, regression));
    }

    @Override
    public double[] slope(Task task) {
        Support support = Support.of(task.support());
        RidgeFit[] fits = fit(support);
        double[][] inputs = Support.rows(task.query(), "query");
        double[][] values = values(fits, inputs);
        double[][] answers = answers(values, support.isRegression());
        double[][] byAnswers = TaskLoss.ofQuery(task).slope(answers);
        double[][] byValues = support.isRegression() ? byAnswers : throughShares(byAnswers, answers, values);
        double[] towards = towards(support.width());
        double[] slope = new double[parameters.length];
        for (int c = 0; c < fits.length; c++) {
            double[] g = new double[towards.length];
            for (int q = 0; q < inputs.length; q++) {
                for (int j = 0; j < g.length; j++) {
                    // The intercept moves with w, so that inputs count from the support's mean.
                    g[j] += byValues[q][c] * (inputs[q][j] - fits[c].meanInput()[j]);
                }
            }
            double[] solved = fits[c].solve(g);
            for (int j = 0; j < g.length; j++) {
                slope[0] += lambda() * (towards[j] - fits[c].weights()[j]) * solved[j];
                if (slope.length > 1) {
                    slope[1 + j] += lambda() * solved[j];
                }
            }
        }
        return slope;
    }

    private static double[][] throughShares(double[][] byAnswers, double[][] answers, double[][] values) {
        double[][] byValues = new double[values.length][];
        for (int q = 0; q < values.length; q++) {
            double sum = 0;
            double mean = 0;
            for (int c = 0; c < values[q].length; c++) {
                sum += Math.max(0, values[q][c]);
                mean += byAnswers[q][c] * answers[q][c];
            }
            byValues[q] = new double[values[q].length];
            for (int c = 0; c < values[q].length; c++) {
                byValues[q][c] = values[q][c] > 0 ? (byAnswers[q][c] - mean) / sum : 0;
            }
        }
        return byValues;
    }
}
