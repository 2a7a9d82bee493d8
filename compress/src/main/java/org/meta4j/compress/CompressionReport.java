package org.meta4j.compress;

import java.util.List;

/**
 * What compression did.
 *
 * @param recipe as text
 * @param weightBytesBefore of all parameters and statistics as 32-bit floats
 * @param weightBytesAfter of the same as they are stored, without names and the document
 * @param memoryBytes of the same once the file is read: unpacked to floats, so that there are fewer only where the network is narrower
 * @param multiplyAddsBefore of all layers, for one example
 * @param layers of the parameters that the recipe changed, in their order
 */
public record CompressionReport(
        String recipe,
        long weightBytesBefore,
        long weightBytesAfter,
        long memoryBytes,
        long multiplyAddsBefore,
        List<Layer> layers) {
    public CompressionReport {
        layers = List.copyOf(layers);
    }

    /** The same result beside another model that it comes from, such as one with more filters. */
    CompressionReport beside(long bytes, long multiplyAdds) {
        return new CompressionReport(recipe, bytes, weightBytesAfter, memoryBytes, multiplyAdds, layers);
    }

    /** Of all layers and weights that are not zero, for one example. */
    public long multiplyAddsAfter() {
        return layers.stream().mapToLong(Layer::multiplyAddsAfter).sum();
    }

    /**
     * One of the parameters.
     *
     * @param name of it
     * @param shape sizes
     * @param weights numbers in it
     * @param kept numbers that are not cut
     * @param bytesBefore as 32-bit floats
     * @param bytesAfter as stored
     * @param bitsPerWeight stored bits by {@code weights}
     * @param error ‖w − ŵ‖ / ‖w‖
     * @param multiplyAddsBefore for one example
     * @param multiplyAddsAfter of weights that are not zero: what is left where zeros are passed over
     */
    public record Layer(
            String name,
            List<Integer> shape,
            int weights,
            int kept,
            long bytesBefore,
            long bytesAfter,
            double bitsPerWeight,
            double error,
            long multiplyAddsBefore,
            long multiplyAddsAfter) {
        public Layer {
            shape = List.copyOf(shape);
        }
    }
}
