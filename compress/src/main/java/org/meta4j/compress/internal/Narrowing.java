package org.meta4j.compress.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.objectives.Objective;

/** {@link Narrow}: a learner whose network is built again with the filters that matter most. */
public final class Narrowing {
    private static final int BLOCKS = 4;

    private final TrainedLearner base;
    private final LearnerSettings settings;
    private final int[][] kept = new int[BLOCKS + 1][];
    private final int[] features;

    private Narrowing(TrainedLearner base, int filters) {
        this.base = base;
        NetworkSettings network = base.settings().network();
        this.settings = base.settings().withNetwork(network.withFilters(filters));
        for (int block = 1; block <= BLOCKS; block++) {
            kept[block] = best(importance(block, network.filters()), filters);
        }
        this.features = features(network.network().features() / network.filters(), network.filters());
    }

    /**
     * The learner that a recipe begins with: a narrower one, if its first stage says so.
     *
     * @throws IllegalArgumentException if it cannot be made narrower, or not by so much
     */
    public static TrainedLearner first(TrainedLearner base, Recipe recipe) {
        return recipe.stages().get(0) instanceof Narrow narrow ? of(base, narrow.filters()) : base;
    }

    private static TrainedLearner of(TrainedLearner base, int filters) {
        NetworkSettings network = base.settings().network();
        if (!network.kind().startsWith("cnn4")) {
            throw new IllegalArgumentException(
                    "narrow(" + filters + ") takes filters out of the cnn4 networks, but this" + " learner has a "
                            + network.kind() + ": leave it out");
        }
        if (filters >= network.filters()) {
            throw new IllegalArgumentException(
                    "narrow(" + filters + ") must leave fewer filters than there are, which is " + network.filters());
        }
        Narrowing narrowing = new Narrowing(base, filters);
        Objective objective = Methods.named(base.settings().method()).objective(narrowing.settings);
        return new TrainedLearner(
                        narrowing.settings,
                        narrowing.selected(base.parameters(), objective.initialise(0)),
                        narrowing.selected(base.statistics(), objective.initialStatistics()),
                        base.provenance())
                .withBatchNorm(base.batchNorm());
    }

    /** |γ| of a filter times the size of all weights that read it: how much it can change what comes after. */
    private double[] importance(int block, int filters) {
        double[] importance = new double[filters];
        float[] scale = base.parameters().get("block" + block + ".norm.scale").values();
        for (int filter = 0; filter < filters; filter++) {
            importance[filter] = Math.abs(scale[filter]);
        }
        if (block < BLOCKS) {
            Tensor next = base.parameters().get("block" + (block + 1) + ".conv.weight");
            double[] squares = new double[filters];
            int out = next.shape().size(3);
            for (int i = 0; i < next.values().length; i++) {
                squares[i / out % filters] += (double) next.values()[i] * next.values()[i];
            }
            for (int filter = 0; filter < filters; filter++) {
                importance[filter] *= Math.sqrt(squares[filter]);
            }
        }
        return importance;
    }

    /** The indices of the largest, ascending. */
    private static int[] best(double[] importance, int count) {
        return IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -importance[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** Places of a row of features that the last block's filters have: filter by filter within each pixel. */
    private int[] features(int pixels, int filters) {
        int[] last = kept[BLOCKS];
        int[] places = new int[pixels * last.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / last.length * filters + last[i % last.length];
        }
        return places;
    }

    private Tensors selected(Tensors from, Tensors shapes) {
        Map<String, Tensor> selected = new LinkedHashMap<>();
        shapes.asMap().forEach((name, wanted) -> selected.put(name, select(name, from.get(name), wanted.shape())));
        return Tensors.of(selected);
    }

    private Tensor select(String name, Tensor from, Shape wanted) {
        int rank = wanted.rank();
        int[][] places = new int[rank][];
        for (int dimension = 0; dimension < rank; dimension++) {
            places[dimension] = places(name, dimension, rank, from.shape().size(dimension), wanted.size(dimension));
        }
        float[] values = new float[wanted.length()];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            int at = 0;
            int step = 1;
            for (int dimension = rank - 1; dimension >= 0; dimension--) {
                at += step * places[dimension][rest % wanted.size(dimension)];
                rest /= wanted.size(dimension);
                step *= from.shape().size(dimension);
            }
            values[i] = from.values()[at];
        }
        return new Tensor(wanted, values);
    }

    /** Which indices of a dimension are kept. */
    private int[] places(String name, int dimension, int rank, int before, int after) {
        if (before == after) {
            return IntStream.range(0, before).toArray();
        }
        if (name.startsWith("block")) {
            int block = name.charAt("block".length()) - '0';
            return kept[dimension == rank - 1 ? block : block - 1];
        }
        if (after == features.length) {
            return features;
        }
        throw new IllegalArgumentException("narrow does not know which numbers of '" + name + "' to keep, " + after
                + " of " + before + ": method '" + base.settings().method() + "' cannot be made narrower");
    }
}
