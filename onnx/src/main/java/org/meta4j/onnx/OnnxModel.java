package org.meta4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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
