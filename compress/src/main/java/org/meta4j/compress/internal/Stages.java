package org.meta4j.compress.internal;

import java.util.List;
import org.meta4j.compress.stages.Prune;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Share;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Ternary;

/** Carries out stages that need nothing but the weights. */
final class Stages {
    private Stages() {}

    static void apply(Stage stage, List<Weights> all) {
        if (stage instanceof Prune prune) {
            Pruning.apply(prune, all);
        } else if (stage.givesLevels()) {
            all.forEach(weights -> giveLevels(stage, weights));
        }
    }

    /** Rounds weights, as they were before they had levels, to those that a stage finds for them. */
    static void giveLevels(Stage stage, Weights weights) {
        if (stage instanceof Quantize quantize) {
            Quantization.apply(quantize, weights);
        } else if (stage instanceof Ternary) {
            Quantization.applyTernary(weights);
        } else if (stage instanceof Share share) {
            Sharing.apply(share.bits(), weights);
        }
    }
}
