package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Linear;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * A conditional neural process for numbers: each support and its target become a vector, their mean r stands for the
 * task, and a query's answer is a normal distribution made of the query and r,
 *
 * <p>r = 1/n Σ h(φ(xᵢ), yᵢ), &nbsp; (μ, s) = g(φ(x), r), &nbsp; σ = 0.1 + 0.9 log(1 + eˢ),
 *
 * <p>trained on −log N(y; μ, σ²) of the queries, without ½ log 2π (Garnelo, Rosenbaum, Maddison, Ramalho, Saxton,
 * Shanahan, Teh, Rezende and Eslami, Conditional Neural Processes, 2018, arXiv:1807.01613, section 2 and, for the bound on
 * σ, the authors' program). A task's answers do not depend on the order of its supports.
 *
 * <p>Departure: h and g share the first layers φ, through which each x goes once.
 *
 * @param network φ
 * @param hidden units of the layers of h and g
 * @param width numbers in a target
 */
public record ProcessObjective(Network network, int hidden, int width) implements Objective {
    private static final String PREFIX = "process.";
    private static final String EXAMPLE = PREFIX + "example";
    private static final String TARGET = PREFIX + "target.weight";
    private static final String QUERY = PREFIX + "query";
    private static final String CONTEXT = PREFIX + "context.weight";
    private static final String MEAN = PREFIX + "mean";
    private static final String DEVIATION = PREFIX + "deviation";

    private static final double LEAST_DEVIATION = 0.1;

    /**
     * A normal distribution for each number of each query.
     *
     * @param mean μ [queries, width]
     * @param deviation σ [queries, width]
     */
    public record Answer(Value mean, Value deviation) {}

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        Map<String, Tensor> own = new LinkedHashMap<>();
        int features = network.features();
        put(own, EXAMPLE, features, hidden, random);
        own.put(TARGET, Initial.glorot(random, width, hidden));
        put(own, PREFIX + "pair1", hidden, hidden, random);
        put(own, PREFIX + "pair2", hidden, hidden, random);
        put(own, QUERY, features, hidden, random);
        own.put(CONTEXT, Initial.glorot(random, hidden, hidden));
        put(own, PREFIX + "answer1", hidden, hidden, random);
        put(own, PREFIX + "answer2", hidden, hidden, random);
        put(own, MEAN, hidden, width, random);
        put(own, DEVIATION, hidden, width, random);
        return network.initialise(seed).and(Tensors.of(own));
    }

    private static void put(
            Map<String, Tensor> tensors, String layer, int inputs, int outputs, SplittableRandom random) {
        tensors.putAll(
                Linear.initialise(layer, inputs, outputs, random.nextLong()).asMap());
    }

    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Normalisation normalisation = Normalisation.ofBatch();
        Answer answer = answer(parameters, episode, normalisation);
        Value off = answer.mean().subtract(episode.queryTargets()).divide(answer.deviation());
        Value loss = off.square().scale(0.5).add(answer.deviation().log()).mean();
        return new Outcome(loss, answer.mean(), normalisation.statistics());
    }

    /** What the supports of an episode say of its queries. */
    public Answer answer(Values parameters, Episode episode, Normalisation normalisation) {
        Value features = network.apply(parameters, episode.examples(), normalisation);
        Value pairs = Linear.apply(EXAMPLE, parameters, features.rows(0, episode.supports()))
                .add(episode.supportTargets().matmul(parameters.get(TARGET)))
                .relu();
        pairs = Linear.apply(PREFIX + "pair1", parameters, pairs).relu();
        Value task = Linear.apply(PREFIX + "pair2", parameters, pairs).mean(0, 1);

        Value answers = Linear.apply(QUERY, parameters, features.rows(episode.supports(), episode.queries()))
                .add(task.reshape(1, hidden).matmul(parameters.get(CONTEXT)).reshape(hidden))
                .relu();
        answers = Linear.apply(PREFIX + "answer1", parameters, answers).relu();
        answers = Linear.apply(PREFIX + "answer2", parameters, answers).relu();
        Value soft = softplus(Linear.apply(DEVIATION, parameters, answers));
        return new Answer(
                Linear.apply(MEAN, parameters, answers),
                soft.scale(1 - LEAST_DEVIATION).add(LEAST_DEVIATION));
    }

    /** log(1 + eˢ), as the negated logarithm of the softmax of (0, s) at 0, which overflows nowhere. */
    private static Value softplus(Value s) {
        Value pairs = s.reshape(1, s.shape().length()).padRows(1, 0).transpose();
        return pairs.logSoftmax()
                .transpose()
                .rows(0, 1)
                .negate()
                .reshape(s.shape().size(0), s.shape().size(1));
    }
}
