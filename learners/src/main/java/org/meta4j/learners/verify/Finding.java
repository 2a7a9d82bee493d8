package org.meta4j.learners.verify;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was checked, and of what, e.g. {@code gradient: maml}
 * @param passed whether all is well
 * @param value what was measured
 * @param bound what it is compared with
 * @param must whether the value must be at most or at least the bound
 * @param what the value, in words
 */
public record Finding(String check, boolean passed, double value, double bound, Side must, String what) {
    /** On which side of its bound a value must be. */
    public enum Side {
        AT_MOST,
        AT_LEAST
    }

    /** A value that must not be greater than a bound; NaN fails. */
    static Finding atMost(String check, double value, double bound, String what) {
        return new Finding(check, value <= bound, value, bound, Side.AT_MOST, what);
    }

    /** A value that must not be less than a bound; NaN fails. */
    static Finding atLeast(String check, double value, double bound, String what) {
        return new Finding(check, value >= bound, value, bound, Side.AT_LEAST, what);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s: %s %.3g, must be %s %.3g",
                passed ? "passed" : "FAILED",
                check,
                what,
                value,
                must == Side.AT_MOST ? "at most" : "at least",
                bound);
    }
}
