package org.meta4j.learners.methods;

import org.meta4j.engine.Grad;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Model-agnostic meta-learning: θ′ = θ − α ∇L(support; θ), repeated, and the loss of θ′ on the query set
 * (Finn, Abbeel and Levine, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks, 2017,
 * arXiv:1703.03400, algorithm 1 and, with first-order gradients, section 5.2). All parameters
 * adapt, those of batch normalisation too, which uses the statistics of the support set in the inner
 * steps and of the query set for the loss (transductive, as in the paper's program).
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
    public int steps() {
        return inner.steps();
    }

    @Override
    public Values start(Values parameters) {
        return parameters;
    }

    @Override
    public Values step(int number, Values carried, Values parameters, Episode episode) {
        Value scores = network.apply(carried, episode.support(), Normalisation.ofBatch());
        Values gradient = Grad.of(loss.of(scores, episode.supportTargets()), carried);
        return carried.map((name, value) -> {
            Value slope = gradient.get(name);
            return value.subtract(
                    (inner.order() == InnerLoop.Order.FIRST ? slope.stopGradient() : slope).scale(inner.rate()));
        });
    }

    @Override
    public Values finish(Values carried, Values parameters) {
        return carried;
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        episode.examples().graph().stage("query");
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(java.util.Map.of()));
    }
}
