package org.meta4j.learners.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Claim;
import org.meta4j.learners.objectives.ImplicitObjective;
import org.meta4j.learners.objectives.ImplicitResidual;
import org.meta4j.learners.objectives.MetaGradient;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.ReferenceLoss;
import org.meta4j.tasks.Task;

/**
 * Whether a meta-gradient is what it is said to be. It is compared with finite differences along random directions d of
 * length 1, of losses that the reference executor computes in double precision without any gradient of the meta-loss:
 *
 * <ul>
 *   <li>the true slope, (L(θ + hd) − L(θ − hd)) / 2h, where L adapts anew for each θ;
 *   <li>the first-order slope, the same of the loss that the inner steps lead to from each θ with the gradients that they
 *       had at one, held constant.
 * </ul>
 *
 * <p>A second-order gradient must agree with the true slopes and differ from the first-order ones, a first-order gradient
 * the other way round; one without inner steps must agree with the true slopes. Distances are relative: the root of
 * Σ (g·d − slope)² / Σ slope² over the directions.
 */
public final class GradientOrder {
    /** The greatest distance from what the gradient is said to be: {@value}; single precision is some 1e-5 away. */
    public static final double AGREES = 1e-3;

    /** The least distance from the other order: {@value}. Where the orders lie nearer, a task cannot tell them apart. */
    public static final double DIFFERS = 1e-2;

    /**
     * Along directions of length 1. Longer steps cross kinks of ReLU: with 1e-6 in each of the 10⁵ parameters of a trained
     * network, finite differences were half a percent wrong.
     */
    private static final double STEP = 1e-6;

    private static final int DIRECTIONS = 6;

    private GradientOrder() {}

    /**
     * Checks the gradient that training computes.
     *
     * @param subject whose gradient, for the findings' names
     * @param seed of the directions
     */
    public static List<Finding> check(String subject, Objective objective, Tensors parameters, Task task, long seed) {
        try (Workers workers = new Workers(1)) {
            MetaGradient gradient = new MetaGradient(
                    objective,
                    parameters,
                    task.support().count(),
                    task.query().count(),
                    task.support().targets().width(),
                    workers);
            gradient.compute(parameters, 1, i -> task);
            return check(subject, objective, parameters, task, gradient.gradient(), seed);
        }
    }

    /** Checks a gradient that was computed in any way. */
    public static List<Finding> check(
            String subject, Objective objective, Tensors parameters, Task task, Tensors gradient, long seed) {
        if (objective instanceof ImplicitObjective implicit) {
            return implicit(subject, ImplicitResidual.of(implicit, parameters, task, gradient));
        }
        ReferenceLoss loss = new ReferenceLoss(objective, parameters, task);
        Map<String, double[]> at = ReferenceLoss.numbers(parameters);
        Map<String, double[]> slope = ReferenceLoss.numbers(gradient);
        boolean adapts = objective instanceof AdaptingObjective;
        Map<String, double[]> slopes = adapts ? loss.slopes(at) : Map.of();
        double[] claimed = new double[DIRECTIONS];
        double[] whole = new double[DIRECTIONS];
        double[] first = new double[DIRECTIONS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DIRECTIONS; i++) {
            Map<String, double[]> direction = direction(at, random);
            claimed[i] = product(slope, direction);
            whole[i] = difference(loss::at, at, direction);
            first[i] = adapts ? difference(there -> loss.withSlopes(there, slopes), at, direction) : whole[i];
        }
        List<Finding> findings = new ArrayList<>();
        Claim claim = objective instanceof AdaptingObjective adapting ? adapting.claim() : Claim.PLAIN;
        if (claim == Claim.DIFFERENCE) {
            return difference(subject, loss.difference(at), claimed, whole, first, seed);
        }
        boolean constant = claim == Claim.FIRST_ORDER;
        findings.add(Finding.atMost(
                "gradient: " + subject,
                distance(claimed, constant ? first : whole),
                AGREES,
                constant
                        ? "distance from finite differences with the inner gradients held constant"
                        : "distance from finite differences"));
        if (claim != Claim.PLAIN) {
            findings.add(Finding.atLeast(
                    "gradient order: " + subject,
                    distance(claimed, constant ? whole : first),
                    DIFFERS,
                    constant ? "distance from the second-order gradient" : "distance from the first-order gradient"));
        }
        return findings;
    }

    /** Of a method whose meta-gradient solves a linear system. */
    private static List<Finding> implicit(String subject, ImplicitResidual found) {
        return List.of(
                Finding.atMost(
                        "gradient: " + subject,
                        found.residual(),
                        AGREES,
                        "residual of its linear system, with finite differences for the Hessian"),
                Finding.atLeast(
                        "gradient order: " + subject,
                        found.fromPlain(),
                        DIFFERS,
                        "distance from the first-order gradient"));
    }

    /** Of a method whose meta-update is no gradient: it must be the way back, and neither of the two gradients. */
    private static List<Finding> difference(
            String subject, Map<String, double[]> way, double[] claimed, double[] whole, double[] first, long seed) {
        double[] right = new double[DIRECTIONS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DIRECTIONS; i++) {
            right[i] = product(way, direction(way, random));
        }
        return List.of(
                Finding.atMost(
                        "gradient: " + subject,
                        distance(claimed, right),
                        AGREES,
                        "distance from initial less adapted parameters"),
                Finding.atLeast(
                        "gradient order: " + subject,
                        Math.min(distance(claimed, whole), distance(claimed, first)),
                        DIFFERS,
                        "distance from the first- and the second-order gradient"));
    }

    private static Map<String, double[]> direction(Map<String, double[]> at, SplittableRandom random) {
        Map<String, double[]> direction = new LinkedHashMap<>();
        double squares = 0;
        for (Map.Entry<String, double[]> entry : at.entrySet()) {
            double[] drawn = random.doubles(entry.getValue().length, -1, 1).toArray();
            squares += Arrays.stream(drawn).map(x -> x * x).sum();
            direction.put(entry.getKey(), drawn);
        }
        double length = Math.sqrt(squares);
        direction.values().forEach(drawn -> Arrays.setAll(drawn, i -> drawn[i] / length));
        return direction;
    }

    private static double product(Map<String, double[]> gradient, Map<String, double[]> direction) {
        double sum = 0;
        for (Map.Entry<String, double[]> entry : direction.entrySet()) {
            double[] slope = Objects.requireNonNull(gradient.get(entry.getKey()), entry.getKey());
            for (int i = 0; i < slope.length; i++) {
                sum += slope[i] * entry.getValue()[i];
            }
        }
        return sum;
    }

    private static double difference(
            ToDoubleFunction<Map<String, double[]>> loss, Map<String, double[]> at, Map<String, double[]> direction) {
        return (loss.applyAsDouble(moved(at, direction, STEP)) - loss.applyAsDouble(moved(at, direction, -STEP)))
                / (2 * STEP);
    }

    private static Map<String, double[]> moved(Map<String, double[]> at, Map<String, double[]> direction, double by) {
        Map<String, double[]> moved = new LinkedHashMap<>();
        at.forEach((name, numbers) -> {
            double[] there = numbers.clone();
            double[] drawn = Objects.requireNonNull(direction.get(name), name);
            Arrays.setAll(there, i -> numbers[i] + by * drawn[i]);
            moved.put(name, there);
        });
        return moved;
    }

    private static double distance(double[] claimed, double[] slopes) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < slopes.length; i++) {
            error += (claimed[i] - slopes[i]) * (claimed[i] - slopes[i]);
            norm += slopes[i] * slopes[i];
        }
        return Math.sqrt(error / norm);
    }
}
