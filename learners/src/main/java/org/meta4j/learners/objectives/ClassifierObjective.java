package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.Heads;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Plain classification of all training classes at once: cross entropy of an encoder with one more layer. An episode is but a
 * batch here: its supports and its queries are trained on alike, and its targets have a column for each training class. The
 * mean feature is kept as a running statistic, as those of batch normalisation are.
 *
 * @param network the encoder
 * @param classes of training
 * @param cosine whether the layer looks at angles alone: s · cos(x, w), with s learned, in place of x·w + b
 */
public record ClassifierObjective(Network network, int classes, boolean cosine) implements Objective {
    private static final String WEIGHT = Head.PREFIX + "weight";
    private static final String BIAS = Head.PREFIX + "bias";
    private static final String LOG_SCALE = Head.PREFIX + "log-scale";
    private static final double INITIAL_SCALE = 10;
    private static final double EPSILON = 1e-6;

    @Override
    public Tensors initialise(long seed) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        own.put(WEIGHT, Initial.glorot(new SplittableRandom(~seed), network.features(), classes));
        if (cosine) {
            own.put(LOG_SCALE, Initial.filled((float) Math.log(INITIAL_SCALE), 1));
        } else {
            own.put(BIAS, Initial.filled(0, classes));
        }
        return network.initialise(seed).and(Tensors.of(own));
    }

    @Override
    public Tensors initialStatistics() {
        return network.initialStatistics().and(Tensors.of(Map.of(Heads.CENTRE, Initial.filled(0, network.features()))));
    }

    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Normalisation normalisation = Normalisation.ofBatch();
        Value features = network.apply(parameters, episode.examples(), normalisation);
        normalisation.statistic(Heads.CENTRE, () -> features.mean(0, 1));
        Value scores = scores(parameters, features);
        return new Outcome(
                Loss.CROSS_ENTROPY.of(scores, episode.targets()),
                scores.rows(episode.supports(), episode.queries()),
                normalisation.statistics());
    }

    private Value scores(Values parameters, Value features) {
        Value weight = parameters.get(WEIGHT);
        if (!cosine) {
            return features.matmul(weight).add(parameters.get(BIAS));
        }
        Value lengths = features.square().sum(1, 2).add(EPSILON).rsqrt().repeat(1, classes);
        Value factors = weight.square().sum(0, 1).add(EPSILON).rsqrt();
        Value scale = parameters.get(LOG_SCALE).exp().reshape();
        return features.matmul(weight).multiply(lengths).multiply(factors).multiply(scale);
    }
}
