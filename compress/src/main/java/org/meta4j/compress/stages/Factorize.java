package org.meta4j.compress.stages;

/**
 * Puts the product of two smaller matrices in the place of weights, by their largest singular values: of all products of that
 * rank the nearest to them (Eckart and Young, The Approximation of One Matrix by Another of Lower Rank, 1936,
 * doi:10.1007/BF02288367), so that ‖w − ŵ‖ ≤ √(1 − share) ‖w‖ before factors are rounded. Filters are a matrix with a column
 * for each of them. Weights stay as they are where two matrices would have no fewer numbers.
 *
 * @param share of the sum of squares that is kept, above 0 and below 1
 */
public record Factorize(double share) implements Stage {
    public Factorize {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of factorize must be above 0 and below 1, but was " + share
                    + ": it is the share of the sum of squares that is kept");
        }
    }

    @Override
    public String text() {
        return "factorize(" + share + ")";
    }
}
