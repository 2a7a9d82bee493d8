package org.meta4j.learners.heads;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.learners.nets.Normalisation;

/**
 * What features are before their directions are compared: less the mean feature of the training classes, at length 1, times a
 * factor. The features of networks that end with ReLU are all positive, so that their directions differ little from the mean's.
 *
 * @param mean of features over training, to be subtracted; null where training did not keep it
 * @param factor that all are multiplied by in the end: with −‖q − p‖² as scores it says how sharp a softmax of them is
 */
record Centre(float @Nullable [] mean, double factor) {
    /** The mean that training kept, or none. */
    static Centre of(Tensors statistics, double factor) {
        boolean kept = statistics.contains(Heads.CENTRE);
        return new Centre(kept ? statistics.get(Heads.CENTRE).values() : null, factor);
    }

    /** The same of values, with the mean among the statistics of {@code normalisation} where training kept it. */
    Value apply(Value rows, Normalisation normalisation) {
        if (mean == null) {
            return ValueRows.ofLength(rows, factor);
        }
        Value kept = normalisation.statistic(Heads.CENTRE, () -> rows.mean(0, 1));
        return ValueRows.ofLength(rows.subtract(kept), factor);
    }

    /** Rows [n, width] so prepared; a row of zeros stays one. */
    float[] apply(float[] rows, int width) {
        float[] prepared = new float[rows.length];
        for (int row = 0; row < rows.length; row += width) {
            double squares = 0;
            for (int f = 0; f < width; f++) {
                prepared[row + f] = rows[row + f] - (mean == null ? 0 : mean[f]);
                squares += (double) prepared[row + f] * prepared[row + f];
            }
            double by = squares == 0 ? 0 : factor / Math.sqrt(squares);
            for (int f = row; f < row + width; f++) {
                prepared[f] = (float) (prepared[f] * by);
            }
        }
        return prepared;
    }
}
