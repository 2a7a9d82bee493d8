package org.meta4j.app.bench;

import java.math.BigDecimal;

/** How near a first value must come to the one that was written down. */
final class Tolerances {
    private Tolerances() {}

    /**
     * Whether a value agrees with one that was rounded when it was written down: within the relative tolerance, or
     * rounded to the same digits.
     */
    static boolean agree(double expected, double found, double tolerance) {
        double rounding = 0.5 * Math.pow(10, -BigDecimal.valueOf(expected).scale());
        return Math.abs(found - expected) <= tolerance * Math.abs(expected) + rounding;
    }
}
