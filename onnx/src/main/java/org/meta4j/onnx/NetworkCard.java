package org.meta4j.onnx;

import java.util.Locale;
import org.meta4j.learners.supervised.NetworkProvenance;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * What people should know of an exported network that was trained on one data set: a text as {@link ModelCard}'s.
 *
 * @param network that was exported
 * @param file its name, without a path
 * @param isOnnx whether it was written as ONNX, or as safetensors
 * @param bits of weights
 * @param license of the weights, as hubs name licenses: {@code other} where nobody said
 */
public record NetworkCard(TrainedNetwork network, String file, boolean isOnnx, int bits, String license) {
    /** The card's text. */
    public String text() {
        NetworkProvenance from = network.provenance();
        boolean tellsClasses = !network.classes().isEmpty();
        StringBuilder text = new StringBuilder("---\nlicense: ")
                .append(license)
                .append("\nlibrary_name: ")
                .append(isOnnx ? "onnx" : "meta4j")
                .append("\ntags:\n- meta4j\n- ")
                .append(isOnnx ? "onnx" : "safetensors")
                .append("\ndatasets:\n- ")
                .append(ModelCard.quoted(from.data()))
                .append("\n---\n\n")
                .append(ModelCard.MARK)
                .append("\n\n# ")
                .append(file)
                .append("\n\n")
                .append(tellsClasses ? "A network that tells classes apart" : "A network that predicts numbers")
                .append(isOnnx ? ", as an ONNX graph.\n\n" : ": its parameters and what is needed to use them.\n\n");
        ModelCard.row(text, "network", network.network().name());
        ModelCard.row(text, "trained on", from.data());
        ModelCard.row(text, "epochs", String.valueOf(from.training().epochs()));
        if (!Double.isNaN(from.validationAccuracy())) {
            ModelCard.row(
                    text,
                    "accuracy after the last epoch, before export",
                    String.format(Locale.ROOT, "%.2f %%", 100 * from.validationAccuracy()));
        }
        ModelCard.row(text, "weights", bits == 32 ? "32-bit floats" : bits + " bits");
        ModelCard.row(text, "written by", "meta4j " + from.library());
        if (tellsClasses) {
            ModelCard.row(text, "classes", String.join(", ", network.classes()));
        }
        return text.append('\n').append(isOnnx ? use(tellsClasses) : uses()).toString();
    }

    private String use(boolean tellsClasses) {
        String example = CardUse.sizes(network.network().exampleShape().sizes());
        StringBuilder text = new StringBuilder(CardUse.TABLE);
        CardUse.line(text, "examples", "float32", "batch, " + example, "examples, as it was trained on");
        String answers = tellsClasses ? "probabilities" : "estimates";
        String width = "batch, " + network.network().features();
        if (tellsClasses) {
            CardUse.line(text, "logits", "float32", width, "output: scores of the classes");
            CardUse.line(text, answers, "float32", width, "output: their softmax");
        } else {
            CardUse.line(text, answers, "float32", width, "output: what is predicted");
        }
        return text.append("\n## Python\n\n```python\nimport onnxruntime\n\nsession = onnxruntime.InferenceSession(\"")
                .append(file)
                .append("\")\n")
                .append(answers)
                .append(", = session.run([\"")
                .append(answers)
                .append("\"], {\"examples\": examples})\n```\n")
                .toString();
    }

    private String uses() {
        return "## Java\n\n```java\nTrainedNetwork network = TrainedNetwork.load(Path.of(\"" + file
                + "\"));\nfloat[] scores = network.scores(examples, workers);\n```\n";
    }
}
