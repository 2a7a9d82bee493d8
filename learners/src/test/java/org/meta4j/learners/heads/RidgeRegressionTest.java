package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class RidgeRegressionTest {
    private static final double RIDGE = 0.3;
    private static final int[] LABELS = {0, 1, 2, 0, 1, 2, 2};

    private static Tensors parameters(double scale, double shift) {
        return Tensors.of(Map.of(
                "head.log-ridge", number(Math.log(RIDGE)),
                "head.log-scale", number(Math.log(scale)),
                "head.shift", number(shift)));
    }

    private static Tensor number(double value) {
        return new Tensor(Shape.of(1), new float[] {(float) value});
    }

    /** Both forms: more features than supports, and fewer. */
    @ParameterizedTest
    @CsvSource({"3, 1, 0", "12, 1, 0", "12, 4, -2"})
    void theWeightsAreTheMinimumOfTheRegularisedSquaredError(int features, double scale, double shift) {
        double[] x = HeadRun.random(1, LABELS.length * features);
        double[] y = HeadRun.targets(3, LABELS);
        double[] unitRows = new double[features * features];
        for (int f = 0; f < features; f++) {
            unitRows[f * (features + 1)] = 1;
        }
        // The scores of unit vectors are the rows of W, scaled and shifted.
        double[] scores = HeadRun.scores(new RidgeRegression(), parameters(scale, shift), features, x, y, unitRows);
        double root = Math.sqrt(features);
        double[] w = new double[scores.length];
        for (int i = 0; i < w.length; i++) {
            w[i] = (scores[i] - shift) / scale * root;
        }
        // At the minimum of ‖XW − Y‖² + λ‖W‖² the slope Xᵀ(XW − Y) + λW is zero.
        for (int f = 0; f < features; f++) {
            for (int c = 0; c < 3; c++) {
                double slope = RIDGE * w[f * 3 + c];
                for (int i = 0; i < LABELS.length; i++) {
                    double fit = -y[i * 3 + c];
                    for (int g = 0; g < features; g++) {
                        fit += x[i * features + g] / root * w[g * 3 + c];
                    }
                    slope += x[i * features + f] / root * fit;
                }
                assertThat(slope).as("W[%d, %d]", f, c).isCloseTo(0, within(1e-6));
            }
        }
    }
}
