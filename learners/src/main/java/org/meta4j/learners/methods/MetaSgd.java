package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.UpdateRule;

/** Meta-SGD: an initial network and a rate for each of its parameters, see {@link LearnedRate}. */
public final class MetaSgd extends AdaptingMethod {
    private static final int INNER_STEPS = 1;
    private static final double INNER_RATE = 0.4;

    @Override
    public String name() {
        return "meta-sgd";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "initial weights and, for each of them, rate and direction of its step",
                "one step as in maml; twice the parameters",
                "one step has to do; enough tasks to learn the rates from",
                "Li, Zhou, Chen, Li: Meta-SGD: Learning to Learn Quickly for Few-Shot Learning, 2017,"
                        + " arXiv:1707.09835");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new LearnedRate(LearnedRate.Scope.PARAMETER, inner.innerRate(), inner.innerSteps());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE);
    }
}
