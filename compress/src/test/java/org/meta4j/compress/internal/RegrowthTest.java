package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.compress.stages.Prune;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

class RegrowthTest {
    private final Weights weights = new Weights("w", tensor(1, -2, 3, -4));
    private final Regrowth regrowth = new Regrowth(weights);

    @Test
    void theSmallestIsExchangedForTheOneWhoseGradientsAddUpToMostAndThatBeginsAtZero() {
        Pruning.apply(new Prune(0.5, Prune.Scope.MODEL), List.of(weights));
        // −4 + 9 = 5 is more than 2 + 2, though one of its gradients is not.
        regrowth.add(new float[] {2, -4, 0, 0});
        regrowth.add(new float[] {2, 9, 0, 0});

        Tensor parameters = tensor(1, 7, 3, -4);
        regrowth.exchange(0.5, parameters);

        assertThat(parameters.values()).containsExactly(1, 0, 3, -4);
        assertThat(used(1, 0, 3, -4)).containsExactly(0, 0, 0, -4);
        assertThat(used(1, 0.5f, 3, -5)).containsExactly(0, 0.5f, 0, -5);
    }

    @Test
    void gradientsBeforeAnExchangeDoNotCountForTheNext() {
        Pruning.apply(new Prune(0.5, Prune.Scope.MODEL), List.of(weights));
        regrowth.add(new float[] {0, 9, 0, 0});
        regrowth.exchange(0.5, tensor(1, -2, 3, -4));
        regrowth.add(new float[] {1, 0, 0, 0});

        // What came back is at zero still, and the smallest.
        Tensor parameters = tensor(1, 0, 3, -4);
        weights.follow(parameters);
        regrowth.exchange(0.5, parameters);

        assertThat(parameters.values()).containsExactly(0, 0, 3, -4);
        assertThat(used(1, -2, 3, -4)).containsExactly(1, 0, 0, -4);
    }

    @Test
    void nothingIsExchangedWhereNothingIsCutOrTheShareIsLessThanAWeight() {
        regrowth.add(new float[] {1, 1, 1, 1});
        regrowth.exchange(0.5, tensor(1, -2, 3, -4));
        assertThat(used(1, -2, 3, -4)).containsExactly(1, -2, 3, -4);

        Pruning.apply(new Prune(0.5, Prune.Scope.MODEL), List.of(weights));
        regrowth.exchange(0.49, tensor(1, -2, 3, -4));
        assertThat(used(1, -2, 3, -4)).containsExactly(0, 0, 3, -4);
    }

    private float[] used(float... parameters) {
        weights.follow(tensor(parameters));
        return weights.tensor().values();
    }

    private static Tensor tensor(float... values) {
        return new Tensor(Shape.of(values.length, 1), values);
    }
}
