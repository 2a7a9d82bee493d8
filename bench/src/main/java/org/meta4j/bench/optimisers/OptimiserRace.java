package org.meta4j.bench.optimisers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.optimisers.Minibatches;
import org.meta4j.learners.optimisers.Optimisee;
import org.meta4j.learners.optimisers.Optimiser;
import org.meta4j.learners.optimisers.PlainOptimiser;
import org.meta4j.scores.MeanInterval;

/**
 * Trains one network by several optimisers, each several times. All see the same first weights and minibatches, of examples
 * drawn anew for each step. A hand-made optimiser is given the rate that is best on this very network in these very trainings:
 * it is tuned to the test, which a learned one is not.
 */
public final class OptimiserRace {
    private final RaceSettings settings;
    private final Unseen unseen;
    private final Minibatches training;
    private final Optimisee optimisee;
    private final Scoring scoring;

    /** Compiles the network. */
    public OptimiserRace(
            RaceSettings settings, Unseen unseen, Minibatches training, Minibatches test, Workers workers) {
        this.settings = settings;
        this.unseen = unseen;
        this.training = training;
        this.optimisee = new Optimisee(unseen.network(), settings.batch(), workers);
        this.scoring = new Scoring(unseen.network(), test, workers);
    }

    /** A learned optimiser's result. */
    public RaceResult run(Optimiser optimiser) {
        return result(optimiser, optimiser.name(), null);
    }

    /** A hand-made optimiser's result with the best of all rates. */
    public RaceResult tuned(PlainOptimiser.Kind kind) {
        double best = settings.rates(kind).get(0);
        double least = Double.POSITIVE_INFINITY;
        for (double rate : settings.rates(kind)) {
            Optimiser optimiser = new PlainOptimiser(kind, rate);
            double loss = 0;
            for (int i = 0; i < settings.trainings(); i++) {
                loss += end(curve(optimiser, i, new ArrayList<>())) / settings.trainings();
            }
            if (loss < least) {
                least = loss;
                best = rate;
            }
        }
        return result(new PlainOptimiser(kind, best), kind.label(), best);
    }

    private RaceResult result(Optimiser optimiser, String name, @Nullable Double rate) {
        double[] mean = new double[settings.steps() + 1];
        double[] ends = new double[settings.trainings()];
        double accuracy = 0;
        for (int i = 0; i < settings.trainings(); i++) {
            List<Tensors> weights = new ArrayList<>();
            double[] curve = curve(optimiser, i, weights);
            for (int step = 0; step < mean.length; step++) {
                mean[step] += curve[step] / settings.trainings();
            }
            ends[i] = end(curve);
            accuracy += scoring.accuracy(weights.get(0)) / settings.trainings();
        }
        boolean finite = DoubleStream.of(ends).allMatch(Double::isFinite);
        MeanInterval interval = finite ? MeanInterval.of(ends) : new MeanInterval(Double.NaN, Double.NaN, ends.length);
        return new RaceResult(
                unseen.name(),
                name,
                rate,
                interval.mean(),
                interval.halfWidth(),
                accuracy,
                Arrays.stream(mean).boxed().toList());
    }

    /** Losses before each step and after the last; the weights then are added to {@code trained}. */
    private double[] curve(Optimiser optimiser, int number, List<Tensors> trained) {
        SplittableRandom random = new SplittableRandom(settings.seed() + number);
        Tensors weights = optimisee.network().initialise(random.nextLong());
        Tensors gradient = weights.map(tensor -> Tensor.zeros(tensor.shape()));
        Optimiser.Steps steps = optimiser.start(weights);
        double[] curve = new double[settings.steps() + 1];
        for (int step = 0; step <= settings.steps(); step++) {
            curve[step] = optimisee.loss(weights, training.draw(settings.batch(), random), gradient);
            if (step < settings.steps()) {
                steps.step(gradient);
            }
        }
        trained.add(weights);
        return curve;
    }

    private double end(double[] curve) {
        return Arrays.stream(curve, curve.length - settings.last(), curve.length)
                .average()
                .orElse(Double.NaN);
    }
}
