package org.meta4j.learners.methods;

import java.util.Objects;
import org.meta4j.learners.ImplicitSettings;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.ProximalDescent;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.ImplicitObjective;

/** Implicit MAML: the meta-gradient of where the inner steps end, not of the way there, see {@link ImplicitObjective}. */
public final class ImplicitMaml extends AdaptingMethod {
    private static final int INNER_STEPS = 5;
    private static final double INNER_RATE = 0.3;
    private static final ImplicitSettings IMPLICIT = new ImplicitSettings(0.1, 1, 5.0);
    private static final ImplicitSettings OF_NUMBERS = new ImplicitSettings(2, 2, 0.0);

    // A strong pull keeps I + H/λ well conditioned, so that conjugate gradients come to the end of single precision.
    private static final ImplicitSettings CHECKED = new ImplicitSettings(100, 12, 0.0);
    private static final ImplicitSettings CHECKED_OF_NUMBERS = new ImplicitSettings(20, 12, 0.0);

    @Override
    public String name() {
        return "imaml";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "initial weights near to the weights that solve each task",
                "inner steps on the supports; meta-training adds a few products with a Hessian",
                "many inner steps, whose number memory does not depend on",
                "Rajeswaran, Finn, Kakade, Levine: Meta-Learning with Implicit Gradients, 2019, arXiv:1909.04630");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    boolean hasOrder() {
        return false;
    }

    @Override
    boolean isImplicit() {
        return true;
    }

    @Override
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        InnerSettings inner = settings.requireInner();
        ImplicitSettings implicit = Objects.requireNonNull(inner.implicit());
        UpdateRule rule = new ProximalDescent(inner.innerRate(), implicit.strength());
        return new ImplicitObjective(
                network(settings),
                loss(settings),
                new InnerLoop(steps, rule, NetworkPart.ALL, InnerLoop.Order.FIRST),
                implicit);
    }

    @Override
    public LearnerSettings checkable(LearnerSettings settings) {
        InnerSettings inner = settings.requireInner();
        ImplicitSettings implicit = settings.tasks() == TaskType.REGRESSION ? CHECKED_OF_NUMBERS : CHECKED;
        return settings.withInner(inner.withRate(0.4 / implicit.strength()).withImplicit(implicit));
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE).withImplicit(IMPLICIT);
    }

    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return inner(2).withWays(targetWidth).withRate(0.01).withImplicit(OF_NUMBERS);
    }
}
