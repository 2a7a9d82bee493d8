package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.inner.GatedStep;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.UpdateRule;

/** The Meta-Learner LSTM: a network whose steps have learned gates, see {@link GatedStep}. */
public final class MetaLstm extends AdaptingMethod {
    private static final int INNER_STEPS = 5;
    private static final double INNER_RATE = 0.1;

    @Override
    public String name() {
        return "meta-lstm";
    }

    @Override
    public Card card() {
        return new Card(
                "optimisation",
                "initial weights, and an optimiser with gates for what to keep and how far to go",
                "as maml with five steps, of first order",
                "to see what a learned optimiser brings beside learned rates",
                "Ravi, Larochelle: Optimization as a Model for Few-Shot Learning, ICLR 2017");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    boolean hasOrder() {
        return false;
    }

    /** The only one: as in the paper, which leaves out how steps change later gradients. */
    @Override
    protected InnerLoop.Order order() {
        return InnerLoop.Order.FIRST;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new GatedStep(inner.innerRate());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE);
    }

    /** Gates that hardly move in one step of so small a rate would have nothing to learn from. */
    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        InnerSettings one = super.innerOfNumbers(targetWidth);
        return one.withSteps(INNER_STEPS, one.solvingSteps());
    }

    /** With longer steps, for those of numbers are so small that orders hardly differ. */
    @Override
    public LearnerSettings checkable(LearnerSettings settings) {
        return settings.withInner(settings.requireInner().withRate(INNER_RATE));
    }
}
