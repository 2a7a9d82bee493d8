package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;

/**
 * A learned optimiser: one small perceptron, the same for every coordinate of every tensor, makes a step from what is
 * known of the coordinate's gradients (Metz, Maheswaranathan, Nixon, Freeman and Sohl-Dickstein, Understanding and
 * Correcting Pathologies in the Training of Learned Optimizers, 2019, arXiv:1810.10180; features as in Metz, Maheswaranathan,
 * Freeman, Poole and Sohl-Dickstein, Tasks, Stability, Architecture, and Compute, 2020, arXiv:2009.11243):
 * θ ← θ − λ r d e^m, where d and m are the two outputs for the coordinate and r = √(mean θ² + {@value #LEAST_SIZE}) is the
 * size of its tensor's values.
 *
 * <p>Inputs of a coordinate, with its tensor's root mean square gradient s = √mean(v̂): the momenta m̂ₖ / s of
 * {@value #MOMENTA} decays, the first of which is the gradient itself; the same divided by the coordinate's own √v̂; the
 * coordinate's value over the tensor's root mean square; log(v̂ / s²). Inputs of a tensor: log mean (m̂ₖ / s)² for each
 * decay, which tells signal from noise. Of all: tanh(t / τ) of the step number for {@value #CLOCKS} times τ. All averages
 * are corrected for their beginning at 0 as Adam's are. What may have any size is bounded by x / √(1 + x²). Nothing depends
 * on the scale of the loss.
 *
 * <p>Departures: steps are in proportion to the tensor's values (as in Shazeer and Stern, Adafactor, 2018, arXiv:1804.04235,
 * section 8), so that what was learned on narrow layers goes for wide ones; decays and times are learned with the rest; a
 * linear path leads from the momenta over √v̂ to d, and at first only it counts, so that an untrained rule is Adam with rate
 * λ r (a nominal term, as in Harrison, Metz and Sohl-Dickstein, A Closer Look at Learned Optimization, 2022,
 * arXiv:2209.11208); m is bounded to ±{@value #MOST} and has no factor of 0.001.
 *
 * @param units of each of the two hidden layers, at least 1
 * @param rate λ, above 0
 * @param seed of the weights at first
 */
public record CoordinateMlp(int units, double rate, long seed) implements UpdateRule {
    /** Units by default: {@value}. */
    public static final int DEFAULT_UNITS = 16;

    /** λ by default: {@value}. */
    public static final double DEFAULT_RATE = 0.1;

    private static final int MOMENTA = 4;
    private static final int CLOCKS = 6;

    /** What a new gradient counts in each momentum; an average decays by the rest. */
    private static final double[] SHARES = {1, 0.5, 0.1, 0.02};

    private static final double SHARE_OF_SQUARES = 0.01;
    private static final double[] TIMES = {3, 10, 30, 100, 300, 1000};

    /** The momentum with the share that Adam has by default. */
    private static final int NOMINAL = 2;

    /** Far below the square of any gradient that is not 0 for good. */
    private static final double TINY = 1e-16;

    private static final double LEAST_SHARE = 1e-6;
    private static final double LEAST_SQUARE = 1e-8;
    private static final double OF_LOGARITHMS = 0.2;

    /** Of a tensor's mean square where its step is concerned: biases begin at 0. */
    private static final double LEAST_SIZE = 1e-3;

    /** Largest exponent of a step. */
    private static final double MOST = 3;

    private static final String MOMENTUM = "momentum/";
    private static final String SQUARE = "square/";
    private static final String REST = "rest";
    private static final String REST_OF_SQUARES = "rest-of-squares";
    private static final String TIME = "time";

    public CoordinateMlp {
        if (units < 1) {
            throw new IllegalArgumentException("units must be at least 1, but was " + units);
        }
        RuleChecks.rate(rate);
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> own = new LinkedHashMap<>();
        own.put("share.log", logarithms(SHARES));
        own.put("square-share.log", logarithms(SHARE_OF_SQUARES));
        double[] rates = TIMES.clone();
        for (int i = 0; i < CLOCKS; i++) {
            rates[i] = 1 / TIMES[i];
        }
        own.put("clock.log", logarithms(rates));
        for (In in : In.values()) {
            own.put(in.weight, Initial.glorot(random, in.count, units));
        }
        own.put("layer1.bias", Initial.filled(0, units));
        own.put("layer2.weight", Initial.glorot(random, units, units));
        own.put("layer2.bias", Initial.filled(0, units));
        own.put("direction.weight", Initial.filled(0, units, 1));
        own.put("magnitude.weight", Initial.filled(0, units, 1));
        own.put("magnitude.bias", Initial.filled(0, 1));
        own.put("magnitude.clock", Initial.filled(0, CLOCKS, 1));
        own.put("magnitude.noise", Initial.filled(0, MOMENTA, 1));
        Tensor nominal = Initial.filled(0, MOMENTA, 1);
        nominal.values()[NOMINAL] = 1;
        own.put("nominal.weight", nominal);
        return Tensors.of(own);
    }

    /** Inputs of the first layer. */
    private enum In {
        MOMENTA(CoordinateMlp.MOMENTA),
        ADAPTIVE(CoordinateMlp.MOMENTA),
        VALUE(1),
        SQUARE(1),
        NOISE(CoordinateMlp.MOMENTA),
        CLOCK(CLOCKS);

        private final int count;
        private final String weight = name().toLowerCase(Locale.ROOT) + ".weight";

