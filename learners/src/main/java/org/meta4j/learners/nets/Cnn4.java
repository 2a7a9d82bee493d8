package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/**
 * The field's usual small encoder: four blocks of 3×3 convolution, batch normalisation, ReLU and halving of the image
 * (Vinyals et al., Matching Networks for One Shot Learning, 2016, arXiv:1606.04080; with stride 2
 * Finn et al., Model-Agnostic Meta-Learning, 2017, arXiv:1703.03400). Unlike in those papers the
 * convolutions have no bias: the normalisation that follows would cancel it.
 *
 * @param exampleShape height × width × channels
 * @param filters of each block, at least 1
 * @param halving how a block halves its image
 * @param readout how the last block's image becomes a row of features
 */
public record Cnn4(ExampleShape exampleShape, int filters, Halving halving, Readout readout) implements Network {
    /** Filters in each block, as in the papers: {@value}. */
    public static final int DEFAULT_FILTERS = 64;

    private static final int BLOCKS = 4;
    private static final int TWICE = 2;
    private static final int KERNEL = 3;

    /** How a block halves its image. */
    public enum Halving {
        /** Convolution at every pixel, then the maximum of each 2×2 window; sides are rounded down. */
        POOL,
        /**
         * As POOL, but in the first two blocks alone, so that a map is left whose sides are a quarter of the image's, rounded
         * down (Sung et al., Learning to Compare: Relation Network for Few-Shot Learning, 2018, arXiv:1711.06025, figure 2).
         */
        POOL_TWICE,
        /** Convolution at every second pixel: about a quarter of the work; sides are rounded up. */
        STRIDE
    }

    /** How the last block's image becomes a row. */
    public enum Readout {
        /** All pixels of all channels. */
        FLATTEN,
        /** The mean over pixels of each channel. */
        MEAN
    }

    public Cnn4 {
        if (exampleShape.sizes().size() != 3) {
            throw new IllegalArgumentException(
                    "a convolutional network needs examples of height × width × channels, but they are "
                            + exampleShape);
        }
        if (filters < 1) {
            throw new IllegalArgumentException("filters must be at least 1, but was " + filters);
        }
        int smallest =
                Math.min(exampleShape.sizes().get(0), exampleShape.sizes().get(1));
        if (halving == Halving.POOL && smallest < 1 << BLOCKS) {
            throw new IllegalArgumentException(
                    "images must be at least 16 pixels high and wide to be halved four times, but are " + exampleShape
                            + ": use larger images or stride");
        }
        if (halving == Halving.POOL_TWICE && smallest < 1 << TWICE) {
            throw new IllegalArgumentException(
                    "images must be at least 4 pixels high and wide to be halved twice, but are " + exampleShape
                            + ": use larger images");
        }
    }

    @Override
    public String name() {
        String kind = switch (halving) {
            case POOL -> "pooled";
            case POOL_TWICE -> "map";
            case STRIDE -> "strided";
        };
        return "cnn4-" + kind + "-" + filters
                + (readout == Readout.MEAN ? "-" + readout.name().toLowerCase(Locale.ROOT) : "");
    }

    @Override
    public int features() {
        return readout == Readout.MEAN
                ? filters
                : filters
                        * side(exampleShape.sizes().get(0))
                        * side(exampleShape.sizes().get(1));
    }

    private int side(int length) {
        int side = length;
        for (int block = 1; block <= BLOCKS; block++) {
            side = halving == Halving.STRIDE ? (side + 1) / 2 : pools(block) ? side / 2 : side;
        }
        return side;
    }

    private boolean pools(int block) {
        return halving == Halving.POOL || halving == Halving.POOL_TWICE && block <= TWICE;
    }

    @Override
    public List<Integer> map() {
        return readout == Readout.MEAN
                ? List.of()
                : List.of(
                        side(exampleShape.sizes().get(0)),
                        side(exampleShape.sizes().get(1)),
                        filters);
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int channels = exampleShape.sizes().get(2);
        for (int block = 1; block <= BLOCKS; block++) {
            tensors.put(weight(block), Initial.glorot(random, KERNEL, KERNEL, channels, filters));
            tensors.put(norm(block) + ".scale", Initial.filled(1, filters));
            tensors.put(norm(block) + ".shift", Initial.filled(0, filters));
            channels = filters;
        }
        return Tensors.of(tensors);
    }

    @Override
    public Tensors initialStatistics() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int block = 1; block <= BLOCKS; block++) {
            tensors.put(Normalisation.mean(norm(block)), Initial.filled(0, filters));
            tensors.put(Normalisation.variance(norm(block)), Initial.filled(1, filters));
        }
        return Tensors.of(tensors);
    }

    @Override
    public Value apply(Values parameters, Value x, Normalisation normalisation) {
        Value image = x;
        int stride = halving == Halving.STRIDE ? 2 : 1;
        for (int block = 1; block <= BLOCKS; block++) {
            Value convolved = image.convolve(parameters.get(weight(block)), stride, KERNEL / 2);
            Value active =
                    normalisation.apply(norm(block), parameters, convolved).relu();
            image = pools(block) ? active.maxPool(2) : active;
        }
        return readout == Readout.MEAN
                ? image.mean(1, 3)
                : image.reshape(image.shape().size(0), features());
    }

    private static String weight(int block) {
        return "block" + block + ".conv.weight";
    }

    private static String norm(int block) {
        return "block" + block + ".norm";
    }
}
