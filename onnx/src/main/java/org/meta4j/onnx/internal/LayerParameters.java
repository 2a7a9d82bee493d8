package org.meta4j.onnx.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Value;

/** Layers' numbers as parameters of a graph. */
final class LayerParameters {
    private final Graph graph;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    LayerParameters(Graph graph) {
        this.graph = graph;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    Value put(float[] values, Shape shape) {
        String name = "p" + tensors.size();
        tensors.put(name, new Tensor(shape, values));
        return graph.parameter(name, shape);
    }

    Value row(float[] values) {
        return put(values, Shape.of(values.length));
    }

    /** From ONNX's order [filters, channels, height, width] to the engine's. */
    Value filters(EncoderLayer.Convolution c) {
        int taps = c.height() * c.width();
        float[] filters = new float[c.weights().length];
        for (int i = 0; i < filters.length; i++) {
            int tap = i % taps;
            int channel = i / taps % c.channels();
            int filter = i / taps / c.channels();
            filters[(tap * c.channels() + channel) * c.filters() + filter] = c.weights()[i];
        }
        return put(filters, Shape.of(c.height(), c.width(), c.channels(), c.filters()));
    }
}
