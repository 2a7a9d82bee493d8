package org.meta4j.bench.optimisers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.learners.optimisers.PlainOptimiser;

/**
 * How optimisers are compared.
 *
 * @param steps of each training, at least 1
 * @param last of these, over whose minibatches a result's loss is the mean; at least 1
 * @param batch examples of a minibatch, at least 1
 * @param trainings by each optimiser, each from other weights and on other minibatches; all optimisers have the same; at
 *     least 2
 * @param rates that each hand-made optimiser is tried with, at least one
 * @param seed of the first training
 */
public record RaceSettings(
        int steps, int last, int batch, int trainings, Map<PlainOptimiser.Kind, List<Double>> rates, long seed) {
    /** A hundred steps on 128 examples; rates of four to a factor of ten. */
    public static final RaceSettings DEFAULT = new RaceSettings(
            100,
            10,
            128,
            5,
            Map.of(
                    PlainOptimiser.Kind.SGD, List.of(0.0562, 0.1, 0.178, 0.316, 0.562, 1.0, 1.78),
                    PlainOptimiser.Kind.MOMENTUM, List.of(0.01, 0.0178, 0.0316, 0.0562, 0.1, 0.178, 0.316),
                    PlainOptimiser.Kind.ADAM, List.of(0.00178, 0.00316, 0.00562, 0.01, 0.0178, 0.0316, 0.0562)),
            1000);

    public RaceSettings {
        rates = Map.copyOf(rates);
        atLeast("steps", 1, steps);
        atLeast("last steps", 1, last);
        atLeast("batch", 1, batch);
        atLeast("trainings", 2, trainings);
        for (PlainOptimiser.Kind kind : PlainOptimiser.Kind.values()) {
            atLeast(
                    "number of rates of " + kind.label(),
                    1,
                    rates.getOrDefault(kind, List.of()).size());
        }
        if (last > steps) {
            throw new IllegalArgumentException("last steps must be at most the steps, " + steps + ", but were " + last);
        }
    }

    /** Rates to try an optimiser with. */
    List<Double> rates(PlainOptimiser.Kind kind) {
        return Objects.requireNonNull(rates.get(kind));
    }

    public RaceSettings withTrainings(int newTrainings) {
        return new RaceSettings(steps, last, batch, newTrainings, rates, seed);
    }

    /** With other steps; results are of the last ten of them, or of all. */
    public RaceSettings withSteps(int newSteps) {
        return new RaceSettings(newSteps, Math.min(DEFAULT.last, newSteps), batch, trainings, rates, seed);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }
}
