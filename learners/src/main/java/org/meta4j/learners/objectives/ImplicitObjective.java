package org.meta4j.learners.objectives;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.ImplicitSettings;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.ProximalDescent;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Implicit MAML: θ′ minimises L(support; θ′) + λ/2 ‖θ′ − θ‖², and the meta-gradient follows from that alone: it solves
 * (I + H/λ) x = ∇ℓ(query; θ′), H the Hessian of L at θ′, by conjugate gradients (Rajeswaran, Finn, Kakade and Levine,
 * Meta-Learning with Implicit Gradients, 2019, arXiv:1909.04630, equations 3 and 6, algorithm 2). It does not look back
 * through the inner steps, so memory does not depend on their number. Products with H are gradients of gradients.
 *
 * <p>The result is right as far as the inner steps have come to the minimum and the conjugate gradients to the solution. At a
 * minimum I + H/λ is positive definite; before it, H of a network need not be, and conjugate gradients then lead anywhere. Two
 * departures keep them sane: they begin at the right side, the first-order meta-gradient, and end at the first direction in
 * which the matrix does not curve upwards; and H is divided by λ + δ, δ the damping (the paper's program has a damping of that
 * kind, its text does not).
 *
 * @param network maps examples to scores
 * @param loss of scores
 * @param inner how it adapts, by {@link ProximalDescent} on all parameters
 * @param implicit λ, the same as that of {@code inner}, damping and steps of the conjugate gradient method
 */
public record ImplicitObjective(Network network, Loss loss, InnerLoop inner, ImplicitSettings implicit)
        implements AdaptingObjective {
    /** Keeps quotients of conjugate gradients finite once the residual is 0; far below any residual before that. */
    private static final double TINY = 1e-30;

    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Claim claim() {
        return Claim.IMPLICIT;
    }

    @Override
    public Tensors initialise(long seed) {
        return inner.initialise(network, seed);
    }

    @Override
    public Values adapt(Values parameters, Episode episode, Slopes slopes) {
        return inner.run(parameters, (step, weights) -> supportLoss(weights, episode), slopes);
    }

    private Value supportLoss(Values weights, Episode episode) {
        return loss.of(network.apply(weights, episode.support(), Normalisation.ofBatch()), episode.supportTargets());
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }

    @Override
    public Outcome trace(Values parameters, Episode episode, Slopes slopes) {
        Values adapted = adapt(parameters, episode, slopes).map((name, value) -> value.stopGradient());
        Outcome outcome = outcome(adapted, episode);
        Values gradient = solve(Grad.of(outcome.loss(), adapted), adapted, episode);
        return new Outcome(Surrogate.of(outcome.loss(), parameters, gradient), outcome.scores(), outcome.statistics());
    }

    /** x with (I + H/(λ + δ)) x = b, nearly. */
    private Values solve(Values b, Values adapted, Episode episode) {
        Values slope = Grad.of(supportLoss(adapted, episode), adapted);
        Values x = b;
        Values residual = curved(slope, adapted, b).map((name, value) -> value.negate());
        Values direction = residual;
        Value length = product(residual, residual);
        Value going = length.graph().constant(1);
        for (int step = 0; step < implicit.conjugateSteps(); step++) {
            Values image = plus(direction, curved(slope, adapted, direction));
            Value upwards = product(direction, image);
            going = going.where(upwards);
            Value share = length.divide(upwards.add(TINY)).where(going);
            x = plus(x, direction, share);
            residual = plus(residual, image, share.negate());
            Value next = product(residual, residual);
            direction = plus(residual, direction, next.divide(length.add(TINY)));
            length = next;
        }
        return x;
    }

    /** H d / (λ + δ). */
    private Values curved(Values slope, Values adapted, Values direction) {
        Values held = direction.map((name, value) -> value.stopGradient());
        return Grad.of(product(slope, held), adapted).map((name, value) -> value.scale(1 / implicit.divisor()));
    }

    private static Values plus(Values values, Values others) {
        return values.map((name, value) -> value.add(others.get(name)));
    }

    private static Values plus(Values values, Values others, Value share) {
        return values.map((name, value) -> value.add(others.get(name).multiply(share)));
    }

    private static Value product(Values one, Values other) {
        @Nullable Value sum = null;
        for (String name : one.names()) {
            Value part = one.get(name).multiply(other.get(name)).sum();
            sum = sum == null ? part : sum.add(part);
        }
        return Objects.requireNonNull(sum, "there are no parameters");
    }
}
