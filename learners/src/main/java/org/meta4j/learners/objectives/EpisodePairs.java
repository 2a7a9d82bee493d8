package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;

/**
 * All pairs of a support and a query of one episode. The supports go through one tower of the siamese network, the queries
 * through the other; the towers are one network, so each example is embedded once and serves in many pairs.
 *
 * @param squared squared Euclidean distances D² [rows, columns], at least 0
 * @param distances Euclidean distances D of the same shape: see {@link #root}
 * @param same 1 for a pair of one class, 0 for a pair of two, of the same shape
 */
record EpisodePairs(Value squared, Value distances, Value same) {
    /**
     * Added to D² under the root: {@value}. The derivative of √(D²) is not finite at 0, where two examples have the same
     * features; that of √(D² + ε) is 0 there, as it must be for a distance that is smallest, and nowhere larger than 1.
     * Two equal examples are 0.001 apart by it, a thousandth of the usual margin; a D of 1 changes in the seventh place.
     */
    static final double EPSILON = 1e-6;

    /** Distances that differ by less are ties, since one value may be computed twice with different rounding. */
    private static final double TIE = 1e-6;

    /** Farther than any distance. */
    private static final double FAR = 1e6;

    /** The pairs of supports, in rows, and queries, in columns. */
    static EpisodePairs of(Value support, Value query, Value supportTargets, Value queryTargets) {
        int columns = query.shape().size(0);
        Value squared = support.square()
                .sum(1, 2)
                .repeat(1, columns)
                .add(query.square().sum(1, 2))
                .subtract(support.matmul(query.transpose()).scale(2))
                // ‖a‖² + ‖b‖² − 2a·b of nearly equal rows can round to less than 0.
                .relu();
        return new EpisodePairs(squared, root(squared), supportTargets.matmul(queryTargets.transpose()));
    }

    /** √(x + ε) for x ≥ 0. */
    static Value root(Value x) {
        Value positive = x.add(EPSILON);
        return positive.multiply(positive.rsqrt());
    }

    /** The same pairs with queries in rows. */
    EpisodePairs transposed() {
        return new EpisodePairs(squared.transpose(), distances.transpose(), same.transpose());
    }

    /** 1 for a pair of two classes, 0 for a pair of one. */
    Value different() {
        return not(same);
    }

    /**
     * In each row 1 at the smallest of the {@code allowed} distances, 0 elsewhere; equal ones all have 1, and a row in
     * which none is allowed has none. A constant to gradients.
     *
     * @param distances [..., columns]
     * @param allowed 1 or 0, of the same shape
     */
    static Value nearest(Value distances, Value allowed) {
        int last = distances.shape().rank() - 1;
        Value nearness = distances.add(not(allowed).scale(FAR)).negate();
        Value top = nearness.maxLast().repeat(last, distances.shape().size(last));
        return allowed.where(nearness.subtract(top).add(TIE));
    }

    /** In each row 1 at the largest of the {@code allowed} distances; as {@link #nearest} otherwise. */
    static Value farthest(Value distances, Value allowed) {
        return nearest(distances.negate(), allowed);
    }

    /** Mean of {@code values} with weights of 0 or 1; 0 if all are 0. */
    static Value weightedMean(Value values, Value weights) {
        return values.multiply(weights).sum().divide(atLeastOne(weights.sum()));
    }

    /** A whole number, or 1 in place of 0. */
    private static Value atLeastOne(Value count) {
        return count.add(-1).relu().add(1);
    }

    private static Value not(Value zeroOrOne) {
        return zeroOrOne.negate().add(1);
    }
}
