package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.objectives.MamlObjective;

/** MAML with the true meta-gradient or with first-order gradients, see {@link MamlObjective}. */
public final class Maml extends AdaptingMethod {
    private static final int INNER_STEPS = 1;
    private static final int SOLVING_STEPS = 3;
    private static final double INNER_RATE = 0.4;

    private final InnerLoop.Order order;

    private Maml(InnerLoop.Order order) {
        this.order = order;
    }

    /** MAML. */
    public static Maml secondOrder() {
        return new Maml(InnerLoop.Order.SECOND);
    }

    /** First-order MAML. */
    public static Maml firstOrder() {
        return new Maml(InnerLoop.Order.FIRST);
    }

    @Override
    public String name() {
        return order == InnerLoop.Order.SECOND ? "maml" : "fomaml";
    }

    @Override
    public Card card() {
        String source = "Finn, Abbeel, Levine: Model-Agnostic Meta-Learning, 2017, arXiv:1703.03400";
        return order == InnerLoop.Order.SECOND
                ? new Card(
                        FAMILY,
                        "initial weights from which a few gradient steps solve a task",
                        "inner steps forward and back over the supports",
                        "a fixed number of ways; tasks that need the network itself to change",
                        source)
                : new Card(
                        FAMILY,
                        "the same without second derivatives",
                        "as maml; meta-training costs about half",
                        "when meta-training with maml takes too long",
                        source + ", section 5.2");
    }

    @Override
    protected InnerLoop.Order order() {
        return order;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, SOLVING_STEPS, INNER_RATE);
    }
}
