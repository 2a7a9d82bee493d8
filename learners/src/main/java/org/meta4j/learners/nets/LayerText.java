package org.meta4j.learners.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Layers as text, see {@link Layered#parse}. */
final class LayerText {
    private static final String RELU = "relu";
    private static final String LINEAR = "lin";
    private static final String PERCEPTRON = "mlp";
    private static final Pattern CONVOLUTION = Pattern.compile("conv(\\d{1,6})(?:x(\\d{1,3}))?(v?)(relu|lin)?");
    private static final Pattern POOL = Pattern.compile("pool(\\d{1,3})?");
    private static final Pattern DENSE = Pattern.compile("dense(\\d{1,7})(relu|lin)?");
    private static final Pattern DROPOUT = Pattern.compile("drop(0?\\.\\d{1,9})");

    private LayerText() {}

    static String write(List<Layer> layers) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean usual = i < lastWithWeights(layers);
            String word = layer.text();
            if (hasWeights(layer) && relu(layer) != usual) {
                word += usual ? LINEAR : RELU;
            }
            words.add(word);
        }
        return String.join("-", words);
    }

    /** @param numbers of an example, to compare with the inputs that a perceptron names */
    static List<Layer> read(String text, int numbers) {
        String[] words = text.strip().split("-", -1);
        if (words[0].equals(PERCEPTRON)) {
            return perceptron(text, words, numbers);
        }
        int last = words.length - 1;
        while (last > 0 && !words[last].startsWith("conv") && !words[last].startsWith("dense")) {
            last--;
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            layers.add(layer(text, words[i], i < last));
        }
        return layers;
    }

    private static Layer layer(String text, String word, boolean relu) {
        Matcher convolution = CONVOLUTION.matcher(word);
        if (convolution.matches()) {
            return new Layer.Convolution(
                    Integer.parseInt(convolution.group(1)),
                    convolution.group(2) == null ? 3 : Integer.parseInt(convolution.group(2)),
                    convolution.group(3).isEmpty() ? Layer.Padding.SAME : Layer.Padding.VALID,
                    convolution.group(4) == null ? relu : convolution.group(4).equals(RELU));
        }
        Matcher dense = DENSE.matcher(word);
        if (dense.matches()) {
            return new Layer.Dense(
                    Integer.parseInt(dense.group(1)),
                    dense.group(2) == null ? relu : dense.group(2).equals(RELU));
        }
        Matcher pool = POOL.matcher(word);
        if (pool.matches()) {
            return new Layer.MaxPool(pool.group(1) == null ? 2 : Integer.parseInt(pool.group(1)));
        }
        Matcher dropout = DROPOUT.matcher(word);
        if (dropout.matches()) {
            return new Layer.Dropout(Double.parseDouble(dropout.group(1)));
        }
        throw new IllegalArgumentException("'" + word + "' in the network '" + text
                + "' is no layer: layers are conv32 (or conv32x5, conv32x5v without zeros around), pool, dense10 and"
                + " drop0.5, with hyphens between them, or mlp-784-128-10");
    }

    private static List<Layer> perceptron(String text, String[] words, int numbers) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (!words[i].matches("\\d{1,7}")) {
                throw new IllegalArgumentException("'" + words[i] + "' in the network '" + text
                        + "' is no number: a perceptron is written as mlp-784-128-10");
            }
            int size = Integer.parseInt(words[i]);
            if (i == 1 && size != numbers) {
                throw new IllegalArgumentException(
                        "the network '" + text + "' takes examples of " + size + " numbers, but these have " + numbers);
            }
            if (i > 1) {
                layers.add(new Layer.Dense(size, i < words.length - 1));
            }
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "the network '" + text + "' has no layer: a perceptron is written as mlp-784-128-10");
        }
        return layers;
    }

    private static int lastWithWeights(List<Layer> layers) {
        int last = layers.size() - 1;
        while (last > 0 && !hasWeights(layers.get(last))) {
            last--;
        }
        return last;
    }

    static boolean hasWeights(Layer layer) {
        return layer instanceof Layer.Convolution || layer instanceof Layer.Dense;
    }

    static boolean relu(Layer layer) {
        return layer instanceof Layer.Convolution convolution && convolution.relu()
                || layer instanceof Layer.Dense dense && dense.relu();
    }
}
