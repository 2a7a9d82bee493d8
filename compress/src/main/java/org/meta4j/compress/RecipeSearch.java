package org.meta4j.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.meta4j.compress.internal.LayerChoice;
import org.meta4j.compress.internal.LayerChoices;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * Looks for α: bits and sparsity of each layer by its sensitivity. Each layer alone is compressed in each of a few ways, and
 * scored; from mild to strong, the next step is always the one that is expected to lose least for a byte, as if losses of layers
 * added up; and what lies on the way is scored as a whole, beside recipes that treat all layers alike.
 *
 * <p>The idea of scoring layers one by one is that of Han, Pool, Tran and Dally, Learning both Weights and Connections for
 * Efficient Neural Networks, 2015, arXiv:1506.02626, section 4; the greedy way is ours.
 *
 * @param <M> what is compressed: {@link TrainedLearner} or {@link TrainedNetwork}
 */
public final class RecipeSearch<M> {
    /** Recipes on the way that are scored as a whole. */
    private static final int MOST_SCORED = 16;

    private final Compressible<M> base;
    private final ToDoubleFunction<M> score;
    private final Consumer<Progress> listener;
    private int done;
    private int planned;

    /**
     * How far the search is.
     *
     * @param done models scored
     * @param planned how many there will be
     */
    public record Progress(int done, int planned) {}

    /**
     * A recipe that was scored.
     *
     * @param bytes of weights and statistics as they would be stored, without names
     * @param accuracy of the compressed model, as the score says it
     */
    public record Tried(Recipe recipe, long bytes, double accuracy) {}

    /**
     * What was found.
     *
     * @param bytesBefore of weights and statistics as 32-bit floats
     * @param before the score of the model as it is
     * @param sensitivity accuracy lost by each layer when it alone has 4 bits, by name
     * @param tried all recipes that were scored as a whole, from many bytes to few
     * @param front those of them that no other one beats in both bytes and accuracy
     */
    public record Result(
            long bytesBefore, double before, Map<String, Double> sensitivity, List<Tried> tried, List<Tried> front) {
        public Result {
            tried = List.copyOf(tried);
            front = List.copyOf(front);
        }

        /** The most accurate recipe of at most so many bytes; of equals the smallest. Empty if all are larger. */
        public Optional<Tried> ofBytes(long most) {
            return front.stream()
                    .filter(tried -> tried.bytes() <= most)
                    .max(Comparator.comparingDouble(Tried::accuracy));
        }

        /** The smallest recipe that loses at most so much accuracy, between 0 and 1. Empty if all lose more. */
        public Optional<Tried> ofLoss(double most) {
            return front.stream()
                    .filter(tried -> before - tried.accuracy() <= most)
                    .min(Comparator.comparingLong(Tried::bytes));
        }
    }

    private RecipeSearch(Compressible<M> base, ToDoubleFunction<M> score, Consumer<Progress> listener) {
        this.base = base;
        this.score = score;
        this.listener = listener;
    }

    /**
     * For a meta-learner.
     *
     * @param score accuracy on tasks to choose by, between 0 and 1: the same for the same learner
     * @param listener hears after each learner that was scored
     */
    public static RecipeSearch<TrainedLearner> of(
            TrainedLearner base, ToDoubleFunction<TrainedLearner> score, Consumer<Progress> listener) {
        return new RecipeSearch<>(Compressible.of(base), score, listener);
    }

    /**
     * For a network that was trained on one data set.
     *
     * @param score accuracy on examples to choose by, between 0 and 1: the same for the same network
     * @param listener hears after each network that was scored
     */
    public static RecipeSearch<TrainedNetwork> of(
            TrainedNetwork base, ToDoubleFunction<TrainedNetwork> score, Consumer<Progress> listener) {
        return new RecipeSearch<>(Compressible.of(base), score, listener);
    }

    /** Searches. */
    public Result search() {
        Map<LayerChoice, Compressible.Small> alike = new LinkedHashMap<>();
        LayerChoice.ALL.forEach(choice -> alike.put(choice, base.compress(LayerChoices.alike(choice))));
        List<String> names =
                List.copyOf(alike.values().iterator().next().packed().keySet());
        planned = 1 + names.size() * LayerChoice.ALL.size() + LayerChoice.ALL.size() + MOST_SCORED;
        double before = scored(base.model());

        Map<String, Map<LayerChoice, LayerChoices.Cost>> costs = new LinkedHashMap<>();
        for (String name : names) {
            Map<LayerChoice, LayerChoices.Cost> ofLayer = new LinkedHashMap<>();
            alike.forEach((choice, small) -> ofLayer.put(
                    choice,
                    new LayerChoices.Cost(
                            Objects.requireNonNull(small.packed().get(name)).size(),
                            Math.max(0, before - scored(alone(name, small))))));
            costs.put(name, ofLayer);
        }

        List<Tried> tried = new ArrayList<>();
        alike.values().forEach(small -> tried.add(tried(small)));
        for (Map<String, LayerChoice> way : LayerChoices.spread(LayerChoices.way(costs), costs, MOST_SCORED)) {
            Recipe recipe = LayerChoices.recipe(way);
            // Both ends of the way may treat all layers alike.
            if (tried.stream().noneMatch(one -> one.recipe().equals(recipe))) {
                tried.add(tried(base.compress(recipe)));
            }
        }
        tried.sort(Comparator.comparingLong(Tried::bytes).reversed().thenComparingDouble(Tried::accuracy));
        Map<String, Double> sensitivity = new LinkedHashMap<>();
        costs.forEach((name, ofLayer) -> sensitivity.put(
                name, Objects.requireNonNull(ofLayer.get(LayerChoice.FOUR_BITS)).loss()));
        return new Result(base.bytes(), before, sensitivity, tried, front(tried));
    }

    /** The model with one layer compressed. */
    private M alone(String name, Compressible.Small small) {
        Map<String, Tensor> parameters = new LinkedHashMap<>(base.parameters().asMap());
        parameters.put(name, small.parameters().get(name));
        return base.with(Tensors.of(parameters));
    }

    private Tried tried(Compressible.Small small) {
        return new Tried(small.recipe(), small.bytes(), scored(base.with(small.parameters())));
    }

    private double scored(M model) {
        double accuracy = score.applyAsDouble(model);
        done++;
        listener.accept(new Progress(done, planned));
        return accuracy;
    }

    /** @param tried from many bytes to few */
    static List<Tried> front(List<Tried> tried) {
        List<Tried> front = new ArrayList<>();
        for (Tried one : tried) {
            boolean beaten = tried.stream()
                    .anyMatch(other -> other.bytes() <= one.bytes()
                            && other.accuracy() >= one.accuracy()
                            && (other.bytes() < one.bytes() || other.accuracy() > one.accuracy()));
            if (!beaten) {
                front.add(one);
            }
        }
        return front;
    }
}
