package org.meta4j.tabular.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticFitTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 100})
    @DisplayName("at the end the finite differences of the loss by each coefficient are 0, and are the gradient elsewhere")
    void gradientVanishes(double lambda) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] inputs = new double[12][2];
        int[] labels = new int[12];
        for (int i = 0; i < 12; i++) {
            labels[i] = i % 3;
            // Classes that a line can tell apart: without the penalty there would be no minimum.
            inputs[i] = new double[] {labels[i] * 3 + random.nextDouble(), random.nextDouble()};
        }
        LogisticFit fit = new LogisticFit(inputs, labels, 3, lambda);
        double[] end = fit.coefficients();
        double[] away = end.clone();
        away[1] += 0.5;
        double[] gradient = fit.gradient(away);
        double step = 1e-5;
        for (int k = 0; k < end.length; k++) {
            assertThat(difference(fit, end, k, step)).as("coefficient %d", k).isCloseTo(0, within(1e-5));
            assertThat(difference(fit, away, k, step)).as("coefficient %d", k).isCloseTo(gradient[k], within(1e-5));
        }
        assertThat(fit.loss(end)).isLessThan(fit.loss(away));
    }

    private static double difference(LogisticFit fit, double[] at, int k, double step) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[k] += step;
        down[k] -= step;
        return (fit.loss(up) - fit.loss(down)) / (2 * step);
    }
}
