package org.meta4j.learners.methods;

import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
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
public record MamlObjective(Network network, Loss loss, InnerLoop inner) implements AdaptingObjective {
    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Claim claim() {
        return inner.steps() == 0 ? Claim.PLAIN : AdaptingObjective.super.claim();
    }

    @Override
    public Tensors initialise(long seed) {
        return inner.initialise(network, seed);
    }

    @Override
    public Values adapt(Values parameters, Episode episode, Slopes slopes) {
        return adapt(parameters, episode.support(), episode.supportTargets(), slopes);
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }

    /** The network's parameters after the inner steps. */
    Values adapt(Values parameters, Value support, Value targets) {
        return adapt(parameters, support, targets, Slopes.DIFFERENTIATED);
    }

    private Values adapt(Values parameters, Value support, Value targets, Slopes slopes) {
        return inner.run(
                parameters,
                (step, weights) -> loss.of(network.apply(weights, support, Normalisation.ofBatch()), targets),
                slopes);
    }
}
