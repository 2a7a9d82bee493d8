package org.meta4j.examples;

import org.meta4j.engine.Values;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.methods.AdaptingMethod;

/** MAML by steps θ − α g / ‖g‖ of each layer (Hazan, Levy, Shalev-Shwartz: Beyond Convexity, 2015, arXiv:1507.02030). */
public final class NormalisedMaml extends AdaptingMethod {
    @Override
    public String name() {
        return "normalised-maml";
    }

    @Override
    public Card card() {
        return new Card(FAMILY, "initial weights", "as maml", "layers of unlike gradients", "arXiv:1507.02030");
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, 1, 3, 0.2);
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new Normalised(inner.innerRate());
    }

    private record Normalised(double rate) implements UpdateRule {
        @Override
        public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
            return Step.of(adapted.map((layer, weights) -> {
                var g = gradient.get(layer);
                var shorter = g.square().sum().add(1e-12).rsqrt();
                return weights.subtract(g.multiply(shorter).scale(rate));
            }));
        }
    }
}
