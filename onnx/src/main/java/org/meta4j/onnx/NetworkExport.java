package org.meta4j.onnx;

import java.util.List;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.onnx.internal.EncoderChain;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Rounding;
import org.meta4j.onnx.internal.Sizes;
import org.meta4j.tasks.ExampleShape;

/**
 * A network that was trained on one data set as an ONNX graph: examples in, answers out, any number at once.
 *
 * <p>Input: {@code examples} [batch, …], images [batch, height, width, channels]. Outputs of a network that tells classes apart:
 * {@code logits} and {@code probabilities} [batch, classes], whose names are in the file's metadata; of one that predicts numbers:
 * {@code estimates} [batch, width].
 */
public final class NetworkExport {
    private NetworkExport() {}

    /**
     * With 32-bit floats, opset 18.
     *
     * @throws ExportException if the network cannot be expressed, with all that is in the way
     */
    public static OnnxModel floats(TrainedNetwork network) {
        return export(network, Rounding.none(network.network().exampleShape()));
    }

    /**
     * With 8-bit weights and results, as {@link EncoderExport#int8}.
     *
     * @param examples to calibrate with, at least {@value EncoderExport#LEAST_EXAMPLES}, of that shape
     * @throws ExportException as {@link #floats}, or if the examples are too few or of another shape than the network's
     */
    public static OnnxModel int8(TrainedNetwork network, ExampleShape shape, float[] examples) {
        return export(network, Rounding.calibrated(8, network.network().exampleShape(), shape, examples));
    }

    /**
     * With 4-bit weights, opset 21, as {@link EncoderExport#int4(org.meta4j.learners.TrainedLearner)}.
     *
     * @throws ExportException as {@link #floats}
     */
    public static OnnxModel int4(TrainedNetwork network) {
        return export(network, new Rounding(4, network.network().exampleShape(), null));
    }

    /**
     * The same with biases corrected for what rounding does to the mean of each layer's results.
     *
     * @throws ExportException as {@link #int8}
     */
    public static OnnxModel int4(TrainedNetwork network, ExampleShape shape, float[] examples) {
        return export(network, Rounding.calibrated(4, network.network().exampleShape(), shape, examples));
    }

    private static OnnxModel export(TrainedNetwork trained, Rounding rounding) {
        Network network = trained.network();
        var layers = EncoderChain.of(network, trained.parameters(), trained.statistics());
        Nodes nodes = rounding.nodes();
        String examples = nodes.input("examples", Nodes.FLOAT, Sizes.batch(-1, network.exampleShape()));
        String answers = rounding.of(layers).write(nodes, examples);
        List<String> classes = trained.classes();
        if (classes.isEmpty()) {
            nodes.output("estimates", answers, Nodes.FLOAT, -1, network.features());
        } else {
            nodes.output("logits", answers, Nodes.FLOAT, -1, classes.size());
            String shares = nodes.add("Softmax", answers, Nodes.integer("axis", 1));
            nodes.output("probabilities", shares, Nodes.FLOAT, -1, classes.size());
        }
        nodes.fact("meta4j.network", network.name());
        nodes.fact("meta4j.bits", rounding.bits());
        nodes.fact("meta4j.data", trained.provenance().data());
        for (int label = 0; label < classes.size(); label++) {
            nodes.fact("meta4j.class." + label, classes.get(label));
        }
        return new OnnxModel(nodes.model("network", trained.provenance().library()));
    }
}
