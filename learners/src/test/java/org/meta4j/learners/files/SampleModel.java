package org.meta4j.learners.files;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The generator of model-v1.safetensors, the sample of format version 1. The committed file is never
 * made anew: it stands for the files that people have.
 */
final class SampleModel {
    private SampleModel() {}

    public static void main(String[] arguments) {
        write(Path.of(arguments[0]));
    }

    static void write(Path file) {
        Documents.write(file, Documents.MODEL, content(), tensors());
    }

    static ObjectNode content() {
        ObjectNode content = Json.object();
        content.putObject("settings").put("ways", 5).put("rate", 0.001).put("note", "Zeichen für Ω");
        return content;
    }

    static Tensors tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", new Tensor(Shape.of(2, 3), new float[] {-0.75f, -0.5f, -0.25f, 0, 0.25f, 0.5f}));
        tensors.put("bias", new Tensor(Shape.of(2), new float[] {0.1f, -3.4e38f}));
        tensors.put("scale", new Tensor(Shape.SCALAR, new float[] {2}));
        return Tensors.of(tensors);
    }
}
