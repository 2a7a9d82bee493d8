package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/**
 * The usual small tower of a siamese network: two blocks of 3×3 convolution, bias, ReLU and 2×2 maximum, then a linear
 * layer. With 32 filters: Conv32, pool, Conv64, pool, Dense128. No normalisation, so an example's features never depend
 * on its neighbours. Convolutions keep the image's size (zeros around it); pooling rounds sides down; nothing follows the
 * linear layer, so that features may be negative and distances are not bounded.
 *
 * @param exampleShape height × width × channels, at least 4 pixels high and wide
 * @param filters of the first block, at least 1; the second has twice, the linear layer four times as many
 */
public record Cnn2(ExampleShape exampleShape, int filters) implements Network {
    /** Filters of the first block: {@value}. */
    public static final int DEFAULT_FILTERS = 32;

    private static final int BLOCKS = 2;
    private static final int KERNEL = 3;
    private static final int POOL = 2;
    private static final String DENSE = "dense";

    public Cnn2 {
        if (exampleShape.sizes().size() != 3) {
            throw new IllegalArgumentException(
                    "a convolutional network needs examples of height × width × channels, but they are "
                            + exampleShape);
        }
        if (filters < 1 || filters > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException("filters must be at least 1, but was " + filters);
        }
        if (Math.min(exampleShape.sizes().get(0), exampleShape.sizes().get(1)) < 4) {
            throw new IllegalArgumentException("images must be at least 4 pixels high and wide to be halved twice,"
                    + " but are " + exampleShape + ": use larger images or a perceptron");
        }
    }

    @Override
    public String name() {
        return "cnn2-" + filters;
    }

    @Override
    public int features() {
        return 4 * filters;
    }

    /** Numbers that the last block leaves of an image. */
    private int flattened() {
        return (exampleShape.sizes().get(0) / 4) * (exampleShape.sizes().get(1) / 4) * 2 * filters;
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int channels = exampleShape.sizes().get(2);
        for (int block = 1; block <= BLOCKS; block++) {
            tensors.put(layer(block) + ".weight", Initial.glorot(random, KERNEL, KERNEL, channels, block * filters));
            tensors.put(layer(block) + ".bias", Initial.filled(0, block * filters));
            channels = block * filters;
        }
        tensors.put(DENSE + ".weight", Initial.glorot(random, flattened(), features()));
        tensors.put(DENSE + ".bias", Initial.filled(0, features()));
        return Tensors.of(tensors);
    }

    @Override
    public Tensors initialStatistics() {
        return Tensors.of(Map.of());
    }

    @Override
    public Value apply(Values parameters, Value x, Normalisation normalisation) {
        Value image = x;
        for (int block = 1; block <= BLOCKS; block++) {
            image = image.convolve(parameters.get(layer(block) + ".weight"), 1, KERNEL / 2)
                    .add(parameters.get(layer(block) + ".bias"))
                    .relu()
                    .maxPool(POOL);
        }
        return Linear.apply(DENSE, parameters, image.reshape(x.shape().size(0), flattened()));
    }

    private static String layer(int block) {
        return "block" + block + ".conv";
    }
}
