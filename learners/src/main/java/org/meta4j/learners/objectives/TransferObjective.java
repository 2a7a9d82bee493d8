package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.nets.WithHead;

/**
 * Plain transfer: an encoder is trained with a linear layer for all training classes; on a new task that layer is replaced
 * by one of zeros for the task's classes, which is fine-tuned on the supports, alone or with the encoder.
 *
 * @param encoder yields features
 * @param ways classes of a new task
 * @param classes training classes
 * @param inner how a new task is solved
 */
public record TransferObjective(Network encoder, int ways, int classes, InnerLoop inner) implements AdaptingObjective {
    /** The network of a solved task. */
    @Override
    public Network network() {
        return new WithHead(encoder, ways);
    }

    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Claim claim() {
        return Claim.PLAIN;
    }

    private ClassifierObjective classifier() {
        return new ClassifierObjective(encoder, classes, false);
    }

    @Override
    public Tensors initialise(long seed) {
        return classifier().initialise(seed);
    }

    @Override
    public Tensors initialStatistics() {
        return classifier().initialStatistics();
    }

    @Override
    public Values adapt(Values parameters, Episode episode, Slopes slopes) {
        Map<String, Value> start = new LinkedHashMap<>();
        encoder.initialise(0).names().forEach(name -> start.put(name, parameters.get(name)));
        network().initialise(0).asMap().forEach((name, tensor) -> {
            if (WithHead.isHead(name)) {
                // Not a bare constant, whose products would be folded away before they are differentiated.
                start.put(
                        name,
                        episode.examples().graph().constant(0, tensor.shape()).stopGradient());
            }
        });
        return inner.run(
                Values.of(start),
                (step, weights) -> Loss.CROSS_ENTROPY.of(
                        network().apply(weights, episode.support(), Normalisation.ofBatch()), episode.supportTargets()),
                slopes);
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        Value scores = network().apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(Loss.CROSS_ENTROPY.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }

    /** Training: supports and queries are one batch of examples with the numbers of their classes. */
    @Override
    public Outcome trace(Values parameters, Episode episode, Slopes slopes) {
        return classifier().trace(parameters, episode);
    }
}
