package org.meta4j.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meta4j.compress.internal.MultiplyAdds;
import org.meta4j.compress.internal.Packed;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.nets.Network;

/** Finds out what compression did. */
final class Reports {
    private Reports() {}

    /**
     * Compares what was learned with what became of it.
     *
     * @param network that reads examples
     * @param before parameters
     * @param statistics that are stored with them
     * @param after parameters as they are used
     * @param packed those of them that are packed
     */
    static CompressionReport of(
            Recipe recipe,
            Network network,
            Tensors before,
            Tensors statistics,
            Tensors after,
            Map<String, Packed> packed) {
        Map<String, Long> multiplyAdds = MultiplyAdds.byWeights(network, before);
        List<CompressionReport.Layer> layers = new ArrayList<>();
        long bytesBefore = (long) Float.BYTES * (before.length() + statistics.length());
        long bytesAfter = bytesBefore;
        for (Map.Entry<String, Packed> entry : packed.entrySet()) {
            String name = entry.getKey();
            CompressionReport.Layer layer = layer(
                    name, before.get(name), after.get(name), entry.getValue(), multiplyAdds.getOrDefault(name, 0L));
            bytesAfter -= layer.bytesBefore() - layer.bytesAfter();
            layers.add(layer);
        }
        long memoryBytes = (long) Float.BYTES * (after.length() + statistics.length());
        return new CompressionReport(
                recipe.toString(), bytesBefore, bytesAfter, memoryBytes, MultiplyAdds.sum(multiplyAdds), layers);
    }

    private static CompressionReport.Layer layer(
            String name, Tensor original, Tensor result, Packed packed, long multiplyAdds) {
        float[] values = original.values();
        double off = 0;
        double all = 0;
        int zeros = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = (double) values[i] - result.values()[i];
            off += difference * difference;
            all += (double) values[i] * values[i];
            zeros += result.values()[i] == 0 ? 1 : 0;
        }
        // Factors are applied one after the other.
        double used = (double)
                        (packed.code().factors() == null
                                ? values.length - zeros
                                : packed.code().count())
                / values.length;
        return new CompressionReport.Layer(
                name,
                packed.code().shape(),
                values.length,
                packed.code().count(),
                (long) Float.BYTES * values.length,
                packed.size(),
                (double) Byte.SIZE * packed.size() / values.length,
                all == 0 ? 0 : Math.sqrt(off / all),
                multiplyAdds,
                Math.round(multiplyAdds * used));
    }
}
