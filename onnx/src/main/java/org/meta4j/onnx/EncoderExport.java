package org.meta4j.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.nets.Network;
import org.meta4j.onnx.internal.BiasCorrection;
import org.meta4j.onnx.internal.EncoderChain;
import org.meta4j.onnx.internal.EncoderLayer;
import org.meta4j.onnx.internal.EncoderNodes;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Ranges;
import org.meta4j.tasks.ExampleShape;

/**
 * A learner's encoder as an ONNX graph: examples in, features out, any number at once. Running statistics are folded into the
 * weights.
 *
 * <p>Input: {@code examples} [batch, …], images [batch, height, width, channels]; output: {@code features} [batch, features]. Where
 * a learner adapts its encoder, it is the one that it begins with; an encoder that normalises by the batch at hand, as those of
 * methods that adapt do, has no running statistics and is refused.
 */
public final class EncoderExport {
    /** Examples that calibration needs at least: {@value}. */
    public static final int LEAST_EXAMPLES = 32;

    private static final int OPSET = 18;

    /** The first with 4-bit numbers. */
    private static final int OPSET_OF_4_BITS = 21;

    private EncoderExport() {}

    /**
     * With 32-bit floats, opset 18.
     *
     * @throws ExportException if the encoder cannot be expressed, with all that is in the way
     */
    public static OnnxModel floats(TrainedLearner learner) {
        return export(learner, layers(learner), 32, null);
    }

    /**
     * With 8-bit weights, each filter with its scale, and 8-bit results in between, opset 18: QuantizeLinear and DequantizeLinear
     * nodes, which runtimes fuse with the convolutions between them. What is 0 stays 0.
     *
     * @param examples to calibrate the ranges of results with, at least {@value #LEAST_EXAMPLES}, of the learner's shape
     * @throws ExportException as {@link #floats}, or if the examples are too few or of another shape
     */
    public static OnnxModel int8(TrainedLearner learner, ExampleShape shape, float[] examples) {
        require(learner, shape, examples);
        List<EncoderLayer> layers = BiasCorrection.of(layers(learner), 8, shape.sizes(), examples);
        return export(learner, layers, 8, Ranges.of(layers, shape.sizes(), examples));
    }

    private static void require(TrainedLearner learner, ExampleShape shape, float[] examples) {
        if (!shape.equals(learner.exampleShape())) {
            throw new ExportException("the examples to calibrate with are " + shape + ", but the learner's are "
                    + learner.exampleShape() + ": give data of that shape");
        }
        int count = examples.length / shape.length();
        if (count < LEAST_EXAMPLES) {
            throw new ExportException("calibration needs at least " + LEAST_EXAMPLES + " examples, but there are "
                    + count + ": give more data, or do without");
        }
    }

    /**
     * As {@link #int4(TrainedLearner)}, with biases corrected for what rounding does to the mean of each layer's results.
     *
     * @param examples to see that with, at least {@value #LEAST_EXAMPLES}, of the learner's shape
     * @throws ExportException as {@link #int8}
     */
    public static OnnxModel int4(TrainedLearner learner, ExampleShape shape, float[] examples) {
        require(learner, shape, examples);
        return export(learner, BiasCorrection.of(layers(learner), 4, shape.sizes(), examples), 4, null);
    }

    /**
     * With 4-bit weights, each filter with its scale, and all else in floats, opset 21: a smaller file, not a faster one.
     *
     * @throws ExportException as {@link #floats}
     */
    public static OnnxModel int4(TrainedLearner learner) {
        return export(learner, layers(learner), 4, null);
    }

    private static List<EncoderLayer> layers(TrainedLearner learner) {
        Network network = learner.settings().network().network();
        boolean normalises = !network.initialStatistics().names().isEmpty();
        if (normalises && Methods.named(learner.settings().method()).adapts()) {
            throw new ExportException(
                    "a learner of method '" + learner.settings().method()
                            + "' normalises by the batch at hand and keeps no running statistics to fold into its encoder:"
                            + " export the whole learner");
        }
        return EncoderChain.of(network, learner.parameters(), learner.statistics());
    }

    private static OnnxModel export(
            TrainedLearner learner, List<EncoderLayer> layers, int bits, @Nullable List<Ranges.Range> ranges) {
        Nodes nodes = new Nodes(bits == 4 ? OPSET_OF_4_BITS : OPSET);
        Network network = learner.settings().network().network();
        List<Integer> shape = learner.exampleShape().sizes();
        int[] sizes = new int[shape.size() + 1];
        sizes[0] = -1;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = shape.get(i - 1);
        }
        String examples = nodes.input("examples", Nodes.FLOAT, sizes);
        String features = new EncoderNodes(nodes, examples, shape.size() == 3, ranges, bits).write(layers);
        nodes.output("features", features, Nodes.FLOAT, -1, network.features());
        nodes.fact("meta4j.method", learner.settings().method());
        nodes.fact("meta4j.network", network.name());
        nodes.fact("meta4j.bits", bits);
        nodes.fact("meta4j.data", learner.provenance().data());
        return new OnnxModel(nodes.model(
                learner.settings().method() + " encoder", learner.provenance().library()));
    }
}
