package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Linear;
import org.meta4j.learners.nets.Normalisation;

/**
 * A small network that looks at the maps of a class and of a query together and says whether they are of one class: relation
 * r = σ(g(C(p, q))), trained on (r − 1[same class])² (Sung, Yang, Zhang, Xiang, Torr and Hospedales, Learning to Compare:
 * Relation Network for Few-Shot Learning, 2018, arXiv:1711.06025, equations 1 and 2). C puts the two maps' channels one behind
 * the other; g is two blocks of 3×3 convolution, batch normalisation, ReLU and 2×2 maximum, a layer of {@value #HIDDEN} with
 * ReLU and one of 1. The score of a class is what σ is applied to.
 *
 * <p>The first convolution of C(p, q) is the sum of one of p and one of q, which are computed once for each class and each
 * query, not for each pair; the result is the same. Departures: a class's map is the mean of its supports', not the sum, so
 * that one network serves any number of shots; convolutions have no bias, which the normalisation would cancel; a map of one
 * pixel is not halved again; convolutions keep a map's size.
 *
 * @param map height, width and channels of a map
 */
public record RelationModule(List<Integer> map) implements Head {
    private static final int HIDDEN = 8;
    private static final int KERNEL = 3;
    private static final int POOL = 2;
    private static final String OF_CLASS = PREFIX + "block1.conv.class";
    private static final String OF_QUERY = PREFIX + "block1.conv.query";
    private static final String SECOND = PREFIX + "block2.conv.weight";
    private static final List<String> NORMS = List.of(PREFIX + "block1.norm", PREFIX + "block2.norm");
    private static final String DENSE = PREFIX + "dense1";
    private static final String LAST = PREFIX + "dense2";

    /** Beyond this a sigmoid is 0 or 1 in single precision. */
    private static final double SATURATED = 30;

    public RelationModule {
        map = List.copyOf(map);
        if (map.size() != 3) {
            throw new IllegalArgumentException("a relation module compares maps of height × width × channels, but was"
                    + " given features of sizes " + map);
        }
    }

    private int channels() {
        return map.get(2);
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        // As the two halves of one filter over 2·channels.
        Tensor both = Initial.glorot(random, KERNEL, KERNEL, 2 * channels(), channels());
        tensors.put(OF_CLASS, half(both, 0));
        tensors.put(OF_QUERY, half(both, 1));
        tensors.put(SECOND, Initial.glorot(random, KERNEL, KERNEL, channels(), channels()));
        for (String norm : NORMS) {
            tensors.put(norm + ".scale", Initial.filled(1, channels()));
            tensors.put(norm + ".shift", Initial.filled(0, channels()));
        }
        int left = pooled(pooled(map.get(0))) * pooled(pooled(map.get(1))) * channels();
        tensors.putAll(Linear.initialise(DENSE, left, HIDDEN, random.nextLong()).asMap());
        tensors.putAll(Linear.initialise(LAST, HIDDEN, 1, random.nextLong()).asMap());
        return Tensors.of(tensors);
    }

    private Tensor half(Tensor filters, int which) {
        Tensor half = Initial.filled(0, KERNEL, KERNEL, channels(), channels());
        int length = channels() * channels();
        for (int place = 0; place < KERNEL * KERNEL; place++) {
            System.arraycopy(filters.values(), (2 * place + which) * length, half.values(), place * length, length);
        }
        return half;
    }

    private static int pooled(int side) {
        return side < POOL ? side : side / POOL;
    }

    @Override
    public Tensors initialStatistics() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String norm : NORMS) {
            tensors.put(Normalisation.mean(norm), Initial.filled(0, channels()));
            tensors.put(Normalisation.variance(norm), Initial.filled(1, channels()));
        }
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        int ways = task.ways();
        int queries = task.query().shape().size(0);
        Value classes = convolved(ValueRows.classMeans(task), parameters.get(OF_CLASS));
        Value query = convolved(task.query(), parameters.get(OF_QUERY));
        int pairs = queries * ways;
        Value sum = query.repeat(1, ways)
                .add(classes.repeat(0, queries))
                .reshape(pairs, map.get(0), map.get(1), channels());
        Value first = block(sum, NORMS.get(0), parameters, normalisation);
        Value second =
                block(first.convolve(parameters.get(SECOND), 1, KERNEL / 2), NORMS.get(1), parameters, normalisation);
        Value hidden = Linear.apply(
                        DENSE, parameters, second.reshape(pairs, second.shape().length() / pairs))
                .relu();
        return Linear.apply(LAST, parameters, hidden).reshape(queries, ways);
    }

    private Value convolved(Value rows, Value filters) {
        return rows.reshape(rows.shape().size(0), map.get(0), map.get(1), channels())
                .convolve(filters, 1, KERNEL / 2);
    }

    private static Value block(Value convolved, String norm, Values parameters, Normalisation normalisation) {
        Value active = normalisation.apply(norm, parameters, convolved).relu();
        boolean halved = active.shape().size(1) >= POOL && active.shape().size(2) >= POOL;
        return halved ? active.maxPool(POOL) : active;
    }

    /** Squared errors of relations, summed over classes, the mean over queries. */
    @Override
    public Value loss(Value scores, Value targets) {
        return sigmoid(scores)
                .subtract(targets)
                .square()
                .sum()
                .scale(1.0 / scores.shape().size(0));
    }

    /** 1 / (1 + e⁻ˣ), of x moved into ±{@value #SATURATED}, where no power overflows. */
    private static Value sigmoid(Value x) {
        Value above = x.add(SATURATED).relu();
        Value within = above.negate().add(2 * SATURATED).relu().negate().add(SATURATED);
        Value denominator = within.negate().exp().add(1);
        return x.graph().constant(1, x.shape()).divide(denominator);
    }
}
