package org.meta4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** ONNX Runtime on one thread: the independent program that exported files are run in. */
final class Ort implements AutoCloseable {
    private final OrtSession session;

    /** Skips the test, and says so, where ONNX Runtime has no native library for this machine. */
    Ort(byte[] model) {
        this(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
    }

    /** @param level of what it makes of the graph: with any, products with 4-bit weights are computed with rounded factors */
    Ort(byte[] model, OrtSession.SessionOptions.OptLevel level) {
        OrtSession made = null;
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(level);
            made = environment().createSession(model, options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
        session = made;
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            Assumptions.abort("SKIPPED: ONNX Runtime's native library cannot be loaded here (" + e + ")");
            throw new IllegalStateException(e);
        }
    }

    static Map<String, float[]> run(OnnxModel model, Map<String, ?> inputs) {
        try (Ort ort = new Ort(model.bytes())) {
            return ort.run(inputs);
        }
    }

    /** @param inputs float[] or long[] by name, in the shapes that the model says; of any size the one that fits */
    Map<String, float[]> run(Map<String, ?> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, ?> input : inputs.entrySet()) {
                if (session.getInputInfo().containsKey(input.getKey())) {
                    tensors.put(input.getKey(), tensor(input.getKey(), input.getValue()));
                }
            }
            try (OrtSession.Result result = session.run(tensors)) {
                Map<String, float[]> outputs = new LinkedHashMap<>();
                for (var output : result) {
                    FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] values = new float[buffer.remaining()];
                    buffer.get(values);
                    outputs.put(output.getKey(), values);
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(String name, Object values) throws OrtException {
        long[] shape = ((TensorInfo) session.getInputInfo().get(name).getInfo())
                .getShape()
                .clone();
        int length = values instanceof float[] floats ? floats.length : ((long[]) values).length;
        long known = Arrays.stream(shape).filter(size -> size > 0).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? length / known : shape[i];
        }
        return values instanceof float[] floats
                ? OnnxTensor.createTensor(environment(), FloatBuffer.wrap(floats), shape)
                : OnnxTensor.createTensor(environment(), LongBuffer.wrap((long[]) values), shape);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
