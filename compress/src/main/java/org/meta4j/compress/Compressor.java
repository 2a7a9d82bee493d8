package org.meta4j.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.internal.Carried;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.Unpacker;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;

/** M_compressed = f(M_base, α): applies recipes to what was learned. */
public final class Compressor {
    private Compressor() {}

    /**
     * Compresses a learner by a recipe that needs no tasks.
     *
     * @throws IllegalArgumentException if it does need some, or the learner has no weights that a recipe could change
     */
    public static Compressed compress(TrainedLearner base, Recipe recipe) {
        if (recipe.needsTasks()) {
            Stage first = recipe.stages().stream()
                    .filter(Stage::needsTasks)
                    .findFirst()
                    .orElseThrow();
            throw new IllegalArgumentException(
                    "the recipe " + recipe + " needs the tasks that the model was trained on, for " + first.text()
                            + ": give a retrainer, or leave out the stages that train");
        }
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

    private static Compressed compressed(TrainedLearner base, Recipe recipe, @Nullable Retrainer retrainer) {
        Carried carried = Carried.through(recipe, base.parameters(), base.statistics(), retrainer);
        Map<String, Packed> packed = carried.packed(codes(recipe));
        if (packed.isEmpty()) {
            throw new IllegalArgumentException(
                    "the learner has no matrix and no filters, which alone are compressed: its parameters are "
                            + base.parameters().names());
        }
        return new Compressed(
                base.withTensors(unpacked(carried.parameters(), packed), carried.statistics()), recipe, packed);
    }

    private static boolean codes(Recipe recipe) {
        return recipe.stages().stream().anyMatch(Stage.Huffman.class::isInstance);
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

    /** By how much it made them smaller, parameter by parameter. */
    static CompressionReport report(TrainedLearner base, Compressed compressed) {
        List<CompressionReport.Layer> layers = new ArrayList<>();
        long before =
                Float.BYTES * (base.parameters().length() + base.statistics().length());
        long after = before;
        for (Map.Entry<String, Packed> entry : compressed.packed().entrySet()) {
            Tensor original = base.parameters().get(entry.getKey());
            CompressionReport.Layer layer = layer(
                    entry.getKey(), original, compressed.learner().parameters().get(entry.getKey()), entry.getValue());
            after -= layer.bytesBefore() - layer.bytesAfter();
            layers.add(layer);
        }
        return new CompressionReport(compressed.recipe().toString(), before, after, layers);
    }

    private static CompressionReport.Layer layer(String name, Tensor original, Tensor result, Packed packed) {
        float[] values = original.values();
        double off = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = (double) values[i] - result.values()[i];
            off += difference * difference;
            all += (double) values[i] * values[i];
        }
        return new CompressionReport.Layer(
                name,
                packed.code().shape(),
                values.length,
                packed.code().count(),
                (long) Float.BYTES * values.length,
                packed.size(),
                (double) Byte.SIZE * packed.size() / values.length,
                all == 0 ? 0 : Math.sqrt(off / all));
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
