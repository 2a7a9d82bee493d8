package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.NetworkPart;

/**
 * Almost no inner loop: only the last layer adapts, to features that do not change (Raghu, Raghu, Bengio and Vinyals, Rapid
 * Learning or Feature Reuse? Towards Understanding the Effectiveness of MAML, 2020, arXiv:1909.09157, section 4).
 */
public final class Anil extends AdaptingMethod {
    private static final int INNER_STEPS = 5;
    private static final double INNER_RATE = 0.1;

    @Override
    public String name() {
        return "anil";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "features, and an initial last layer that a few gradient steps fit to a task",
                "one pass over the supports, then steps on the last layer alone",
                "as maml where features need not change: several times cheaper, almost as good",
                "Raghu, Raghu, Bengio, Vinyals: Rapid Learning or Feature Reuse?, 2020, arXiv:1909.09157");
    }

    @Override
    protected AdaptedPart part(InnerSettings inner) {
        return NetworkPart.HEAD;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE);
    }
}
