package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Train;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class HeldWeightsTest {
    private static final Train REFIT = new Train(1);
    private static final Train LEARNED = new Train(1, 0.01, Train.Scales.LEARNED);

    @Test
    void whatWasCutStaysZeroAndHasNoGradient() {
        Weights weights = weights(0.1f, -3, 2, -0.2f);
        apply("prune(0.5)", weights);
        HeldWeights held = new HeldWeights(List.of(weights), null, REFIT);
        Tensors parameters = named(5, 6, 7, 8);

        Tensors used = held.used(parameters);
        Tensors gradient = named(1, 2, 3, 4);
        held.gradient(parameters, used, gradient);

        assertThat(used.get("w").values()).containsExactly(0, 6, 7, 0);
        assertThat(gradient.get("w").values()).containsExactly(0, 2, 3, 0);
        assertThat(parameters.get("w").values()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void weightsAreUsedAtTheLevelsNearestToThoseBehindThem() {
        // Three bits from −3 to 3: levels −3, −2, …, 3.
        Weights weights = weights(3, -3, 0, 1);
        apply("quantize(3, tensor, min-max)", weights);
        HeldWeights held = new HeldWeights(List.of(weights), new Quantize(3), REFIT);

        Tensors used = held.used(named(0.6f, 1.4f, -7, 2.51f));

        assertThat(used.get("w").values()).containsExactly(1, 1, -3, 3);
    }

    @Test
    void levelsAreFoundAgainAfterAHundredGradients() {
        Weights weights = weights(3, -3, 0, 1);
        Stage stage = Recipe.parse("quantize(3, tensor, min-max)").stages().get(0);
        Stages.apply(stage, List.of(weights));
        HeldWeights held = new HeldWeights(List.of(weights), stage, REFIT);
        Tensors doubled = named(6, -6, 0, 2);
        for (int i = 0; i < 99; i++) {
            held.gradient(doubled, held.used(doubled), named(0, 0, 0, 0));
        }
        assertThat(held.used(doubled).get("w").values()).containsExactly(3, -3, 0, 2);

        held.gradient(doubled, held.used(doubled), named(0, 0, 0, 0));

        assertThat(held.used(doubled).get("w").values()).containsExactly(6, -6, 0, 2);
    }

    @Test
    void learnedScalesMoveAgainstTheirGradient() {
        Weights weights = weights(3, -3, 0, 1);
        apply("quantize(3, tensor, min-max)", weights);
        HeldWeights held = new HeldWeights(List.of(weights), new Quantize(3), LEARNED);
        // 0.6 is used as 1, which is 0.4 too much; 9 is cut off at 3, and follows the scale with 3.
        Tensors parameters = named(0.6f, 9, 0, 1);
        held.used(parameters);

        // ∂L/∂s = 0.4 · 2 + 3 · (−0.1) = 0.5: the first step of Adam is its rate, downwards in log s.
        held.gradient(parameters, held.used(parameters), named(2, -0.1f, 0, 0));

        assertThat(scale(weights)).isCloseTo((float) Math.exp(-0.01), within(1e-5f));

        // With −0.4 in place of −0.1 it is −0.4: with the moments of both, Adam goes up again.
        Weights other = weights(3, -3, 0, 1);
        apply("quantize(3, tensor, min-max)", other);
        HeldWeights up = new HeldWeights(List.of(other), new Quantize(3), LEARNED);
        up.gradient(parameters, up.used(parameters), named(2, -0.4f, 0, 0));
        assertThat(scale(other)).isCloseTo((float) Math.exp(0.01), within(1e-5f));
    }

    @Test
    void weightsThatTrainingMovesTowardsZeroAreCut() {
        Weights weights = weights(4, -1, 2, -3);
        HeldWeights held = new HeldWeights(List.of(weights), null, REFIT).addingMovement();
        Tensors parameters = named(4, -1, 2, -3);
        // Steps go against the gradient: 4 and −3 shrink, −1 and 2 grow; twice, as gradients add up.
        for (int i = 0; i < 2; i++) {
            held.gradient(parameters, held.used(parameters), named(0.5f, 1, -0.25f, -1));
        }

        assertThat(held.movement().get(0)).containsExactly(-4, 2, 1, -6);
        Pruning.cut(0.5, List.of(weights), held.movement());
        assertThat(weights.tensor().values()).containsExactly(0, -1, 2, 0);
    }

    private static float scale(Weights weights) {
        return ((Levels.Uniform) Objects.requireNonNull(weights.levels())).scales()[0];
    }

    private static void apply(String recipe, Weights weights) {
        Recipe.parse(recipe).stages().forEach(stage -> Stages.apply(stage, List.of(weights)));
    }

    private static Weights weights(float... values) {
        return new Weights("w", new Tensor(Shape.of(values.length, 1), values));
    }

    private static Tensors named(float... values) {
        return Tensors.of(Map.of("w", new Tensor(Shape.of(values.length, 1), values)));
    }
}
