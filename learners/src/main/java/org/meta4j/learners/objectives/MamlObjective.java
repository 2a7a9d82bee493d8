package org.meta4j.learners.objectives;

import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.Descent;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Model-agnostic meta-learning: θ′ = θ − α ∇L(support; θ), repeated, and the loss of θ′ on the query set
 * (Finn, Abbeel and Levine, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks, 2017,
 * arXiv:1703.03400, algorithm 1 and, with first-order gradients, section 5.2). Batch normalisation uses the statistics of
 * the support set in the inner steps and of the query set for the loss (transductive, as in the paper's program). Which
 * parameters adapt, and by what rule, is the inner loop's: with {@link NetworkPart#ALL} and {@link Descent} it is the
 * paper's, where batch normalisation's parameters adapt too.
 *
 * @param network maps examples to scores
 * @param loss of scores
 * @param inner how it adapts
 */
public record MamlObjective(Network network, Loss loss, InnerLoop inner) implements SteppedObjective {
    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Claim claim() {
        return inner.steps() == 0 ? Claim.PLAIN : SteppedObjective.super.claim();
    }

    @Override
    public Tensors initialise(long seed) {
        return inner.initialise(network, seed);
    }

    @Override
    public int steps() {
        return inner.steps();
    }

    @Override
    public Values start(Values parameters) {
        return inner.start(parameters);
    }

    @Override
    public Values step(int number, Values carried, Values parameters, Episode episode, Slopes slopes) {
        return inner.step(number, carried, parameters, (step, weights) -> supportLoss(weights, episode), slopes);
    }

    private Value supportLoss(Values weights, Episode episode) {
        return loss.of(network.apply(weights, episode.support(), Normalisation.ofBatch()), episode.supportTargets());
    }

    @Override
    public Values finish(Values carried, Values parameters) {
        return inner.finish(carried, parameters);
    }

    @Override
    public int likeStep(int number) {
        return inner.rule().isSteady() ? 0 : number;
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        episode.examples().graph().stage("query");
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }
}
