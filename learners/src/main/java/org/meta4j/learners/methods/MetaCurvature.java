package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.Curvature;
import org.meta4j.learners.inner.UpdateRule;

/** Meta-Curvature: initial weights, and matrices that transform the gradients of the inner steps, see {@link Curvature}. */
public final class MetaCurvature extends AdaptingMethod {
    private static final int INNER_STEPS = 1;
    private static final int SOLVING_STEPS = 3;
    private static final double INNER_RATE = 0.4;

    @Override
    public String name() {
        return "meta-curvature";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "initial weights, and for each layer matrices that turn and stretch its gradient",
                "as maml, and a few small products a step",
                "as meta-sgd, where parameters of a layer should move together",
                "Park, Oliva: Meta-Curvature, 2019, arXiv:1902.03356");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new Curvature(inner.innerRate());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, SOLVING_STEPS, INNER_RATE);
    }
}
