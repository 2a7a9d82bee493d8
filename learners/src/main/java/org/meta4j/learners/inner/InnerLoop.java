package org.meta4j.learners.inner;

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

    private static final String STATE = "state/";

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
    public Tensors initialise(Network network, long seed) {
        Tensors weights = network.initialise(seed);
        Map<String, Tensor> all = new LinkedHashMap<>(weights.asMap());
        part.initialise(network, seed).asMap().forEach((name, tensor) -> all.put(PART + name, tensor));
        rule.initialise(part.adapted(weights)).asMap().forEach((name, tensor) -> all.put(RULE + name, tensor));
        return Tensors.of(all);
    }

    /** The loss that a step lowers, of the network's parameters. */
    @FunctionalInterface
    public interface StepLoss {
        Value at(int step, Values weights);
    }

    /** What is carried into the first step: the values that adapt, and the rule's state. */
    public Values start(Values parameters) {
        Values adapted = part.start(without(parameters));
        return carried(adapted, rule.start(adapted));
    }

    /** One step on what is carried. */
    public Values step(int number, Values carried, Values parameters, StepLoss loss, Slopes slopes) {
        Values adapted = without(carried, STATE);
        Values gradient = slopes.at(number, loss.at(number, finish(carried, parameters)), adapted);
        UpdateRule.Step next = rule.step(
                number,
                adapted,
                order == Order.FIRST ? gradient.map((name, slope) -> slope.stopGradient()) : gradient,
                only(carried, STATE),
                only(parameters, RULE));
        return carried(next.adapted(), next.state());
    }

    /** The network's parameters made of what is carried. */
    public Values finish(Values carried, Values parameters) {
        return part.weights(without(parameters), without(carried, STATE), only(parameters, PART));
    }

    /** What the rule's own meta-parameters have become, as {@link #initialise} names them; none of most rules. */
    public Values carriedOver(Values carried) {
        Map<String, Value> own = new LinkedHashMap<>();
        rule.carriedOver(only(carried, STATE)).asMap().forEach((name, value) -> own.put(RULE + name, value));
        return Values.of(own);
    }

    /**
     * The network's parameters after the steps.
     *
     * @param parameters meta-parameters, as {@link #initialise} names them
     * @param loss on the support set
     */
    public Values run(Values parameters, StepLoss loss, Slopes slopes) {
        return finish(steps(parameters, loss, slopes), parameters);
    }

    /** What is carried out of the last step. */
    public Values steps(Values parameters, StepLoss loss, Slopes slopes) {
        Values carried = start(parameters);
        for (int number = 0; number < steps; number++) {
            carried = step(number, carried, parameters, loss, slopes);
        }
        return carried;
    }

    private static Values carried(Values adapted, Values state) {
        Map<String, Value> all = new LinkedHashMap<>(adapted.asMap());
        state.asMap().forEach((name, value) -> all.put(STATE + name, value));
        return Values.of(all);
    }

    private static Values without(Values values, String prefix) {
        Map<String, Value> rest = new LinkedHashMap<>();
        values.asMap().forEach((name, value) -> {
            if (!name.startsWith(prefix)) {
                rest.put(name, value);
            }
        });
        return Values.of(rest);
    }

    /** The network's own among the meta-parameters. */
    static Values without(Values parameters) {
        return without(without(parameters, RULE), PART);
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
