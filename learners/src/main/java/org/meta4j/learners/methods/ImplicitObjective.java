package org.meta4j.learners.methods;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Implicit MAML: θ′ minimises L(support; θ′) + λ/2 ‖θ′ − θ‖², and the meta-gradient follows from that alone: it solves
 * (I + H/λ) x = ∇ℓ(query; θ′), H the Hessian of L at θ′, by conjugate gradients (Rajeswaran, Finn, Kakade and Levine,
 * Meta-Learning with Implicit Gradients, 2019, arXiv:1909.04630, equations 3 and 6, algorithm 2). It does not look back
 * through the inner steps, so memory does not depend on their number. Products with H are gradients of gradients.
 *
 * <p>The result is right as far as the inner steps have come to the minimum and the conjugate gradients to the solution.
 *
 * @param network maps examples to scores
 * @param loss of scores
 * @param inner how it adapts, by {@link ProximalDescent} with the same λ on all parameters
 * @param strength λ, above 0
 * @param conjugateSteps steps of the conjugate gradient method, at least 1
 */
public record ImplicitObjective(Network network, Loss loss, InnerLoop inner, double strength, int conjugateSteps)
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

    /** x with (I + H/λ) x = b, nearly. */
    private Values solve(Values b, Values adapted, Episode episode) {
        Values slope = Grad.of(supportLoss(adapted, episode), adapted);
        Values x = RuleChecks.zeros(b, "");
        Values residual = b;
        Values direction = b;
        Value length = product(residual, residual);
        for (int step = 0; step < conjugateSteps; step++) {
            Values held = direction.map((name, value) -> value.stopGradient());
            Values curved = Grad.of(product(slope, held), adapted);
            Values image = held.map((name, value) -> value.add(curved.get(name).scale(1 / strength)));
            Value share = length.divide(product(held, image).add(TINY));
            x = plus(x, held, share);
            residual = plus(residual, image, share.negate());
            Value next = product(residual, residual);
            direction = plus(residual, held, next.divide(length.add(TINY)));
            length = next;
        }
        return x;
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
