package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.compress.stages.Prune;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class GrowingCutTest {
    private final Weights weights = new Weights("w", tensor(1, -2, 3, -4));

    @Test
    void moreAndMoreOfTheSmallestAreCut() {
        GrowingCut cut = cut(0.75, Map.of());

        // 0.75 · (1 − (1 − t)³) with t = 5 · done: nothing, 0.434 and 0.75 of four weights, so none, two and three.
        assertThat(after(cut, 0, 1, -2, 3, -4)).containsExactly(1, -2, 3, -4);
        assertThat(after(cut, 0.05, 1, -2, 3, -4)).containsExactly(0, 0, 3, -4);
        assertThat(after(cut, 0.2, 1, -2, 3, -4)).containsExactly(0, 0, 0, -4);
    }

    @Test
    void whatWasCutComesBackWhereOthersBecomeSmallerUntilAFifthIsOver() {
        // 0.575 · (1 − (1 − 0.5)³) of four weights are two, and so are 0.575 of them.
        GrowingCut cut = cut(0.575, Map.of());
        assertThat(after(cut, 0.1, 1, -2, 3, -4)).containsExactly(0, 0, 3, -4);
        assertThat(after(cut, 0.11, 1, -2, 0.5f, -4)).containsExactly(0, -2, 0, -4);

        assertThat(after(cut, 0.2, 1, 7, 3, -4)).as("found once more").containsExactly(0, 7, 0, -4);
        assertThat(after(cut, 0.9, 9, 7, 3, -4)).as("for good").containsExactly(0, 7, 0, -4);
    }

    @Test
    void afterAFifthWeightsAreExchangedUntilThreeQuartersAreOver() {
        Weights eight = new Weights("w", tensor(1, -2, 3, -4, 5, -6, 7, -8));
        GrowingCut cut = new GrowingCut(List.of(eight), new Prune(0.5, Prune.Scope.MODEL));

        // 0.3 of the four that are left are one.
        assertThat(afterHundredSteps(cut, 0.2))
                .as("the steepest begins at zero")
                .containsExactly(0, -2, 3, -4, 5, -6, 7, -8);
        assertThat(used(cut, 2, -2, 3, -4, 5, -6, 7, -8))
                .as("the smallest went for it")
                .containsExactly(2, 0, 0, 0, 0, -6, 7, -8);
        assertThat(used(cut, 2, 0, 0, 0, 0, -6, 7, -8))
                .as("what was used is used as it is")
                .containsExactly(2, 0, 0, 0, 0, -6, 7, -8);

        assertThat(afterHundredSteps(cut, 0.8)).as("no more").containsExactly(1, -2, 3, -4, 5, -6, 7, -8);
        assertThat(used(cut, 2, -2, 3, -4, 5, -6, 7, -8)).containsExactly(2, 0, 0, 0, 0, -6, 7, -8);
    }

    @Test
    void cutWeightsHaveNoGradient() {
        GrowingCut cut = cut(0.5, Map.of());
        after(cut, 0.2, 1, -2, 3, -4);
        Tensors gradient = Tensors.of(Map.of("w", tensor(1, 1, 1, 1)));

        cut.gradient(gradient, gradient, gradient);

        assertThat(gradient.get("w").values()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void betweenChoicesTheSameWeightsAreCut() {
        GrowingCut cut = cut(0.575, Map.of());
        cut.begin(0.1);
        assertThat(used(cut, 1, -2, 3, -4)).containsExactly(0, 0, 3, -4);
        cut.begin(0.11);
        assertThat(used(cut, 5, -6, 3, -4)).containsExactly(0, 0, 3, -4);
    }

    @Test
    void allIsCutAfterAsShortATrainingAsOneStep() {
        GrowingCut cut = cut(0.5, Map.of("w", 0.75));
        cut.begin(0);
        used(cut, 1, -2, 3, -4);

        cut.begin(1);
        used(cut, 1, -9, 3, -4);

        assertThat(weights.tensor().values()).containsExactly(0, -9, 0, 0);
    }

    /** The parameters after as many steps with a gradient that is steepest for the first weight. */
    private static float[] afterHundredSteps(GrowingCut cut, double done) {
        Tensors parameters = Tensors.of(Map.of("w", tensor(1, -2, 3, -4, 5, -6, 7, -8)));
        for (int step = 0; step < 100; step++) {
            cut.begin(done);
            Tensors gradient = Tensors.of(Map.of("w", tensor(9, 1, 1, 1, 0, 0, 0, 0)));
            cut.gradient(parameters, cut.used(parameters), gradient);
        }
        return parameters.get("w").values();
    }

    private GrowingCut cut(double sparsity, Map<String, Double> layers) {
        return new GrowingCut(List.of(weights), new Prune(sparsity, Prune.Scope.MODEL, layers));
    }

    /** What is used at a step that is the next at which weights are chosen. */
    private static float[] after(GrowingCut cut, double done, float... values) {
        for (int step = 0; step < 50; step++) {
            cut.begin(done);
            used(cut, values);
        }
        return used(cut, values);
    }

    private static float[] used(GrowingCut cut, float... values) {
        return cut.used(Tensors.of(Map.of("w", tensor(values))))
                .get("w")
                .values()
                .clone();
    }

    private static Tensor tensor(float... values) {
        return new Tensor(Shape.of(values.length, 1), values);
    }
}
