package org.meta4j.onnx.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Workers;
import org.meta4j.engine.graph.UnaryOp;

/** Between which numbers the results of layers are on given examples: the smallest and the largest that came, 0 among them. */
public final class Ranges {
    private static final int BATCH = 16;
    private static final String EXAMPLES = "examples";

    /**
     * A range, with 0 in it: what is added as padding has to be exact.
     *
     * @param least at most 0
     * @param most at least 0
     */
    public record Range(float least, float most) {
        Range with(float value) {
            return new Range(Math.min(least, value), Math.max(most, value));
        }
    }

    private Ranges() {}

    /**
     * Ranges of the examples themselves and of the results of each layer behind them.
     *
     * @param shape of one example
     * @param examples rows of numbers, as many as there are
     */
    public static List<Range> of(List<EncoderLayer> layers, List<Integer> shape, float[] examples) {
        Range[] ranges = new Range[layers.size() + 1];
        Arrays.fill(ranges, new Range(0, 0));
        batches(shape, examples, rows -> {
            widen(ranges, 0, rows);
            List<float[]> results = run(layers, shape, rows);
            for (int i = 0; i < results.size(); i++) {
                widen(ranges, i + 1, results.get(i));
            }
        });
        return List.of(ranges);
    }

    /** Means of each layer's results over examples and pixels: as many as the layer has channels where it has biases, otherwise none. */
    static List<double[]> means(List<EncoderLayer> layers, List<Integer> shape, float[] examples) {
        List<double[]> sums =
                layers.stream().map(layer -> new double[channels(layer)]).toList();
        long[] counts = new long[layers.size()];
        batches(shape, examples, rows -> {
            List<float[]> results = run(layers, shape, rows);
            for (int i = 0; i < results.size(); i++) {
                double[] sum = sums.get(i);
                for (int j = 0; j < results.get(i).length && sum.length > 0; j++) {
                    sum[j % sum.length] += results.get(i)[j];
                    counts[i]++;
                }
            }
        });
        for (int i = 0; i < counts.length; i++) {
            double[] sum = sums.get(i);
            for (int c = 0; c < sum.length; c++) {
                sum[c] *= sum.length / (double) counts[i];
            }
        }
        return sums;
    }

    private static int channels(EncoderLayer layer) {
        return layer instanceof EncoderLayer.Convolution c
                ? c.filters()
                : layer instanceof EncoderLayer.Linear linear ? linear.outputs() : 0;
    }

    private static void batches(List<Integer> shape, float[] examples, Consumer<float[]> each) {
        int length = shape.stream().reduce(1, (a, b) -> a * b);
        int count = examples.length / length;
        for (int from = 0; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH);
            each.accept(Arrays.copyOfRange(examples, from * length, to * length));
        }
    }

    private static void widen(Range[] ranges, int place, float[] values) {
        for (float value : values) {
            ranges[place] = ranges[place].with(value);
        }
    }

    private static List<float[]> run(List<EncoderLayer> layers, List<Integer> shape, float[] rows) {
        int batch = rows.length / shape.stream().reduce(1, (a, b) -> a * b);
        Graph graph = new Graph();
        int[] sizes = new int[shape.size() + 1];
        sizes[0] = batch;
        Arrays.setAll(sizes, i -> i == 0 ? batch : shape.get(i - 1));
        Map<String, Value> results = new LinkedHashMap<>();
        LayerParameters numbers = new LayerParameters(graph);
        Value x = graph.input(EXAMPLES, sizes);
        for (EncoderLayer layer : layers) {
            x = apply(layer, x, numbers);
            results.put(String.valueOf(results.size()), x);
        }
        List<float[]> taken = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            Runner runner = new Runner(Program.compile(results), workers);
            runner.setParameters(Tensors.of(numbers.tensors()));
            runner.run(
                    (task, in) -> in.set(EXAMPLES, rows),
                    (task, out) -> results.forEach((name, value) -> {
                        float[] copy = new float[value.shape().length()];
                        out.copy(name, copy, 0);
                        taken.add(copy);
                    }));
        }
        return taken;
    }

    private static Value apply(EncoderLayer layer, Value x, LayerParameters numbers) {
        if (layer instanceof EncoderLayer.Convolution c) {
            return x.convolve(numbers.filters(c), c.stride(), c.padding()).add(numbers.row(c.bias()));
        } else if (layer instanceof EncoderLayer.Linear linear) {
            Value weights = numbers.put(linear.weights(), Shape.of(linear.inputs(), linear.outputs()));
            return x.matmul(weights).add(numbers.row(linear.bias()));
        } else if (layer instanceof EncoderLayer.Function function) {
            return function.function() == UnaryOp.RELU
                    ? x.relu()
                    : function.function() == UnaryOp.TANH ? x.tanh() : x.sigmoid();
        } else if (layer instanceof EncoderLayer.Pool pool) {
            return x.maxPool(pool.side());
        } else if (layer instanceof EncoderLayer.Flatten flatten) {
            return x.reshape(x.shape().size(0), flatten.length());
        } else if (layer instanceof EncoderLayer.PixelSum sum) {
            return x.sum(1, 3).scale(sum.factor());
        }
        EncoderLayer.Affine affine = (EncoderLayer.Affine) layer;
        return x.multiply(numbers.row(affine.scale())).add(numbers.row(affine.shift()));
    }
}
