package org.meta4j.bench.workloads;

import java.math.BigDecimal;

/**
 * A number that a workload gives on its fixed inputs, beside the one that the peers have.
 *
 * @param name {@code loss}, {@code gradientNorm} or {@code answer}
 * @param expected the peers' number, rounded as it was written down
 * @param found ours
 * @param tolerance relative difference allowed
 */
public record FirstValue(String name, double expected, double found, double tolerance) {
    /** Whether they agree: within the tolerance, or rounded to the same digits. */
    public boolean agrees() {
        double rounding = 0.5 * Math.pow(10, -BigDecimal.valueOf(expected).scale());
        return Math.abs(found - expected) <= tolerance * Math.abs(expected) + rounding;
    }
}
