package org.meta4j.learners.objectives;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Task;

/**
 * How well a claimed implicit meta-gradient x solves (I + H/(λ + δ)) x = v at the adapted parameters θ′, by the reference executor in
 * double precision: H x is a finite difference of the support loss's gradient, not a second derivative.
 *
 * @param residual ‖x + Hx/(λ + δ) − v‖ / ‖v‖, v the gradient of the query loss at θ′
 * @param fromPlain ‖x − v‖ / ‖v‖: how far it is from the first-order meta-gradient
 */
public record ImplicitResidual(double residual, double fromPlain) {
    private static final double STEP = 1e-6;

    /** Of a claimed meta-gradient of one task at {@code parameters}. */
    public static ImplicitResidual of(ImplicitObjective objective, Tensors parameters, Task task, Tensors claimed) {
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(
                graph,
                objective.network().exampleShape(),
                task.support().count(),
                task.query().count(),
                task.support().targets().width());
        Map<String, double[]> inputs = new HashMap<>(ReferenceLoss.numbers(parameters));
        inputs.put(
                Episode.EXAMPLES, joined(task.support().inputs(), task.query().inputs()));
        inputs.put(Episode.TARGETS, joined(rows(task.support()), rows(task.query())));
        Map<String, double[]> adapted = numbers(objective.adapt(meta, episode), inputs);

        Values ofQuery = Grad.of(objective.outcome(meta, episode).loss(), meta);
        Value supportLoss = objective
                .loss()
                .of(
                        objective.network().apply(meta, episode.support(), Normalisation.ofBatch()),
                        episode.supportTargets());
        Values ofSupport = Grad.of(supportLoss, meta);
        Map<String, double[]> x = ReferenceLoss.numbers(claimed);
        double scale = STEP / Math.sqrt(squares(x));
        Map<String, double[]> query = numbers(ofQuery, moved(inputs, adapted, x, 0));
        Map<String, double[]> up = numbers(ofSupport, moved(inputs, adapted, x, scale));
        Map<String, double[]> down = numbers(ofSupport, moved(inputs, adapted, x, -scale));
        Map<String, double[]> residual = new LinkedHashMap<>();
        Map<String, double[]> plain = new LinkedHashMap<>();
        query.forEach((name, v) -> {
            double[] ofName = get(x, name);
            double[] left = new double[v.length];
            double[] difference = new double[v.length];
            Arrays.setAll(difference, i -> ofName[i] - v[i]);
            Arrays.setAll(
                    left,
                    i -> difference[i]
                            + (get(up, name)[i] - get(down, name)[i])
                                    / (2 * scale)
                                    / objective.implicit().divisor());
            residual.put(name, left);
            plain.put(name, difference);
        });
        double length = Math.sqrt(squares(query));
        return new ImplicitResidual(Math.sqrt(squares(residual)) / length, Math.sqrt(squares(plain)) / length);
    }

    private static Map<String, double[]> moved(
            Map<String, double[]> inputs, Map<String, double[]> adapted, Map<String, double[]> x, double by) {
        Map<String, double[]> moved = new HashMap<>(inputs);
        adapted.forEach((name, numbers) -> {
            double[] there = numbers.clone();
            Arrays.setAll(there, i -> numbers[i] + by * get(x, name)[i]);
            moved.put(name, there);
        });
        return moved;
    }

    private static Map<String, double[]> numbers(Values values, Map<String, double[]> inputs) {
        Map<Value, double[]> results = Reference.evaluate(values.list(), inputs);
        Map<String, double[]> numbers = new LinkedHashMap<>();
        values.asMap().forEach((name, value) -> numbers.put(name, Objects.requireNonNull(results.get(value))));
        return numbers;
    }

    private static double[] get(Map<String, double[]> numbers, String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    private static double squares(Map<String, double[]> numbers) {
        return numbers.values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * x)
                .sum();
    }

    private static float[] rows(Examples examples) {
        return TargetRows.of(examples, examples.targets().width());
    }

    private static double[] joined(float[] one, float[] other) {
        double[] all = new double[one.length + other.length];
        Arrays.setAll(all, i -> i < one.length ? one[i] : other[i - one.length]);
        return all;
    }
}
