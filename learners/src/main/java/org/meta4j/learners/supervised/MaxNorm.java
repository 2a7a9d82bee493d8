package org.meta4j.learners.supervised;

import org.meta4j.engine.Tensor;

/**
 * Keeps each unit's incoming weights at most c long: ‖wⱼ‖₂ ≤ c, where wⱼ is what leads to output j of a layer, all places of a filter
 * included. Longer ones are scaled back to c.
 *
 * @param most c
 */
record MaxNorm(double most) {
    /** Scales a layer's weights back in place. Row by row, as they lie in memory: those of a unit are a column. */
    void bound(Tensor layer) {
        float[] weights = layer.values();
        int units = layer.shape().size(-1);
        float[] factors = new float[units];
        for (int row = 0; row < weights.length; row += units) {
            for (int unit = 0; unit < units; unit++) {
                factors[unit] += weights[row + unit] * weights[row + unit];
            }
        }
        boolean longer = false;
        for (int unit = 0; unit < units; unit++) {
            double length = Math.sqrt(factors[unit]);
            longer |= length > most;
            factors[unit] = length > most ? (float) (most / length) : 1;
        }
        for (int row = 0; longer && row < weights.length; row += units) {
            for (int unit = 0; unit < units; unit++) {
                weights[row + unit] *= factors[unit];
            }
        }
    }
}
