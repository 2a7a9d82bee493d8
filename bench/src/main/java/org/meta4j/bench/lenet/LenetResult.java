package org.meta4j.bench.lenet;

import java.util.List;
import org.meta4j.compress.CompressionReport;

/**
 * What became of a network.
 *
 * @param network its label
 * @param recipe as text
 * @param images that errors were counted on: {@code test} or {@code validation}
 * @param count how many they were
 * @param errorsBefore of the trained network
 * @param errorsAfter of the network as it was read from the compressed file
 * @param floatBytes of all its parameters as 32-bit floats
 * @param fileBytes of the compressed file, with names and all else that it holds
 * @param weightBytes of packed weights and what stays as 32-bit floats
 * @param ratio floatBytes / fileBytes
 * @param seconds of training and compressing
 * @param layers of the compressed network
 */
public record LenetResult(
        String network,
        String recipe,
        String images,
        int count,
        int errorsBefore,
        int errorsAfter,
        long floatBytes,
        long fileBytes,
        long weightBytes,
        double ratio,
        double seconds,
        List<CompressionReport.Layer> layers) {
    public LenetResult {
        layers = List.copyOf(layers);
    }
}