        In(int count) {
            this.count = count;
        }

        Value row(Value features, Values own) {
            return features.reshape(1, count).matmul(own.get(weight));
        }

        Value columns(Value features, Values own) {
            return features.transpose().matmul(own.get(weight));
        }
    }

    private static Tensor logarithms(double... numbers) {
        Tensor tensor = Tensor.zeros(Shape.of(numbers.length));
        for (int i = 0; i < numbers.length; i++) {
            tensor.values()[i] = (float) Math.log(numbers[i]);
        }
        return tensor;
    }

    @Override
    public Values start(Values adapted) {
        Map<String, Value> state = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> {
            int n = value.shape().length();
            state.put(MOMENTUM + name, value.graph().constant(0, Shape.of(MOMENTA, n)));
            state.put(SQUARE + name, value.graph().constant(0, Shape.of(n)));
        });
        var graph = adapted.list().get(0).graph();
        state.put(REST, graph.constant(1, Shape.of(MOMENTA)));
        state.put(REST_OF_SQUARES, graph.constant(1, Shape.of(1)));
        state.put(TIME, graph.constant(0, Shape.of(1)));
        return Values.of(state);
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Map<String, Value> next = new LinkedHashMap<>();
        Map<String, Value> moved = new LinkedHashMap<>();
        Value share = own.get("share.log").exp();
        Value shareOfSquares = own.get("square-share.log").exp();
        Value rest = remaining(state.get(REST), share);
        Value restOfSquares = remaining(state.get(REST_OF_SQUARES), shareOfSquares);
        Value clocks =
                own.get("clock.log").exp().multiply(state.get(TIME).reshape()).tanh();
        Value correction = part(rest);
        Value squareCorrection = part(restOfSquares).reshape();
        adapted.asMap().forEach((name, value) -> {
            int n = value.shape().length();
            Value slope = gradient.get(name).reshape(n);
            Value past = state.get(MOMENTUM + name);
            Value momenta = past.add(slope.repeat(0, MOMENTA).subtract(past).multiply(share.repeat(1, n)));
            Value pastSquare = state.get(SQUARE + name);
            Value square = pastSquare.add(slope.square().subtract(pastSquare).multiply(shareOfSquares.reshape()));
            next.put(MOMENTUM + name, momenta);
            next.put(SQUARE + name, square);
            Value delta = delta(value, momenta, correction, square.multiply(squareCorrection), clocks, own);
            moved.put(name, value.subtract(delta.reshape(value.shape().sizes())));
        });
        next.put(REST, rest);
        next.put(REST_OF_SQUARES, restOfSquares);
        next.put(TIME, state.get(TIME).add(1));
        return new Step(Values.of(moved), Values.of(next));
    }

    /** What of an average is still its beginning. */
    private static Value remaining(Value before, Value share) {
        return before.multiply(share.negate().add(1));
    }

    /** 1 / (1 − rest). */
    private static Value part(Value rest) {
        Value one = rest.graph().constant(1, rest.shape());
        return one.divide(rest.negate().add(1));
    }

    private Value delta(Value value, Value momenta, Value correction, Value square, Value clocks, Values own) {
        int n = value.shape().length();
        Value scale = square.mean().add(TINY).rsqrt();
        Value scaled = momenta.multiply(correction.multiply(scale).repeat(1, n));
        Value relative = square.multiply(scale.square());
        Value adaptive = scaled.multiply(relative.add(LEAST_SHARE).rsqrt().repeat(0, MOMENTA));
        Value meanSquare = value.square().mean().add(LEAST_SQUARE);
        Value noise = scaled.square().mean(1, 2).add(LEAST_SHARE).log().scale(OF_LOGARITHMS);
        Value row = In.CLOCK
                .row(clocks, own)
                .add(In.NOISE.row(noise, own))
                .reshape(units)
                .add(own.get("layer1.bias"));
        Value first = In.MOMENTA
                .columns(bounded(scaled), own)
                .add(In.ADAPTIVE.columns(adaptive, own))
                .add(In.VALUE.columns(bounded(value.reshape(1, n).multiply(meanSquare.rsqrt())), own))
                .add(In.SQUARE.columns(
                        relative.add(LEAST_SHARE).log().scale(OF_LOGARITHMS).reshape(1, n), own))
                .add(row)
                .relu();
        Value second = first.matmul(own.get("layer2.weight"))
                .add(own.get("layer2.bias"))
                .relu();
        Value direction = second.matmul(own.get("direction.weight"))
                .add(adaptive.transpose().matmul(own.get("nominal.weight")));
        Value common = clocks.reshape(1, CLOCKS)
                .matmul(own.get("magnitude.clock"))
                .add(noise.reshape(1, MOMENTA).matmul(own.get("magnitude.noise")))
                .reshape()
                .add(own.get("magnitude.bias").reshape());
        Value magnitude = second.matmul(own.get("magnitude.weight")).add(common);
        Value bounded = magnitude.scale(1 / MOST).tanh().scale(MOST);
        Value size = value.square().mean().add(LEAST_SIZE);
        return direction
                .multiply(bounded.exp())
                .multiply(size.multiply(size.rsqrt()).scale(rate));
    }

    /** x / √(1 + x²): a coordinate may have any share of its tensor's gradient. */
    private static Value bounded(Value x) {
        return x.multiply(x.square().add(1).rsqrt());
    }
}
