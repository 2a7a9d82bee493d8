package org.meta4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meta4j.learners.files.AtomicFiles;

/** A computation in ONNX, as other runtimes read it. Immutable. */
public final class OnnxModel {
    private final ModelProto proto;

    OnnxModel(ModelProto proto) {
        this.proto = proto;
    }

    /**
     * Reads a file, written by whatever program.
     *
     * @throws ImportException if there is none, or it is no ONNX file
     */
    public static OnnxModel read(Path file) {
        try {
            return of(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ImportException("ONNX file " + file + " cannot be read: "
                    + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
    }

    /** @param source what to call it */
    static OnnxModel of(String source, byte[] content) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new ImportException(
                    "ONNX file " + source + ": it is no ONNX file, or damaged (" + e.getMessage() + ")");
        }
        if (model.getGraph().getNodeCount() == 0 || model.getOpsetImportCount() == 0) {
            throw new ImportException("ONNX file " + source + ": it is no ONNX file, or has no operators");
        }
        return new OnnxModel(model);
    }

    ModelProto proto() {
        return proto;
    }

    /** The file's content; the same model gives the same bytes. */
    public byte[] bytes() {
        return proto.toByteArray();
    }

    /** Writes it to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        AtomicFiles.write(file, bytes());
    }

    /** Version of ONNX's operators that it needs. */
    public int opset() {
        return Math.toIntExact(proto.getOpsetImport(0).getVersion());
    }

    /** The program that wrote it, and its version. */
    public String producer() {
        return (proto.getProducerName() + " " + proto.getProducerVersion()).strip();
    }

    /** Numbers that it holds: weights and other constants. */
    public long numbers() {
        return proto.getGraph().getInitializerList().stream()
                .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
                .sum();
    }

    /** What it says of itself, by name. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }

    /** How many nodes it has of each operator. */
    public Map<String, Long> operators() {
        return proto.getGraph().getNodeList().stream()
                .collect(Collectors.groupingBy(NodeProto::getOpType, TreeMap::new, Collectors.counting()));
    }

    /** Its inputs by name, in order, with their sizes; −1 for any. */
    public Map<String, List<Integer>> inputs() {
        return sizes(proto.getGraph().getInputList());
    }

    /** Its outputs, alike. */
    public Map<String, List<Integer>> outputs() {
        return sizes(proto.getGraph().getOutputList());
    }

    private static Map<String, List<Integer>> sizes(List<ValueInfoProto> values) {
        Map<String, List<Integer>> sizes = new LinkedHashMap<>();
        for (ValueInfoProto value : values) {
            sizes.put(
                    value.getName(),
                    value.getType().getTensorType().getShape().getDimList().stream()
                            .map(size -> size.hasDimValue() ? Math.toIntExact(size.getDimValue()) : -1)
                            .toList());
        }
        return sizes;
    }

    @Override
    public String toString() {
        return "onnx: opset " + opset() + ", " + proto.getGraph().getNodeCount() + " nodes " + operators();
    }
}
