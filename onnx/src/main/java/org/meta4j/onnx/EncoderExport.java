package org.meta4j.onnx;

import java.util.List;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.nets.Network;
import org.meta4j.onnx.internal.EncoderChain;
import org.meta4j.onnx.internal.EncoderLayer;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Rounding;
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
    public static final int LEAST_EXAMPLES = Rounding.LEAST_EXAMPLES;

    private EncoderExport() {}

    /**
     * With 32-bit floats, opset 18.
     *
     * @throws ExportException if the encoder cannot be expressed, with all that is in the way
     */
    public static OnnxModel floats(TrainedLearner learner) {
        return export(learner, Rounding.none(learner.exampleShape()));
    }

    /**
     * With 8-bit weights, each filter with its scale, and 8-bit results in between, opset 18: QuantizeLinear and DequantizeLinear
     * nodes, which runtimes fuse with the convolutions between them. What is 0 stays 0.
     *
     * @param examples to calibrate the ranges of results with, at least {@value #LEAST_EXAMPLES}, of the learner's shape
     * @throws ExportException as {@link #floats}, or if the examples are too few or of another shape
     */
    public static OnnxModel int8(TrainedLearner learner, ExampleShape shape, float[] examples) {
        return export(learner, Rounding.calibrated(8, learner.exampleShape(), shape, examples));
    }

    /**
     * As {@link #int4(TrainedLearner)}, with biases corrected for what rounding does to the mean of each layer's results.
     *
     * @param examples to see that with, at least {@value #LEAST_EXAMPLES}, of the learner's shape
     * @throws ExportException as {@link #int8}
     */
    public static OnnxModel int4(TrainedLearner learner, ExampleShape shape, float[] examples) {
        return export(learner, Rounding.calibrated(4, learner.exampleShape(), shape, examples));
    }

    /**
     * With 4-bit weights, each filter with its scale, and all else in floats, opset 21: a smaller file, not a faster one.
     *
     * @throws ExportException as {@link #floats}
     */
    public static OnnxModel int4(TrainedLearner learner) {
        return export(learner, new Rounding(4, learner.exampleShape(), null));
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

    private static OnnxModel export(TrainedLearner learner, Rounding rounding) {
        List<EncoderLayer> layers = layers(learner);
        Nodes nodes = rounding.nodes();
        Network network = learner.settings().network().network();
        String examples = nodes.input("examples", Nodes.FLOAT, LearnerExport.examples(learner, -1));
        nodes.output("features", rounding.of(layers).write(nodes, examples), Nodes.FLOAT, -1, network.features());
        nodes.fact("meta4j.method", learner.settings().method());
        nodes.fact("meta4j.network", network.name());
        nodes.fact("meta4j.bits", rounding.bits());
        nodes.fact("meta4j.data", learner.provenance().data());
        return new OnnxModel(nodes.model(
                learner.settings().method() + " encoder", learner.provenance().library()));
    }
}
