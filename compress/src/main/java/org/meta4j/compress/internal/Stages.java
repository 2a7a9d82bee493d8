package org.meta4j.compress.internal;

import java.util.List;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.Stage;

/** Carries recipes out. */
public final class Stages {
    private Stages() {}

    /** Puts weights through all stages of a recipe. */
    public static void apply(Recipe recipe, List<Weights> all) {
        for (Stage stage : recipe.stages()) {
            if (stage instanceof Stage.Prune prune) {
                Pruning.apply(prune, all);
            } else if (stage instanceof Stage.Quantize quantize) {
                all.forEach(weights -> Quantization.apply(quantize, weights));
            } else if (stage instanceof Stage.Ternary) {
                all.forEach(Quantization::applyTernary);
            } else if (stage instanceof Stage.Share share) {
                all.forEach(weights -> Sharing.apply(share.bits(), weights));
            }
        }
    }
}
