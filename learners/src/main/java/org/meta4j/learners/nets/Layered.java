package org.meta4j.learners.nets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/**
 * Layers one after the other, as in most networks of supervised learning. Its parameters are {@code conv1.weight},
 * {@code conv1.bias}, …, {@code dense1.weight}, {@code dense1.bias}, …: convolutions and dense layers count apart, each
 * from 1. It has no normalisation layers, so an example's outputs never depend on its neighbours.
 *
 * <p>At first weights before a ReLU are normal with variance 2 / fanIn (He, Zhang, Ren and Sun, Delving Deep into Rectifiers,
 * 2015, arXiv:1502.01852, equation 10), others uniform after Glorot and Bengio; biases are 0.
 *
 * @param exampleShape height × width × channels, or any shape if the first layer with weights is dense
 * @param layers at least one
 */
public record Layered(ExampleShape exampleShape, List<Layer> layers) implements Network {
    /**
     * LeNet-5 as in Caffe's and most papers on compression, with 431,080 parameters of 28×28×1 images: {@value}. Caffe has
     * no ReLU after the convolutions ({@code conv20x5vlin}); here they have, as usual today.
     */
    public static final String LENET_5 = "conv20x5v-pool-conv50x5v-pool-dense500-dense10";

    /** LeNet-300-100, with 266,610 parameters of 28×28×1 images: {@value}. */
    public static final String LENET_300_100 = "dense300-dense100-dense10";

    private static final String DROPOUT = "dropout";

    /**
     * What is dropped at one place while training.
     *
     * @param name {@code dropout1}, {@code dropout2}, … in the order of layers
     * @param share that is dropped, above 0 and below 1
     * @param length numbers of an example there
     */
    public record Mask(String name, double share, int length) {
        /** What a number that stays is multiplied by: 1 / (1 − share). */
        public double scale() {
            return 1 / (1 - share);
        }
    }

    /** @throws IllegalArgumentException if there is no layer or one does not fit what comes before it */
    public Layered {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        sizes(exampleShape, layers);
    }

    /**
     * Reads a network, such as {@code conv32-pool-conv64-pool-conv64-dense64-dense10}.
     *
     * <p>{@code convF} is a convolution with F filters of 3×3 and zeros around, {@code convFxK} of K×K, {@code convFxKv} or
     * {@code convFv} without zeros around; {@code pool} takes the maximum of 2×2 windows, {@code poolK} of K×K; {@code
     * denseN} is a linear layer with N outputs; {@code dropS} drops the share S, as in {@code drop0.5}. A ReLU follows every
     * convolution and dense layer but the last, unless a layer says otherwise by {@code relu} or {@code lin} at its
     * end. {@code mlp-784-128-10} is {@code dense128-dense10} for examples of 784 numbers.
     *
     * @throws IllegalArgumentException if it cannot be read or does not fit such examples
     */
    public static Layered parse(String text, ExampleShape exampleShape) {
        return new Layered(exampleShape, LayerText.read(text, exampleShape.length()));
    }

    /** The layers as {@link #parse} reads them. */
    public String text() {
        return LayerText.write(layers);
    }

    @Override
    public String name() {
        return text();
    }

    @Override
    public int features() {
        List<List<Integer>> sizes = sizes(exampleShape, layers);
        return product(sizes.get(layers.size()));
    }

    /** Names of the layers that have weights, in order: {@code conv1}, {@code dense1}, … */
    public List<String> weightLayers() {
        return names(layers).stream()
                .filter(name -> !name.isEmpty() && !name.startsWith(DROPOUT))
                .toList();
    }

    /** The name of a layer, from 0, that its parameters begin with; empty if it has none. */
    public String layerName(int layer) {
        return names(layers).get(layer);
    }

    /** Sizes of an example before a layer, from 0; before the one behind the last, of the outputs. */
    public List<Integer> sizesBefore(int layer) {
        return sizes(exampleShape, layers).get(layer);
    }

