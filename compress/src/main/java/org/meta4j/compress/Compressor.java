package org.meta4j.compress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.internal.Carried;
import org.meta4j.compress.internal.Narrowing;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.Unpacker;
import org.meta4j.compress.stages.Huffman;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.compress.stages.Normalize;
import org.meta4j.compress.stages.Stage;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.supervised.TrainedNetwork;

/** M_compressed = f(M_base, α): applies recipes to what was learned. */
public final class Compressor {
    private Compressor() {}

    /**
     * Looks whether a recipe can be carried out on a learner.
     *
     * @return the recipe
     * @throws IllegalArgumentException if it names weights that the learner does not have, cannot make its network narrower, or
     *     wants running statistics of a learner that keeps none
     */
    public static Recipe check(TrainedLearner base, Recipe recipe) {
        requireStatistics(base, recipe);
        Carried.check(recipe, Narrowing.first(base, recipe).parameters());
        return recipe;
    }

    /**
     * Looks whether a recipe can be carried out on a network that was trained on one data set.
     *
     * @return the recipe
     * @throws IllegalArgumentException if it names weights that the network does not have, or has a stage that is for
     *     meta-learners alone
     */
    public static Recipe check(TrainedNetwork base, Recipe recipe) {
        for (Stage stage : recipe.stages()) {
            if (stage instanceof Narrow) {
                throw new IllegalArgumentException(
                        "only meta-learners can be made narrower: leave out " + stage.text());
            }
            if (stage instanceof Normalize) {
                throw new IllegalArgumentException(
                        "the network '" + base.network().name()
                                + "' has no batch normalisation whose statistics could be estimated again: leave out normalize");
            }
        }
        Carried.check(recipe, base.parameters());
        return recipe;
    }

    /**
     * Compresses a learner by a recipe that needs no tasks.
     *
     * @throws IllegalArgumentException if it does need some, or the learner has no weights that a recipe could change
     */
    public static Compressed compress(TrainedLearner base, Recipe recipe) {
        requireNoTasks(recipe);
        return compressed(base, recipe, null);
    }

    /**
     * Compresses a learner.
     *
     * @throws IllegalArgumentException if the learner has no weights that a recipe could change
     */
    public static Compressed compress(TrainedLearner base, Recipe recipe, Retrainer retrainer) {
        return compressed(base, recipe, retrainer);
    }

    private static Compressed compressed(TrainedLearner whole, Recipe recipe, @Nullable Retrainer given) {
        requireStatistics(whole, recipe);
        TrainedLearner base = Narrowing.first(whole, recipe);
        Retrainer retrainer = given == null || base == whole ? given : given.narrowed(base);
        Carried carried = Carried.through(recipe, base.parameters(), base.statistics(), retrainer);
        Map<String, Packed> packed = packed("learner", base.parameters(), recipe, carried);
        return new Compressed(
                base.withTensors(unpacked(carried.parameters(), packed), carried.statistics()), recipe, packed);
    }

    /**
     * Compresses a network that was trained on one data set.
     *
     * @param retrainer null if no stage of the recipe needs tasks
     * @throws IllegalArgumentException if the network has no weights that a recipe could change, or a stage needs tasks and
     *     there is no retrainer
     */
    public static CompressedNetwork compress(TrainedNetwork base, Recipe recipe, @Nullable Retrainer retrainer) {
        if (retrainer == null) {
            requireNoTasks(recipe);
        }
        check(base, recipe);
        Carried carried = Carried.through(recipe, base.parameters(), base.statistics(), retrainer);
        Map<String, Packed> packed = packed("network", base.parameters(), recipe, carried);
        return new CompressedNetwork(base.withTensors(unpacked(carried.parameters(), packed)), recipe, packed);
    }

    private static Map<String, Packed> packed(String what, Tensors parameters, Recipe recipe, Carried carried) {
        Map<String, Packed> packed = carried.packed(codes(recipe));
        if (packed.isEmpty()) {
            throw new IllegalArgumentException("the " + what
                    + " has no matrix and no filters, which alone are compressed: its parameters are "
                    + parameters.names());
        }
        return packed;
    }

    private static void requireStatistics(TrainedLearner base, Recipe recipe) {
        boolean wanted = recipe.stages().stream().anyMatch(Normalize.class::isInstance);
        String method = base.settings().method();
        if (wanted
                && (base.statistics().names().isEmpty() || Methods.named(method).adapts())) {
            throw new IllegalArgumentException(
                    "a learner of method '" + method + "' with the network '"
                            + base.settings().network().network().name()
                            + "' keeps no running statistics of normalisation that could be estimated again: leave out normalize");
        }
    }

    private static void requireNoTasks(Recipe recipe) {
        recipe.stages().stream().filter(Stage::needsTasks).findFirst().ifPresent(first -> {
            throw new IllegalArgumentException("the recipe " + recipe + " needs what the model was trained on, for "
                    + first.text() + ": give a retrainer, or leave out the stages that train");
        });
    }

    private static boolean codes(Recipe recipe) {
        return recipe.stages().stream().anyMatch(Huffman.class::isInstance);
    }

    /**
     * Parameters as they come out of a recipe that needs no tasks.
     *
     * @param parameters are not changed
     */
    public static Tensors apply(Tensors parameters, Recipe recipe) {
        Carried carried = Carried.through(recipe, parameters, Tensors.of(Map.of()), null);
        return unpacked(parameters, carried.packed(codes(recipe)));
    }

    static Tensors unpacked(Tensors parameters, Map<String, Packed> packed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.asMap().forEach((name, tensor) -> {
            Packed found = packed.get(name);
            tensors.put(name, found == null ? tensor : Unpacker.unpack(found));
        });
        return Tensors.of(tensors);
    }
}
