package org.meta4j.onnx.internal;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of any number of queries from two models of fixed numbers. Where these two differ in nothing but one size of a shape to
 * reshape to, that size can be left to the runtime; where they differ in anything else, such as the factor of a mean over queries or a
 * node for each query, what is computed depends on their number.
 */
public final class AnyCount {
    private static final int RESHAPE_SHAPE = 1;

    private final GraphProto one;
    private final GraphProto other;
    private final int count;
    private final int otherCount;
    private final String name;
    private final GraphProto.Builder merged;
    private final Map<String, TensorProto> ofOne;
    private final Map<String, TensorProto> ofOther;

    private AnyCount(GraphProto one, int count, GraphProto other, int otherCount, String name) {
        this.one = one;
        this.other = other;
        this.count = count;
        this.otherCount = otherCount;
        this.name = name;
        this.merged = one.toBuilder().clearNode().clearInitializer();
        this.ofOne = initializers(one);
        this.ofOther = initializers(other);
    }

    private static Map<String, TensorProto> initializers(GraphProto graph) {
        Map<String, TensorProto> found = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> found.put(tensor.getName(), tensor));
        return found;
    }

    /**
     * The model for any number; empty if there is none.
     *
     * @param name of the number, for people
     */
    public static Optional<ModelProto> merge(ModelProto one, int count, ModelProto other, int otherCount, String name) {
        AnyCount both = new AnyCount(one.getGraph(), count, other.getGraph(), otherCount, name);
        GraphProto merged = both.merge();
        return merged == null
                ? Optional.empty()
                : Optional.of(one.toBuilder().setGraph(merged).build());
    }

    private @Nullable GraphProto merge() {
        if (one.getNodeCount() != other.getNodeCount()) {
            return null;
        }
        List<TensorProto> shapes = new ArrayList<>();
        for (int i = 0; i < one.getNodeCount(); i++) {
            NodeProto node = merge(one.getNode(i), other.getNode(i), shapes);
            if (node == null) {
                return null;
            }
            merged.addNode(node);
        }
        Set<String> used = new HashSet<>();
        merged.getNodeList().forEach(node -> used.addAll(node.getInputList()));
        one.getInitializerList().stream()
                .filter(tensor -> used.contains(tensor.getName()))
                .forEach(merged::addInitializer);
        merged.addAllInitializer(shapes);
        for (int i = 0; i < merged.getInputCount(); i++) {
            merged.setInput(i, named(merged.getInput(i), other.getInput(i)));
        }
        for (int i = 0; i < merged.getOutputCount(); i++) {
            merged.setOutput(i, named(merged.getOutput(i), other.getOutput(i)));
        }
        return merged.build();
    }

    private @Nullable NodeProto merge(NodeProto a, NodeProto b, List<TensorProto> shapes) {
        List<AttributeProto> attributes = a.getAttributeList();
        if (!a.getOpType().equals(b.getOpType())
                || !attributes.equals(b.getAttributeList())
                || !a.getOutputList().equals(b.getOutputList())
                || a.getInputCount() != b.getInputCount()) {
            return null;
        }
        NodeProto.Builder node = a.toBuilder();
        for (int i = 0; i < a.getInputCount(); i++) {
            TensorProto constant = ofOne.get(a.getInput(i));
            TensorProto otherConstant = ofOther.get(b.getInput(i));
            if (constant == null || otherConstant == null) {
                boolean neither = constant == null && otherConstant == null;
                if (!neither || !a.getInput(i).equals(b.getInput(i))) {
                    return null;
                }
            } else if (!constant.getRawData().equals(otherConstant.getRawData())) {
                TensorProto open = a.getOpType().equals("Reshape") && i == RESHAPE_SHAPE
                        ? open(constant, otherConstant, "open" + shapes.size())
                        : null;
                if (open == null) {
                    return null;
                }
                shapes.add(open);
                node.setInput(i, open.getName());
            }
        }
        return node.build();
    }

    /** A shape with −1 in place of the one size that grows with the number; null if that is not all. */
    private @Nullable TensorProto open(TensorProto a, TensorProto b, String called) {
        ByteBuffer first = numbers(a);
        ByteBuffer second = numbers(b);
        if (first.limit() != second.limit()) {
            return null;
        }
        ByteBuffer result = ByteBuffer.allocate(first.limit()).order(ByteOrder.LITTLE_ENDIAN);
        int opened = 0;
        while (first.hasRemaining()) {
            long size = first.getLong();
            long otherSize = second.getLong();
            if (size != otherSize) {
                opened += size * otherCount == otherSize * count ? 1 : 2;
            }
            result.putLong(size == otherSize ? size : -1);
        }
        return opened == 1
                ? a.toBuilder()
                        .setName(called)
                        .setRawData(ByteString.copyFrom(result.rewind()))
                        .build()
                : null;
    }

    private static ByteBuffer numbers(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private ValueInfoProto named(ValueInfoProto a, ValueInfoProto b) {
        ValueInfoProto.Builder info = a.toBuilder();
        TensorShapeProto.Builder shape =
                info.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        TensorShapeProto others = b.getType().getTensorType().getShape();
        for (int i = 0; i < shape.getDimCount(); i++) {
            if (!Objects.equals(shape.getDim(i), others.getDim(i))) {
                shape.setDim(i, TensorShapeProto.Dimension.newBuilder().setDimParam(name));
            }
        }
        return info.build();
    }
}
