package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Lstm;

/**
 * A learned optimiser: a recurrent network of long short-term memory cells, the same for every coordinate of every tensor,
 * each with a hidden state of its own, reads the coordinate's gradients one after another and says its steps: θ ← θ + s h·w,
 * where h is the state of the last layer (Andrychowicz et al., Learning to Learn by Gradient Descent by Gradient Descent,
 * 2016, arXiv:1606.04474, section 2.1). The gradient comes as {@linkplain SizeAndDirection two inputs}, with p = {@value #P}.
 *
 * <p>Departures: the forget gates begin with a bias of 1, so that states last, see {@link Lstm}; the output has a weight and
 * no bias.
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
            own.putAll(layer(layer).initialise(random).asMap());
        }
        own.put("out.weight", Initial.glorot(random, units, 1));
        return Tensors.of(own);
    }

    private Lstm layer(int number) {
        return new Lstm("layer" + number, number == 1 ? INPUTS : units, units, units);
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
                Lstm lstm = layer(layer);
                Lstm.State stepped = lstm.step(
                        own, lstm.drive(own, x), state.get(layer + HIDDEN + name), state.get(layer + CELL + name));
                x = stepped.output();
                next.put(layer + CELL + name, stepped.cell());
                next.put(layer + HIDDEN + name, x);
            }
            Value delta = x.matmul(own.get("out.weight")).scale(scale);
            return value.add(delta.reshape(value.shape().sizes()));
        });
        return new Step(moved, Values.of(next));
    }

    /** The two inputs [n, 2] of each coordinate. */
    private static Value inputs(Value gradient) {
        SizeAndDirection told =
                SizeAndDirection.of(gradient.reshape(1, gradient.shape().length()), P);
        return told.size().padRows(0, 1).add(told.direction().padRows(1, 0)).transpose();
    }
}
