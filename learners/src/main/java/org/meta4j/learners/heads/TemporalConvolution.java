package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;

/**
 * A dense block of SNAIL: tanh(F) ⊙ σ(G), where F and G are causal convolutions of two taps, W₀ x[t − distance] + W₁ x[t] + b
 * with zeros before the beginning. At a query's place, the last of the sequence, it is a product with the query and one
 * with the support that is so far before the end.
 *
 * @param name of the layer
 * @param filters channels that it adds
 * @param distance between the taps, at least 1 and at most the number of supports
 */
record TemporalConvolution(String name, int filters, int distance) implements SequenceBlock {
    private static final String FILTER = ".filter";
    private static final String GATE = ".gate";
    private static final String PAST = ".past";
    private static final String NOW = ".now";
    private static final String BIAS = ".bias";

    @Override
    public int added() {
        return filters;
    }

    @Override
    public Map<String, Tensor> initialise(int channels, SplittableRandom random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String part : new String[] {FILTER, GATE}) {
            // As the two places of one filter.
            Tensor both = Initial.glorot(random, 2, channels, filters);
            tensors.put(name + part + PAST, place(both, 0, channels));
            tensors.put(name + part + NOW, place(both, 1, channels));
            tensors.put(name + part + BIAS, Initial.filled(0, filters));
        }
        return tensors;
    }

    private Tensor place(Tensor both, int which, int channels) {
        Tensor place = Initial.filled(0, channels, filters);
        int length = channels * filters;
        System.arraycopy(both.values(), which * length, place.values(), 0, length);
        return place;
    }

    @Override
    public SequenceStates apply(Values parameters, SequenceStates states) {
        Value[] filter = convolved(FILTER, parameters, states);
        Value[] gate = convolved(GATE, parameters, states);
        return states.with(
                filter[0].tanh().multiply(gate[0].sigmoid()), filter[1].tanh().multiply(gate[1].sigmoid()));
    }

    /** At the supports' places and at the queries'. */
    private Value[] convolved(String part, Values parameters, SequenceStates states) {
        Value now = parameters.get(name + part + NOW);
        Value bias = parameters.get(name + part + BIAS);
        Value ofSupports = states.supportTimes(now).add(bias);
        Value ofQueries = states.queryTimes(now).add(bias);
        Value past = states.supportTimes(parameters.get(name + part + PAST));
        int seeing = states.supports() - distance;
        if (seeing > 0) {
            ofSupports = ofSupports.add(past.rows(0, seeing).padRows(distance, 0));
        }
        return new Value[] {ofSupports, ofQueries.add(past.rows(seeing, 1).reshape(filters))};
    }
}
