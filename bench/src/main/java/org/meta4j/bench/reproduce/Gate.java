package org.meta4j.bench.reproduce;

import java.util.Locale;

/**
 * A number to reach.
 *
 * @param value a share between 0 and 1 for accuracies, a squared error otherwise
 * @param atLeast whether more is better
 */
public record Gate(double value, boolean atLeast) {
    public Gate {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a number to reach must be above 0, but was " + value);
        }
        if (atLeast && value > 1) {
            throw new IllegalArgumentException("an accuracy is at most 1, but the one to reach was " + value);
        }
    }

    /** An accuracy in per cent. */
    public static Gate percent(double percent) {
        return new Gate(percent / 100, true);
    }

    /** A mean squared error. */
    public static Gate error(double squared) {
        return new Gate(squared, false);
    }

    public boolean reachedBy(double measured) {
        return atLeast ? measured >= value : measured <= value;
    }

    /** As in a table: {@code ≥ 98.2} or {@code ≤ 0.67}. */
    @Override
    public String toString() {
        return atLeast
                ? String.format(Locale.ROOT, "≥ %.1f", 100 * value)
                : String.format(Locale.ROOT, "≤ %.2f", value);
    }
}
