package org.meta4j.learners.methods;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;

/**
 * A learned optimiser: a recurrent network of long short-term memory cells, the same for every coordinate of every tensor,
 * each with a hidden state of its own, reads the coordinate's gradients one after another and says its steps: θ ← θ + s h·w,
 * where h is the state of the last layer (Andrychowicz et al., Learning to Learn by Gradient Descent by Gradient Descent,
 * 2016, arXiv:1606.04474, section 2.1). The gradient g comes as two inputs (appendix A, p = {@value #P}): (log|g| / p,
 * sgn g) where |g| ≥ e^−p, otherwise (−1, e^p g).
 *
 * <p>A cell: i, f, o = σ(W x + U h + b), u = tanh(W x + U h + b), each with its own W, U and b; c ← f c + i u;
 * h ← o tanh c. Departures: the forget gates begin with a bias of 1, so that states last; the output has a weight and no
 * bias.
 *
 * @param layers of cells, at least 1
 * @param units of each layer, at least 1
 * @param scale s, above 0
 * @param seed of the weights at first
 */
public record CoordinateLstm(int layers, int units, double scale, long seed) implements UpdateRule {
    /** Layers in the paper: {@value}. */
    public static final int DEFAULT_LAYERS = 2;

    /** Units of a layer in the paper: {@value}. */
    public static final int DEFAULT_UNITS = 20;

    /** Scale of the output in the paper: {@value}. */
    public static final double DEFAULT_SCALE = 0.1;

    private static final int P = 10;
    private static final int INPUTS = 2;
    private static final String[] GATES = {"input", "forget", "output", "update"};
    private static final String CELL = "/cell/";
    private static final String HIDDEN = "/hidden/";

    public CoordinateLstm {
        if (layers < 1) {
            throw new IllegalArgumentException("layers must be at least 1, but were " + layers);
        }
        if (units < 1) {
            throw new IllegalArgumentException("units must be at least 1, but was " + units);
        }
        RuleChecks.positive("scale of the output", scale);
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> own = new LinkedHashMap<>();
        for (int layer = 1; layer <= layers; layer++) {
            for (String gate : GATES) {
                String name = gate(layer, gate);
                own.put(name + ".weight", Initial.glorot(random, layer == 1 ? INPUTS : units, units));
                own.put(name + ".recurrent", Initial.glorot(random, units, units));
                own.put(name + ".bias", Initial.filled(gate.equals("forget") ? 1 : 0, units));
            }
        }
        own.put("out.weight", Initial.glorot(random, units, 1));
        return Tensors.of(own);
    }

    private static String gate(int layer, String gate) {
        return "layer" + layer + "." + gate;
    }

    @Override
    public Values start(Values adapted) {
        Map<String, Value> state = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> {
            Value zeros = value.graph().constant(0, Shape.of(value.shape().length(), units));
            for (int layer = 1; layer <= layers; layer++) {
                state.put(layer + CELL + name, zeros);
                state.put(layer + HIDDEN + name, zeros);
            }
        });
        return Values.of(state);
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Map<String, Value> next = new LinkedHashMap<>();
        Values moved = adapted.map((name, value) -> {
            Value x = inputs(gradient.get(name));
            for (int layer = 1; layer <= layers; layer++) {
                Value cell = cell(layer, x, state.get(layer + CELL + name), state.get(layer + HIDDEN + name), own);
                x = gated(layer, "output", x, state.get(layer + HIDDEN + name), own)
                        .sigmoid()
                        .multiply(cell.tanh());
                next.put(layer + CELL + name, cell);
                next.put(layer + HIDDEN + name, x);
            }
            Value delta = x.matmul(own.get("out.weight")).scale(scale);
            return value.add(delta.reshape(value.shape().sizes()));
        });
        return new Step(moved, Values.of(next));
    }

    private static Value cell(int layer, Value x, Value cell, Value hidden, Values own) {
        Value kept = gated(layer, "forget", x, hidden, own).sigmoid().multiply(cell);
        Value added = gated(layer, "input", x, hidden, own)
                .sigmoid()
                .multiply(gated(layer, "update", x, hidden, own).tanh());
        return kept.add(added);
    }

    private static Value gated(int layer, String gate, Value x, Value hidden, Values own) {
        String name = gate(layer, gate);
        return x.matmul(own.get(name + ".weight"))
                .add(hidden.matmul(own.get(name + ".recurrent")))
                .add(own.get(name + ".bias"));
    }

    /** The two inputs [n, 2] of each coordinate. */
    private static Value inputs(Value gradient) {
        Value g = gradient.reshape(1, gradient.shape().length());
        Value size = g.relu().add(g.negate().relu());
        // The sizes of small gradients do not count: 1 in their place keeps the logarithm and its derivative finite.
        Value large = size.add(-Math.exp(-P));
        Value one = g.graph().constant(1, g.shape());
        Value taken = size.where(large).add(one.subtract(one.where(large)));
        Value logarithm = taken.log().scale(1.0 / P).where(large);
        Value small = one.where(large).subtract(one);
        Value sign = g.divide(taken).where(large);
        Value grown = g.scale(Math.exp(P)).subtract(g.scale(Math.exp(P)).where(large));
        return logarithm
                .add(small)
                .padRows(0, 1)
                .add(sign.add(grown).padRows(1, 0))
                .transpose();
    }
}
