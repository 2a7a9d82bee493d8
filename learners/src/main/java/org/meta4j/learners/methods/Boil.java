package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.NetworkPart;

/**
 * Body only in the inner loop: the features adapt to a last layer that does not change within a task (Oh, Yoo, Kim and Yun,
 * BOIL: Towards Representation Change for Few-Shot Learning, 2021, arXiv:2008.08882, section 3).
 */
public final class Boil extends AdaptingMethod {
    private static final int INNER_STEPS = 1;
    private static final int SOLVING_STEPS = 1;
    private static final double INNER_RATE = 0.4;

    @Override
    public String name() {
        return "boil";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "features that a few gradient steps move to where a fixed last layer wants them",
                "as maml",
                "tasks unlike those of meta-training, where features have to change",
                "Oh, Yoo, Kim, Yun: BOIL: Towards Representation Change for Few-Shot Learning, 2021,"
                        + " arXiv:2008.08882");
    }

    @Override
    protected AdaptedPart part(InnerSettings inner) {
        return NetworkPart.BODY;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, SOLVING_STEPS, INNER_RATE);
    }
}
