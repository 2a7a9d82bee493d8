package org.meta4j.onnx;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.onnx.internal.reading.OnnxGraph;
import org.meta4j.tasks.ExampleShape;

/**
 * A network from an ONNX file, with what it has learned: made by another program, to teach a network of ours, or to be trained
 * further. It is written down in the engine's own operations, so it has gradients like any other.
 *
 * <p>Its one input is examples: rows [batch, numbers], or images with their channels second, as most programs have them, or
 * last, 1 to 4 of them. All other programs' images are expected in meta4j's order, channels last. Numbers go in as they are:
 * where a network wants them shifted and scaled, that should be part of the file. The number of examples may be open or fixed.
 *
 * <p>Batch normalisation is by the file's statistics, as a factor and a term for each channel. Weights in 8 or 4 bits become
 * floats; files that round results to 8 bits are refused, as are other operators than the documented ones, all of them in one
 * message.
 */
public final class OnnxNetwork implements Network {
    private final String name;
    private final OnnxGraph graph;
    private final int features;
    private final Tensors parameters;

    private OnnxNetwork(String name, OnnxGraph graph) {
        this.name = name;
        this.graph = graph;
        OnnxGraph.Traced traced = graph.trace();
        this.features = traced.result().shape().size(1);
        this.parameters = traced.weights();
    }

    /**
     * Reads a network, up to the graph's first output.
     *
     * @throws ImportException if there is no file, or it is no network that can be read
     */
    public static OnnxNetwork read(Path file) {
        return read(file, null);
    }

    /**
     * Reads a network up to a value inside of the graph, such as the features before a classifier's last layer.
     *
     * @param output the value's name; null for the graph's first output
     * @throws ImportException as {@link #read(Path)}, or if there is no such value
     */
    public static OnnxNetwork read(Path file, @Nullable String output) {
        return of(Objects.requireNonNullElse(file.getFileName(), file).toString(), OnnxModel.read(file), output);
    }

    /**
     * Reads a network from a file's content.
     *
     * @param source what to call it
     * @throws ImportException as {@link #read(Path, String)}
     */
    public static OnnxNetwork of(String source, byte[] content, @Nullable String output) {
        return of(source, OnnxModel.of(source, content), output);
    }

    /**
     * Makes a network of a model.
     *
     * @param source what to call it
     * @throws ImportException if it is no network that can be read, or has no such value
     */
    public static OnnxNetwork of(String source, OnnxModel model, @Nullable String output) {
        try {
            return new OnnxNetwork(source, OnnxGraph.read(model.proto(), output));
        } catch (ImportException e) {
            throw new ImportException("ONNX file " + source + ": " + e.getMessage());
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            // A file may be wrong in more ways than nodes look for, such as shapes that do not fit.
            throw new ImportException("ONNX file " + source + " makes no sense: " + e.getMessage());
        }
    }

    /** The file's name. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public ExampleShape exampleShape() {
        return graph.exampleShape();
    }

    @Override
    public int features() {
        return features;
    }

    /** What the file holds; not to be changed. */
    public Tensors parameters() {
        return parameters;
    }

    /** What the file holds, whatever the seed: it has been learned already. */
    @Override
    public Tensors initialise(long seed) {
        return parameters.copy();
    }

    /** None: statistics of the file are part of its weights. */
    @Override
    public Tensors initialStatistics() {
        return Tensors.of(Map.of());
    }

    @Override
    public Value apply(Values values, Value x, Normalisation normalisation) {
        return graph.trace(x, values).result();
    }
}
