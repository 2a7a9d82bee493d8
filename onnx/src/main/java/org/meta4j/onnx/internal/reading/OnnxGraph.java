package org.meta4j.onnx.internal.reading;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.onnx.ImportException;
import org.meta4j.tasks.ExampleShape;

/** The part of an ONNX graph that leads from examples to a result, with all of its operators known. */
public final class OnnxGraph {
    /** Channels of an image at most: a size of 5 or more is a side. */
    private static final int MOST_CHANNELS = 4;

    private static final int SUGGESTIONS = 8;

    /** The first in which shapes are broadcast as they are today. */
    private static final int LEAST_OPSET = 7;

    private final List<Node> nodes;
    private final Map<String, Datum> constants;
    private final String input;
    private final String output;
    private final ExampleShape shape;
    private final boolean channelsSecond;

    private OnnxGraph(
            List<Node> nodes,
            Map<String, Datum> constants,
            String input,
            String output,
            ExampleShape shape,
            boolean channelsSecond) {
        this.nodes = nodes;
        this.constants = constants;
        this.input = input;
        this.output = output;
        this.shape = shape;
        this.channelsSecond = channelsSecond;
    }

    /**
     * Reads a graph.
     *
     * @param output the value that is the result; null for the graph's first output
     * @throws ImportException if it is no such graph, or with all operators that are in the way
     */
    public static OnnxGraph read(ModelProto model, @Nullable String output) {
        GraphProto graph = graph(model);
        Map<String, TensorProto> initializers = new LinkedHashMap<>();
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        ValueInfoProto input = input(graph, initializers.keySet());
        if (graph.getOutputCount() == 0) {
            throw new ImportException("it has no output");
        }
        String result = output == null ? graph.getOutput(0).getName() : output;
        List<Node> nodes = leadingTo(result, graph, input.getName());
        List<String> problems = Operators.problems(nodes);
        if (!problems.isEmpty()) {
            throw new ImportException("these operators are not read: " + String.join(", ", problems) + "; read are "
                    + String.join(", ", Operators.names()));
        }
        Set<String> used = new HashSet<>();
        nodes.forEach(node -> used.addAll(node.proto().getInputList()));
        Map<String, Datum> constants = new HashMap<>();
        initializers.forEach((name, tensor) -> {
            if (used.contains(name)) {
                constants.put(name, TensorReader.read(tensor));
            }
        });
        List<Integer> sizes = sizes(input);
        boolean image = sizes.size() == 3;
        boolean second = image && sizes.get(0) <= MOST_CHANNELS;
        if (image && !second && sizes.get(2) > MOST_CHANNELS) {
            throw new ImportException("its input '" + input.getName() + "' " + sizes + " has no axis of 1 to "
                    + MOST_CHANNELS + " channels, first or last");
        }
        List<Integer> example = second ? List.of(sizes.get(1), sizes.get(2), sizes.get(0)) : sizes;
        return new OnnxGraph(nodes, constants, input.getName(), result, new ExampleShape(example), second);
    }

    private static GraphProto graph(ModelProto model) {
        long opset = model.getOpsetImportList().stream()
                .filter(set -> Operators.isOnnx(set.getDomain()))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
        if (opset < LEAST_OPSET) {
            throw new ImportException("it has opset " + opset + ", but at least " + LEAST_OPSET
                    + " is needed: save the model with a newer one, such as 18");
        }
        return model.getGraph();
    }

    /** The one input that the file has no numbers of. */
    private static ValueInfoProto input(GraphProto graph, Set<String> initializers) {
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(info -> !initializers.contains(info.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new ImportException("a network has one input, the examples, but it has " + inputs.size() + " ("
                    + String.join(
                            ", ", inputs.stream().map(ValueInfoProto::getName).toList())
                    + ")");
        }
        return inputs.get(0);
    }

    /** Sizes of one example. */
    private static List<Integer> sizes(ValueInfoProto input) {
        TensorShapeProto shape = input.getType().getTensorType().getShape();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < shape.getDimCount(); i++) {
            if (!shape.getDim(i).hasDimValue() || shape.getDim(i).getDimValue() < 1) {
                throw new ImportException("its input '" + input.getName() + "' leaves the size of axis " + i
                        + " open: save the model for examples of one size, only their number may be open");
            }
            sizes.add(Math.toIntExact(shape.getDim(i).getDimValue()));
        }
        if (sizes.size() != 1 && sizes.size() != 3) {
            throw new ImportException("its input '" + input.getName() + "' has " + shape.getDimCount()
                    + " axes: examples are rows [batch, numbers] or images [batch, channels, height, width]");
        }
        return sizes;
    }

    private static List<Node> leadingTo(String result, GraphProto graph, String input) {
        Map<String, NodeProto> makers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(name -> makers.put(name, node)));
        if (!makers.containsKey(result) && !result.equals(input)) {
            List<NodeProto> all = graph.getNodeList();
            throw new ImportException("it has no value '" + result + "'; its last ones are "
                    + String.join(
                            ", ",
                            all.subList(Math.max(0, all.size() - SUGGESTIONS), all.size()).stream()
                                    .map(node -> node.getOutput(0))
                                    .toList()));
        }
        Set<String> needed = new HashSet<>(Set.of(result));
        List<Node> nodes = new ArrayList<>();
        // Nodes are sorted, so each is met after all that use it.
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                nodes.add(0, new Node(node));
            }
        }
        return nodes;
    }

    /** One example, images with their channels last. */
    public ExampleShape exampleShape() {
        return shape;
    }

    /** A result, and the weights that made it. */
    public record Traced(Value result, Tensors weights) {}

    /**
     * Writes the graph down.
     *
     * @param x examples [n, …], images with their channels last
     * @param weights as an earlier call named them; null to find them
     * @return result [n, …] with one axis or more behind the first made one
     */
    public Traced trace(Value x, @Nullable Values weights) {
        Weights found = new Weights(x.graph(), weights);
        Map<String, Datum> known = new HashMap<>(constants);
        known.put(input, channelsSecond ? Laid.images(x) : Laid.plain(x));
        for (Node node : nodes) {
            List<@Nullable Datum> arguments = new ArrayList<>();
            for (String name : node.proto().getInputList()) {
                arguments.add(name.isEmpty() ? null : known.get(name));
            }
            known.put(node.result(), Operators.of(node).apply(node, arguments, found));
        }
        if (!(known.get(output) instanceof Laid laid)) {
            throw new ImportException("its result '" + output + "' does not depend on the examples");
        }
        Value plain = laid.plain();
        int n = x.shape().size(0);
        if (plain.shape().rank() == 0 || plain.shape().size(0) != n) {
            throw new ImportException("its result '" + output + "' " + plain.shape() + " has no row for each of " + n
                    + " examples: save the model with an open number of examples");
        }
        return new Traced(
                plain.reshape(n, plain.shape().length() / n), weights == null ? found.found() : Tensors.of(Map.of()));
    }

    /** The weights, and how many numbers a row of results has. */
    public Traced trace() {
        Graph graph = new Graph();
        List<Integer> sizes = shape.sizes();
        int[] input = new int[sizes.size() + 1];
        // Two of them, as what is right for one may be so by chance.
        input[0] = 2;
        for (int i = 1; i < input.length; i++) {
            input[i] = sizes.get(i - 1);
        }
        return trace(graph.input("examples", input), null);
    }
}
