package org.meta4j.learners.methods;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;

/**
 * How a network adapts to a task: steps × update rule × adapted part × order of the meta-gradient.
 *
 * @param steps inner steps, at least 0
 * @param rule how a gradient changes what adapts
 * @param part what adapts
 * @param order whether the meta-gradient sees how the steps depend on the meta-parameters
 */
public record InnerLoop(int steps, UpdateRule rule, AdaptedPart part, Order order) {
    /** Prefix of a rule's own meta-parameters. */
    public static final String RULE = "rule/";

    /** Prefix of a part's own meta-parameters. */
    public static final String PART = "part/";

    /** What the meta-gradient knows of the inner steps. */
    public enum Order {
        /** The steps' gradients are taken as constants. */
        FIRST,
        /** The true meta-gradient, second derivatives included. */
        SECOND
    }

    public InnerLoop {
        if (steps < 0) {
            throw new IllegalArgumentException("inner steps must be at least 0, but was " + steps);
        }
    }

    /** Gradient descent on all parameters, as in MAML. */
    public InnerLoop(int steps, double rate, Order order) {
        this(steps, new Descent(rate), NetworkPart.ALL, order);
    }

    public InnerLoop withSteps(int newSteps) {
        return new InnerLoop(newSteps, rule, part, order);
    }

    /** Fresh meta-parameters: the network's, the part's own and the rule's own. */
    Tensors initialise(Network network, long seed) {
        Tensors weights = network.initialise(seed);
        Map<String, Tensor> all = new LinkedHashMap<>(weights.asMap());
        part.initialise(network, seed).asMap().forEach((name, tensor) -> all.put(PART + name, tensor));
        rule.initialise(part.adapted(weights)).asMap().forEach((name, tensor) -> all.put(RULE + name, tensor));
        return Tensors.of(all);
    }

    /** The loss that a step lowers, of the network's parameters. */
    @FunctionalInterface
    interface StepLoss {
        Value at(int step, Values weights);
    }

    /**
     * The network's parameters after the steps.
     *
     * @param parameters meta-parameters, as {@link #initialise} names them
     * @param loss on the support set
     */
    Values run(Values parameters, StepLoss loss, Slopes slopes) {
        Values network = without(parameters);
        Values ofPart = only(parameters, PART);
        Values ofRule = only(parameters, RULE);
        Values adapted = part.start(network);
        Values state = rule.start(adapted);
        for (int step = 0; step < steps; step++) {
            Values gradient = slopes.at(step, loss.at(step, part.weights(network, adapted, ofPart)), adapted);
            UpdateRule.Step next = rule.step(
                    step,
                    adapted,
                    order == Order.FIRST ? gradient.map((name, slope) -> slope.stopGradient()) : gradient,
                    state,
                    ofRule);
            adapted = next.adapted();
            state = next.state();
        }
        return part.weights(network, adapted, ofPart);
    }

    /** The network's own among the meta-parameters. */
    static Values without(Values parameters) {
        Map<String, Value> network = new LinkedHashMap<>();
        parameters.asMap().forEach((name, value) -> {
            if (!name.startsWith(RULE) && !name.startsWith(PART)) {
                network.put(name, value);
            }
        });
        return Values.of(network);
    }

    private static Values only(Values parameters, String prefix) {
        Map<String, Value> chosen = new LinkedHashMap<>();
        parameters.asMap().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                chosen.put(name.substring(prefix.length()), value);
            }
        });
        return Values.of(chosen);
    }
}
