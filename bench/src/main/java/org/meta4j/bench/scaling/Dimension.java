package org.meta4j.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a case may be large in. */
public enum Dimension {
    /** Tasks of an iteration. */
    TASKS("tasks", List.of(1, 2, 4, 8, 16, 32, 64)),
    /** Inner steps. */
    INNER_STEPS("inner steps", List.of(1, 2, 3, 5, 10)),
    /** Classes of a task. */
    WAYS("ways", List.of(2, 5, 10, 20, 40)),
    /** Height and width of an image. */
    SIDE("image side", List.of(14, 20, 28, 42, 56, 84)),
    /** Filters of each block. */
    FILTERS("channels", List.of(8, 16, 32, 64, 96, 128)),
    /** Threads. */
    THREADS("threads", List.of(1, 2, 4, 8, 16, 32, 64, 128));

    private final String label;
    private final List<Integer> values;

    Dimension(String label, List<Integer> values) {
        this.label = label;
        this.values = values;
    }

    /** What it is called. */
    public String label() {
        return label;
    }

    /** Name of a file on it, without an ending. */
    public String fileName() {
        return "scaling-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Cases that differ from a base in this alone; of threads, as many as the base has at most. */
    public List<ScalingCase> cases(ScalingCase base) {
        List<ScalingCase> cases = new ArrayList<>();
        for (int value : values) {
            if (this != THREADS || value <= base.threads()) {
                cases.add(with(base, value));
            }
        }
        return cases;
    }

    private ScalingCase with(ScalingCase c, int value) {
        return new ScalingCase(
                this == TASKS ? value : c.tasks(),
                this == INNER_STEPS ? value : c.innerSteps(),
                this == WAYS ? value : c.ways(),
                this == SIDE ? value : c.side(),
                this == FILTERS ? value : c.filters(),
                this == THREADS ? value : c.threads());
    }

    /** How large a case is in this. */
    public int of(ScalingCase c) {
        return switch (this) {
            case TASKS -> c.tasks();
            case INNER_STEPS -> c.innerSteps();
            case WAYS -> c.ways();
            case SIDE -> c.side();
            case FILTERS -> c.filters();
            case THREADS -> c.threads();
        };
    }

    /** How many times the work of a case is that of another; of threads, the inverse: the time to be hoped for. */
    public double expected(ScalingCase c, ScalingCase other) {
        return switch (this) {
            case THREADS -> (double) other.threads() / c.threads();
            case TASKS, INNER_STEPS, WAYS, SIDE, FILTERS -> c.flops() / other.flops();
        };
    }
}
