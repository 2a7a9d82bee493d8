package org.meta4j.onnx.internal;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An ONNX graph while it is written: nodes by operator, constants that are stored once. */
public final class Nodes {
    /** ONNX's numbers of types. */
    public static final int FLOAT = 1;

    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int INT4 = 22;

    private static final int OPSET = 18;

    /** Opset 18 came with version 8 of the file format, opset 21 with version 10. */
    private static final Map<Integer, Integer> FORMAT = Map.of(OPSET, 8, 21, 10);

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<String, String> metadata = new java.util.TreeMap<>();
    private final int opset;
    private String scope = "";
    private int made;

    /** For opset 18. */
    public Nodes() {
        this(OPSET);
    }

    /** @param opset 18 or 21 */
    public Nodes(int opset) {
        if (!FORMAT.containsKey(opset)) {
            throw new IllegalArgumentException("opset must be one of " + FORMAT.keySet() + ", but was " + opset);
        }
        this.opset = opset;
    }

    /** Which part of the model the next nodes belong to, for people. */
    public void scope(String name) {
        scope = name;
    }

    /** A node; the name of its result. */
    public String add(String operator, List<String> inputs, AttributeProto... attributes) {
        String result = "v" + made++;
        graph.addNode(NodeProto.newBuilder()
                .setName((scope.isEmpty() ? "" : scope + "/") + operator + "_" + result)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(Arrays.asList(attributes)));
        return result;
    }

    public String add(String operator, String input, AttributeProto... attributes) {
        return add(operator, List.of(input), attributes);
    }

    public String add(String operator, String x, String y, AttributeProto... attributes) {
        return add(operator, List.of(x, y), attributes);
    }

    /** An input of the graph; a size below 0 is any size, and named {@code batch}. */
    public String input(String name, int type, int... sizes) {
        graph.addInput(info(name, type, sizes));
        return name;
    }

    /** Makes a value an output of the graph. */
    public void output(String name, String value, int type, int... sizes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType("Identity")
                .addInput(value)
                .addOutput(name));
        graph.addOutput(info(name, type, sizes));
    }

    private static ValueInfoProto info(String name, int type, int... sizes) {
        var shape = ai.onnx.proto.OnnxMl.TensorShapeProto.newBuilder();
        for (int size : sizes) {
            shape.addDim(
                    size < 0
                            ? ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                    .setDimParam("batch")
                            : ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                    .setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    /** A row of whole numbers. */
    public String integers(long... values) {
        return constants.computeIfAbsent(
                List.of(INT64, Arrays.stream(values).boxed().toList()), key -> {
                    ByteBuffer bytes = little(Long.BYTES * values.length);
                    Arrays.stream(values).forEach(bytes::putLong);
                    return store("c" + constants.size(), INT64, bytes, values.length);
                });
    }

    /** The same of a shape's sizes. */
    public String sizes(int... values) {
        return integers(Arrays.stream(values).asLongStream().toArray());
    }

    /** A single number. */
    public String number(double value) {
        float single = (float) value;
        return constants.computeIfAbsent(List.of(FLOAT, single), key -> {
            ByteBuffer bytes = little(Float.BYTES);
            bytes.putFloat(single);
            return store("c" + constants.size(), FLOAT, bytes);
        });
    }

    /** Numbers of a shape, under a name of their own. */
    public String floats(String name, float[] values, int... sizes) {
        ByteBuffer bytes = little(Float.BYTES * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return store(name, FLOAT, bytes, sizes);
    }

    /** Whole numbers of 32 bits of a shape, under a name of their own. */
    public String integers(String name, int[] values, int... sizes) {
        ByteBuffer bytes = little(Integer.BYTES * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return store(name, INT32, bytes, sizes);
    }

    /** Bytes of a type, as ONNX packs it, under a name of their own. */
    public String bytes(String name, int type, byte[] values, int... sizes) {
        return store(name, type, ByteBuffer.wrap(values), sizes);
    }

    private String store(String name, int type, ByteBuffer bytes, int... sizes) {
        bytes.rewind();
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes));
        Arrays.stream(sizes).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A fact that the file carries, for programs that ask. */
    public void fact(String name, Object value) {
        metadata.put(name, String.valueOf(value));
    }

    /** The model as it is now. */
    public ModelProto model(String name, String version) {
        List<StringStringEntryProto> facts = new ArrayList<>();
        metadata.forEach((key, value) -> facts.add(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value).build()));
        return ModelProto.newBuilder()
                .setIrVersion(Objects.requireNonNull(FORMAT.get(opset)))
                .setProducerName("meta4j")
                .setProducerVersion(version)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(graph.clone().setName(name))
                .addAllMetadataProps(facts)
                .build();
    }

    /** An attribute of whole numbers. */
    public static AttributeProto ints(String name, int... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    /** An attribute of one whole number. */
    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
