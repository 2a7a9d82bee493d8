package org.meta4j.learners.supervised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.ByteMatrix;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layer;
import org.meta4j.learners.nets.Layered;

/**
 * A network of layers as a plain function from one example to its outputs, compiled once: for answers one by one, where {@link
 * NetworkScorer} computes many together. Dense layers may have weights of 8 bits. Not for several callers at once.
 */
public final class SingleScorer {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final Layered network;
    private final List<Part> parts = new ArrayList<>();

    /** Some layers, one after the other. */
    @FunctionalInterface
    private interface Part {
        float[] of(float[] x);
    }

    /**
     * @param parameters of all layers, as they are used
     * @param bytes weights of dense layers by the layer's name, such as {@code dense1}, in place of those parameters
     * @param workers one thread is fastest for small networks
     * @throws IllegalArgumentException if weights of bytes are of no dense layer or of another size
     */
    public SingleScorer(Layered network, Tensors parameters, Map<String, ByteMatrix> bytes, Workers workers) {
        this.network = network;
        Map<String, ByteMatrix> left = new LinkedHashMap<>(bytes);
        int begun = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            String name = network.layerName(i);
            ByteMatrix matrix = left.remove(name);
            if (matrix != null) {
                if (begun < i) {
                    parts.add(program(begun, i, parameters, workers));
                }
                parts.add(bytes(i, matrix, parameters.get(name + ".bias").values()));
                begun = i + 1;
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("there are weights of bytes for " + left.keySet() + ", but the network '"
                    + network.name() + "' has no such layers");
        }
        if (begun < network.layers().size()) {
            parts.add(program(begun, network.layers().size(), parameters, workers));
        }
    }

    private Part program(int from, int to, Tensors parameters, Workers workers) {
        Graph graph = new Graph();
        Values weights = graph.parameters(parameters);
        Value x = graph.input(INPUT, sizes(from));
        Value y = network.apply(weights, x, from, to);
        Runner runner = new Runner(Program.compile(Map.of(OUTPUT, y)), workers);
        runner.setParameters(parameters);
        float[] outputs = new float[y.shape().length()];
        return inputs -> {
            runner.run(
                    (task, in) -> System.arraycopy(inputs, 0, in.array(), in.offset(INPUT), inputs.length),
                    (task, out) -> System.arraycopy(out.array(), out.offset(OUTPUT), outputs, 0, outputs.length));
            return outputs;
        };
    }

    private int[] sizes(int layer) {
        List<Integer> sizes = network.sizesBefore(layer);
        int[] one = new int[sizes.size() + 1];
        one[0] = 1;
        for (int i = 0; i < sizes.size(); i++) {
            one[i + 1] = sizes.get(i);
        }
        return one;
    }

    private Part bytes(int layer, ByteMatrix matrix, float[] bias) {
        int inputs = network.sizesBefore(layer).stream().reduce(1, Math::multiplyExact);
        if (!(network.layers().get(layer) instanceof Layer.Dense dense)
                || matrix.inputs() != inputs
                || matrix.outputs() != dense.outputs()) {
            throw new IllegalArgumentException("weights of bytes for " + network.layerName(layer) + " have "
                    + matrix.inputs() + " inputs and " + matrix.outputs() + " outputs, but the layer is "
                    + network.layers().get(layer).text() + " of " + inputs + " inputs");
        }
        boolean relu = dense.relu();
        return x -> {
            float[] y = matrix.multiply(x);
            for (int i = 0; i < y.length; i++) {
                float sum = y[i] + bias[i];
                y[i] = relu ? Math.max(sum, 0) : sum;
            }
            return y;
        };
    }

    /**
     * Outputs of one example, as many as the network has features.
     *
     * @param example as many numbers as the network's example shape has
     */
    public float[] scores(float[] example) {
        if (example.length != network.exampleShape().length()) {
            throw new IllegalArgumentException("the example has " + example.length + " numbers, but the network '"
                    + network.name() + "' takes " + network.exampleShape());
        }
        float[] x = example;
        for (Part part : parts) {
            x = part.of(x);
        }
        return Arrays.copyOf(x, x.length);
    }
}
