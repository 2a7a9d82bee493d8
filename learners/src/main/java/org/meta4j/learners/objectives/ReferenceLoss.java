package org.meta4j.learners.objectives;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.tasks.Task;

/**
 * An objective's loss on one task, by the reference executor in double precision and without any gradient of it: precise
 * enough for finite differences, and on another path than training. Parameters are numbers by name.
 */
public final class ReferenceLoss {
    private static final String SLOPE = "slope/";

    private final Map<String, double[]> task = new LinkedHashMap<>();
    private final Map<String, Value> slopes = new LinkedHashMap<>();
    private final @Nullable Values trained;
    private final Value loss;
    private final Value lossOfSlopes;

    /** @param parameters shapes of the meta-parameters */
    public ReferenceLoss(Objective objective, Tensors parameters, Task task) {
        int width = task.support().targets().width();
        this.task.put(
                Episode.EXAMPLES, joined(task.support().inputs(), task.query().inputs()));
        this.task.put(
                Episode.TARGETS, joined(TargetRows.of(task.support(), width), TargetRows.of(task.query(), width)));
        this.loss = trace(objective, parameters, task, (step, value, adapted) -> {
            Values gradient = Slopes.DIFFERENTIATED.at(step, value, adapted);
            gradient.asMap().forEach((name, slope) -> slopes.put(SLOPE + step + "/" + name, slope));
            return gradient;
        });
        this.trained = objective instanceof ReptileObjective reptile ? trained(reptile, parameters, task) : null;
        // A graph of its own, in which the inner gradients are numbers that nothing leads through.
        this.lossOfSlopes = trace(
                objective,
                parameters,
                task,
                (step, value, adapted) ->
                        adapted.map((name, part) -> part.graph().parameter(SLOPE + step + "/" + name, part.shape())));
    }

    private static Values trained(ReptileObjective objective, Tensors parameters, Task task) {
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        return objective.train(meta, episode(graph, objective, task), Slopes.DIFFERENTIATED);
    }

    private static Episode episode(Graph graph, Objective objective, Task task) {
        return Episode.of(
                graph,
                objective.network().exampleShape(),
                task.support().count(),
                task.query().count(),
                task.support().targets().width());
    }

    private static Value trace(Objective objective, Tensors parameters, Task task, Slopes slopes) {
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = episode(graph, objective, task);
        return objective instanceof AdaptingObjective adapting
                ? adapting.trace(meta, episode, slopes).loss()
                : objective.trace(meta, episode).loss();
    }

    /** The loss L(θ), after adaptation where the objective adapts. */
    public double at(Map<String, double[]> parameters) {
        return value(loss, parameters, Map.of());
    }

    /**
     * θ − θ′: the way back from what the inner steps of training lead to.
     *
     * @throws IllegalStateException if the objective does not claim it
     */
    public Map<String, double[]> difference(Map<String, double[]> parameters) {
        if (trained == null) {
            throw new IllegalStateException("this objective has no such difference");
        }
        Map<Value, double[]> results = Reference.evaluate(trained.list(), inputs(parameters, Map.of()));
        Map<String, double[]> difference = new LinkedHashMap<>();
        trained.asMap().forEach((name, value) -> {
            double[] before = Objects.requireNonNull(parameters.get(name));
            double[] after = Objects.requireNonNull(results.get(value));
            double[] way = new double[before.length];
            Arrays.setAll(way, i -> before[i] - after[i]);
            difference.put(name, way);
        });
        return difference;
    }

    /** The gradients of all inner steps at θ; none where the objective does not adapt. */
    public Map<String, double[]> slopes(Map<String, double[]> parameters) {
        Map<Value, double[]> results = Reference.evaluate(slopes.values(), inputs(parameters, Map.of()));
        Map<String, double[]> numbers = new LinkedHashMap<>();
        slopes.forEach((name, value) -> numbers.put(name, Objects.requireNonNull(results.get(value))));
        return numbers;
    }

    /** The loss of θ if the gradients of the inner steps are these, whatever θ is. */
    public double withSlopes(Map<String, double[]> parameters, Map<String, double[]> given) {
        return value(lossOfSlopes, parameters, given);
    }

    private double value(Value number, Map<String, double[]> parameters, Map<String, double[]> given) {
        return Objects.requireNonNull(
                Reference.evaluate(List.of(number), inputs(parameters, given)).get(number))[0];
    }

    /** Numbers in double precision. */
    public static Map<String, double[]> numbers(Tensors tensors) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> numbers.put(name, joined(tensor.values(), new float[0])));
        return numbers;
    }

    private Map<String, double[]> inputs(Map<String, double[]> parameters, Map<String, double[]> given) {
        Map<String, double[]> inputs = new LinkedHashMap<>(parameters);
        inputs.putAll(task);
        inputs.putAll(given);
        return inputs;
    }

    private static double[] joined(float[] one, float[] other) {
        double[] all = new double[one.length + other.length];
        Arrays.setAll(all, i -> i < one.length ? one[i] : other[i - one.length]);
        return all;
    }
}
