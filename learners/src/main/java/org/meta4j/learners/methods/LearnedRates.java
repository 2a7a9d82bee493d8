package org.meta4j.learners.methods;

import java.util.Objects;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.UpdateRule;

/** MAML with learned inner rates for all tasks: one for each layer and step, for each layer, or one alone. */
public final class LearnedRates extends AdaptingMethod {
    private static final int INNER_STEPS = 3;
    private static final double INNER_RATE = 0.1;

    @Override
    public String name() {
        return "learned-rates";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "initial weights and the inner rate of each layer in each step",
                "as maml",
                "maml without a search for the inner rate; layers that need steps of different size",
                "Antoniou, Edwards, Storkey: How to Train Your MAML, 2019, arXiv:1810.09502, section 4 (LSLR)");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new LearnedRate(Objects.requireNonNull(inner.scope()), inner.innerRate(), inner.innerSteps());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE)
                .withScope(LearnedRate.Scope.LAYER_AND_STEP);
    }
}
