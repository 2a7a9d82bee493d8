package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Reptile: θ ← θ + ε · mean over tasks of (θ′ − θ), where θ′ is what the inner steps lead to (Nichol, Achiam and Schulman,
 * On First-Order Meta-Learning Algorithms, 2018, arXiv:1803.02999, algorithm 1; batched version). What takes the place of
 * the meta-gradient is θ − θ′. What an inner rule carries over from task to task moves in the same way. The loss on the query
 * set is not part of it: it says how well training goes.
 *
 * <p>Departure: a step's examples are the next shots of every class, in place of a shuffled batch.
 *
 * @param network maps examples to scores
 * @param loss of scores
 * @param inner how it adapts
 * @param ways classes of a task, by which supports are ordered in training; 1 for tasks of numbers
 * @param batchShots supports of each class that a step of training sees; null for all
 */
public record ReptileObjective(
        Network network,
        Loss loss,
        InnerLoop inner,
        int ways,
        @Nullable Integer batchShots) implements AdaptingObjective {
    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Claim claim() {
        return Claim.DIFFERENCE;
    }

    @Override
    public Tensors initialise(long seed) {
        return inner.initialise(network, seed);
    }

    /** From the whole support set in each step: how a new task is solved. */
    @Override
    public Values adapt(Values parameters, Episode episode, Slopes slopes) {
        return inner.run(parameters, ofAll(episode), slopes);
    }

    private InnerLoop.StepLoss ofAll(Episode episode) {
        return (step, weights) -> lossOf(weights, episode.support(), episode.supportTargets());
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }

    @Override
    public Outcome trace(Values parameters, Episode episode, Slopes slopes) {
        Values trained = train(parameters, episode, slopes);
        Outcome outcome = outcome(trained, episode);
        Map<String, Value> difference = new LinkedHashMap<>();
        trained.asMap()
                .forEach((name, value) ->
                        difference.put(name, parameters.get(name).subtract(value)));
        return new Outcome(
                Surrogate.of(outcome.loss(), parameters, Values.of(difference)),
                outcome.scores(),
                outcome.statistics());
    }

    /** The parameters after the steps of training, the rule's own among them. */
    Values train(Values parameters, Episode episode, Slopes slopes) {
        Values carried = inner.steps(parameters, ofBatches(episode), slopes);
        Map<String, Value> all =
                new LinkedHashMap<>(inner.finish(carried, parameters).asMap());
        all.putAll(inner.carriedOver(carried).asMap());
        return Values.of(all);
    }

    private InnerLoop.StepLoss ofBatches(Episode episode) {
        int shots = episode.supports() / ways;
        if (batchShots == null || batchShots >= shots) {
            return ofAll(episode);
        }
        int batches = shots / batchShots;
        return (step, weights) -> lossOf(
                weights,
                shots(episode.support(), step % batches * batchShots, batchShots),
                shots(episode.supportTargets(), step % batches * batchShots, batchShots));
    }

    private Value lossOf(Values weights, Value examples, Value targets) {
        return loss.of(network.apply(weights, examples, Normalisation.ofBatch()), targets);
    }

    /** Some shots of every class, from rows [ways · shots, …] that are ordered by class. */
    private Value shots(Value rows, int from, int count) {
        int[] sizes = rows.shape().sizes();
        if (ways == 1) {
            return rows.rows(from, count);
        }
        int length = rows.shape().length() / sizes[0];
        sizes[0] = ways * count;
        return rows.reshape(ways, rows.shape().length() / ways)
                .transpose()
                .rows(from * length, count * length)
                .transpose()
                .reshape(sizes);
    }
}
