package org.meta4j.compress.internal;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/**
 * Weights as a product of two smaller matrices: {@link org.meta4j.compress.stages.Factorize}.
 *
 * @param name of the weights
 * @param shape of them; as a matrix they have a column for each size of the last dimension
 * @param left rows × rank
 * @param right rank × columns
 */
record Factored(String name, Shape shape, Weights left, Weights right) {
    static final String LEFT = "/left";
    static final String RIGHT = "/right";

    /** Factors that keep a share of the sum of squares; null where they would have as many numbers as the weights. */
    static @Nullable Factored of(Weights weights, double share) {
        int columns = weights.channels();
        int rows = weights.values().length / columns;
        SingularValues found = new SingularValues(weights.values(), rows, columns);
        int rank = found.rank(share);
        if ((long) rank * (rows + columns) >= weights.values().length) {
            return null;
        }
        return new Factored(
                weights.name(),
                weights.shape(),
                new Weights(weights.name() + LEFT, new Tensor(Shape.of(rows, rank), found.left(rank))),
                new Weights(weights.name() + RIGHT, new Tensor(Shape.of(rank, columns), found.right(rank))));
    }

    Tensor product() {
        return product(shape, left.live(), right.live());
    }

    /** The product of a row × rank and a rank × column matrix, in another shape. */
    static Tensor product(Shape shape, Tensor left, Tensor right) {
        int rank = right.shape().size(0);
        int columns = right.shape().size(1);
        float[] values = new float[shape.length()];
        for (int i = 0; i < values.length / columns; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int r = 0; r < rank; r++) {
                    sum += (double) left.values()[i * rank + r] * right.values()[r * columns + j];
                }
                values[i * columns + j] = (float) sum;
            }
        }
        return new Tensor(shape, values);
    }
}
