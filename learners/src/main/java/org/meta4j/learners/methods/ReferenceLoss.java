package org.meta4j.learners.methods;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Task;

/**
 * An objective's loss on one task of classes, by the reference executor in double precision and without any gradient of
 * it: precise enough for finite differences, and on another path than training. Parameters are numbers by name.
 */
public final class ReferenceLoss {
    private final Map<String, double[]> task = new LinkedHashMap<>();
    private final Values adapted;
    private final Value loss;
    private final Value lossOfAdapted;

    /**
     * @param parameters shapes of the meta-parameters
     * @param task whose support and query have class labels
     */
    public ReferenceLoss(Objective objective, Tensors parameters, Task task) {
        int ways = task.support().classes().names().size();
        int supports = task.support().count();
        int queries = task.query().count();
        this.task.put(Episode.EXAMPLES, examples(task));
        this.task.put(Episode.TARGETS, targets(task, ways));
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, objective.network().exampleShape(), supports, queries, ways);
        this.adapted = objective instanceof AdaptingObjective adapting ? adapting.adapt(meta, episode) : meta;
        this.loss = objective.trace(meta, episode).loss();
        // Adapted parameters given as numbers: a graph of its own, in which nothing leads back to the meta-parameters.
        Graph second = new Graph();
        Values given = second.parameters(parameters);
        Episode again = Episode.of(second, objective.network().exampleShape(), supports, queries, ways);
        this.lossOfAdapted = objective instanceof AdaptingObjective adapting
                ? adapting.outcome(given, again).loss()
                : objective.trace(given, again).loss();
    }

    /** The loss L(θ), after adaptation where the objective adapts. */
    public double at(Map<String, double[]> parameters) {
        return value(loss, parameters);
    }

    /** The parameters θ′ after the inner steps; θ itself where the objective does not adapt. */
    public Map<String, double[]> adapt(Map<String, double[]> parameters) {
        Map<Value, double[]> results = Reference.evaluate(adapted.list(), inputs(parameters));
        Map<String, double[]> numbers = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> numbers.put(name, Objects.requireNonNull(results.get(value))));
        return numbers;
    }

    /** The query loss of adapted parameters θ′. */
    public double afterAdaptation(Map<String, double[]> adaptedParameters) {
        return value(lossOfAdapted, adaptedParameters);
    }

    private double value(Value number, Map<String, double[]> parameters) {
        return Objects.requireNonNull(
                Reference.evaluate(List.of(number), inputs(parameters)).get(number))[0];
    }

    /** Numbers in double precision. */
    public static Map<String, double[]> numbers(Tensors tensors) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> {
            double[] wide = new double[tensor.values().length];
            Arrays.setAll(wide, i -> tensor.values()[i]);
            numbers.put(name, wide);
        });
        return numbers;
    }

    private Map<String, double[]> inputs(Map<String, double[]> parameters) {
        Map<String, double[]> inputs = new LinkedHashMap<>(parameters);
        inputs.putAll(task);
        return inputs;
    }

    private static double[] examples(Task task) {
        float[] support = task.support().inputs();
        float[] query = task.query().inputs();
        double[] all = new double[support.length + query.length];
        Arrays.setAll(all, i -> i < support.length ? support[i] : query[i - support.length]);
        return all;
    }

    private static double[] targets(Task task, int ways) {
        double[] targets = new double[(task.support().count() + task.query().count()) * ways];
        int row = 0;
        for (Examples set : List.of(task.support(), task.query())) {
            for (int label : set.classes().labels()) {
                targets[row++ * ways + label] = 1;
            }
        }
        return targets;
    }
}
