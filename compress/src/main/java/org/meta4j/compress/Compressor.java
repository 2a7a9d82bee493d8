package org.meta4j.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.Packer;
import org.meta4j.compress.internal.Stages;
import org.meta4j.compress.internal.Unpacker;
import org.meta4j.compress.internal.Weights;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;

/** M_compressed = f(M_base, α): applies recipes to what was learned, without training it further. */
public final class Compressor {
    private static final int LEAST_RANK = 2;

    private Compressor() {}

    /**
     * Compresses a learner.
     *
     * @throws IllegalArgumentException if it has no weights that a recipe could change
     */
    public static Compressed compress(TrainedLearner base, Recipe recipe) {
        Map<String, Packed> packed = pack(base.parameters(), recipe);
        if (packed.isEmpty()) {
            throw new IllegalArgumentException(
                    "the learner has no matrix and no filters, which alone are compressed: its" + " parameters are "
                            + base.parameters().names());
        }
        return new Compressed(base.withTensors(unpacked(base.parameters(), packed)), recipe, packed);
    }

    /**
     * Parameters as they come out of a recipe.
     *
     * @param parameters are not changed
     */
    public static Tensors apply(Tensors parameters, Recipe recipe) {
        return unpacked(parameters, pack(parameters, recipe));
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

    private static Map<String, Packed> pack(Tensors parameters, Recipe recipe) {
        List<Weights> all = new ArrayList<>();
        parameters.asMap().forEach((name, tensor) -> {
            if (isWeights(tensor)) {
                all.add(new Weights(name, tensor));
            }
        });
        Stages.apply(recipe, all);
        boolean huffman = recipe.stages().stream().anyMatch(Stage.Huffman.class::isInstance);
        Map<String, Packed> packed = new LinkedHashMap<>();
        all.forEach(weights -> packed.put(weights.name(), Packer.pack(weights, huffman)));
        return packed;
    }

    /** Whether a recipe changes it: matrices and filters, but not rows of biases, scales and shifts. */
    private static boolean isWeights(Tensor tensor) {
        return tensor.shape().rank() >= LEAST_RANK;
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