    /** Names and sizes of what is dropped while training. */
    public List<Mask> masks() {
        List<List<Integer>> sizes = sizes(exampleShape, layers);
        List<String> names = names(layers);
        List<Mask> masks = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Dropout dropout) {
                masks.add(new Mask(names.get(i), dropout.share(), product(sizes.get(i))));
            }
        }
        return masks;
    }

    /**
     * The network without its last layer with weights and what follows it: from examples to features.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public Layered body() {
        int last = layers.size() - 1;
        while (last > 0 && !LayerText.hasWeights(layers.get(last))) {
            last--;
        }
        if (last == 0) {
            throw new IllegalArgumentException(
                    "the network '" + text() + "' has one layer: no body is left without it");
        }
        return new Layered(exampleShape, layers.subList(0, last));
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Integer>> sizes = sizes(exampleShape, layers);
        List<String> names = names(layers);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Convolution c) {
                int channels = sizes.get(i).get(2);
                put(tensors, names.get(i), weights(random, c.relu(), c.side(), c.side(), channels, c.filters()));
            } else if (layer instanceof Layer.Dense d) {
                put(tensors, names.get(i), weights(random, d.relu(), product(sizes.get(i)), d.outputs()));
            }
        }
        return Tensors.of(tensors);
    }

    private static void put(Map<String, Tensor> tensors, String name, Tensor weight) {
        tensors.put(name + ".weight", weight);
        tensors.put(name + ".bias", Initial.filled(0, weight.shape().size(-1)));
    }

    private static Tensor weights(SplittableRandom random, boolean relu, int... sizes) {
        return relu ? Initial.he(random, sizes) : Initial.glorot(random, sizes);
    }

    @Override
    public Tensors initialStatistics() {
        return Tensors.of(Map.of());
    }

    /** Nothing is dropped; statistics are not looked at. */
    @Override
    public Value apply(Values parameters, Value x, Normalisation normalisation) {
        return apply(parameters, x, Map.of());
    }

    /**
     * Writes down the network as it is while training.
     *
     * @param dropped by the names of {@link #masks}, values [n, length] of what each number is multiplied by: 0 or {@link
     *     Mask#scale}; nothing is dropped at a place that is not named
     */
    public Value apply(Values parameters, Value x, Map<String, Value> dropped) {
        return rows(apply(parameters, x, dropped, 0, layers.size()), x.shape().size(0));
    }

    /**
     * Writes down some of the layers.
     *
     * @param x what comes before layer {@code from}, [n, …] with {@link #sizesBefore} of it
     * @param from the first layer, from 0
     * @param to behind the last
     * @return what comes before layer {@code to}
     */
    public Value apply(Values parameters, Value x, int from, int to) {
        return apply(parameters, x, Map.of(), from, to);
    }

    private Value apply(Values parameters, Value x, Map<String, Value> dropped, int from, int to) {
        int n = x.shape().size(0);
        List<String> names = names(layers);
        Value y = x;
        for (int i = from; i < to; i++) {
            Layer layer = layers.get(i);
            String name = names.get(i);
            if (layer instanceof Layer.Convolution c) {
                y = y.convolve(parameters.get(name + ".weight"), 1, c.zeros()).add(parameters.get(name + ".bias"));
            } else if (layer instanceof Layer.Dense) {
                y = Linear.apply(name, parameters, rows(y, n));
            } else if (layer instanceof Layer.MaxPool pool) {
                y = y.maxPool(pool.side());
            } else if (dropped.containsKey(name)) {
                y = y.multiply(dropped.get(name).reshape(y.shape().sizes()));
            }
            y = LayerText.relu(layer) ? y.relu() : y;
        }
        return y;
    }

    private static Value rows(Value y, int n) {
        return y.shape().rank() == 2 ? y : y.reshape(n, y.shape().length() / n);
    }

    /** Sizes of an example before each layer and behind the last. */
    private static List<List<Integer>> sizes(ExampleShape shape, List<Layer> layers) {
        List<List<Integer>> sizes = new ArrayList<>();
        sizes.add(shape.sizes());
        for (Layer layer : layers) {
            sizes.add(layer.sizesAfter(sizes.get(sizes.size() - 1)));
        }
        return sizes;
    }

    /** Names of layers; empty for those that have none. */
    private static List<String> names(List<Layer> layers) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Layer layer : layers) {
            String kind = kind(layer);
            names.add(kind.isEmpty() ? "" : kind + counts.merge(kind, 1, Integer::sum));
        }
        return names;
    }

    private static String kind(Layer layer) {
        if (layer instanceof Layer.Convolution) {
            return "conv";
        }
        if (layer instanceof Layer.Dense) {
            return "dense";
        }
        return layer instanceof Layer.Dropout ? DROPOUT : "";
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }
}
