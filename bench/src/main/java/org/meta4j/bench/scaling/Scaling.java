package org.meta4j.bench.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.meta4j.bench.workloads.Measurement;
import org.meta4j.engine.Workers;

/**
 * Measures a base and all cases that differ from it in one thing, in rounds: a machine shared with others is slow for minutes at a
 * time, and cases measured one after the other would differ by that. Of each case the round with the smallest median counts.
 */
public final class Scaling {
    private static final BinaryOperator<Measurement> FASTER = (a, b) -> a.medianMs() <= b.medianMs() ? a : b;

    private final int rounds;
    private final double seconds;

    /**
     * How to measure.
     *
     * @param rounds at least 1
     * @param seconds for each case in a round, after as long a time to warm up; above 0
     */
    public Scaling(int rounds, double seconds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, but were " + rounds);
        }
        if (!(seconds > 0 && seconds <= 600)) {
            throw new IllegalArgumentException("seconds must be above 0 and at most 600, but was " + seconds);
        }
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** Told before each case is measured. */
    public interface Progress {
        /** @param done share of all measurements, 0 to 1 */
        void at(double done, ScalingCase next);
    }

    /** The base and its cases, each with its fastest round. */
    public Map<ScalingCase, Measurement> measure(ScalingCase base, Progress progress) {
        List<ScalingCase> cases = new ArrayList<>(List.of(base));
        for (Dimension dimension : Dimension.values()) {
            dimension.cases(base).stream().filter(c -> !cases.contains(c)).forEach(cases::add);
        }
        // The first case would pay for the compilation of what all share.
        measure(base);
        Map<ScalingCase, Measurement> measured = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < cases.size(); i++) {
                ScalingCase c = cases.get(i);
                progress.at((round + (double) i / cases.size()) / rounds, c);
                measured.merge(c, measure(c), FASTER);
            }
        }
        return measured;
    }

    private Measurement measure(ScalingCase c) {
        try (Workers workers = new Workers(c.threads())) {
            return Measurement.of(c.start(), workers, seconds, seconds);
        }
    }
}
