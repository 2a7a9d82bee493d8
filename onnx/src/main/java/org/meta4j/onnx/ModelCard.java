package org.meta4j.onnx;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;

/**
 * What people should know of an exported model: a text in Markdown with a head of YAML, as model hubs read it.
 *
 * @param learner that was exported
 * @param file its name, without a path
 * @param kind what was written
 * @param bits of weights
 * @param license of the weights, as hubs name licenses: {@code other} where nobody said
 * @param size of the tasks of a whole learner; null of others
 */
public record ModelCard(
        TrainedLearner learner,
        String file,
        Kind kind,
        int bits,
        String license,
        @Nullable TaskSize size) {
    /** A line that every card has: who finds it may replace the card. */
    public static final String MARK = "<!-- written by meta4j export -->";

    /** What was written. */
    public enum Kind {
        /** A whole learner as ONNX. */
        LEARNER,
        /** A solved task as ONNX. */
        CLASSIFIER,
        /** An encoder as ONNX. */
        ENCODER,
        /** Parameters as safetensors. */
        SAFETENSORS
    }

    /** The card's text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        head(text);
        LearnerSettings settings = learner.settings();
        Method.Card method = Methods.named(settings.method()).card();
        text.append(MARK)
                .append("\n\n# ")
                .append(file)
                .append("\n\n")
                .append(what())
                .append("\n\n");
        row(text, "method", settings.method() + ": " + method.learns());
        row(text, "source of the method", method.source());
        row(text, "network", settings.network().network().name());
        row(text, "meta-trained on", learner.provenance().data());
        TrainingSettings training = learner.provenance().training();
        row(
                text,
                "meta-trained for",
                settings.tasks() == TaskType.REGRESSION
                        ? "tasks of numbers"
                        : training.validation().ways() + "-way "
                                + training.validation().shots() + "-shot tasks");
        row(text, "iteration", String.valueOf(learner.provenance().iteration()));
        measured(text);
        row(text, "weights", bits == 32 ? "32-bit floats" : bits + " bits");
        row(text, "written by", "meta4j " + learner.provenance().library());
        text.append('\n').append(CardUse.of(this));
        return text.toString();
    }

    private void head(StringBuilder text) {
        Provenance provenance = learner.provenance();
        boolean classes = learner.settings().tasks() == TaskType.CLASSIFICATION;
        text.append("---\nlicense: ")
                .append(license)
                .append("\nlibrary_name: ")
                .append(kind == Kind.SAFETENSORS ? "meta4j" : "onnx")
                .append("\ntags:\n- meta4j\n- meta-learning\n- few-shot\n- ")
                .append(quoted(learner.settings().method()))
                .append("\n- ")
                .append(kind == Kind.SAFETENSORS ? "safetensors" : "onnx")
                .append("\ndatasets:\n- ")
                .append(quoted(provenance.data()))
                .append('\n');
        if (classes && provenance.validationAccuracy() >= 0) {
            metric(text, "accuracy", provenance.validationAccuracy());
        } else if (provenance.validationError() != null) {
            metric(text, "mse", provenance.validationError());
        }
        text.append("---\n\n");
    }

    private void metric(StringBuilder text, String name, double value) {
        TrainingSettings training = learner.provenance().training();
        String task = learner.settings().tasks() == TaskType.CLASSIFICATION
                ? training.validation().ways() + "-way " + training.validation().shots() + "-shot classification"
                : "few-shot regression";
        text.append("metrics:\n- ")
                .append(name)
                .append("\nmodel-index:\n- name: ")
                .append(quoted(file))
                .append("\n  results:\n  - task:\n      type: few-shot-learning\n      name: ")
                .append(task)
                .append("\n    dataset:\n      name: ")
                .append(quoted(learner.provenance().data() + ", validation tasks"))
                .append("\n      type: ")
                .append(quoted(learner.provenance().data()))
                .append("\n    metrics:\n    - type: ")
                .append(name)
                .append("\n      value: ")
                .append(String.format(Locale.ROOT, "%.6g", value))
                .append('\n');
    }

    /** A name between quotes, so that no colon or hash in it means anything. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void measured(StringBuilder text) {
        Provenance provenance = learner.provenance();
        if (learner.settings().tasks() == TaskType.REGRESSION) {
            if (provenance.validationError() != null) {
                row(
                        text,
                        "mean squared error of validation tasks, before export",
                        String.format(Locale.ROOT, "%.4g", provenance.validationError()));
            }
        } else if (provenance.validationAccuracy() >= 0) {
            row(
                    text,
                    "accuracy on validation tasks, before export",
                    String.format(Locale.ROOT, "%.2f %%", 100 * provenance.validationAccuracy()));
        }
    }

    static void row(StringBuilder text, String name, String value) {
        text.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private String what() {
        return switch (kind) {
            case LEARNER ->
                "A whole few-shot learner as one ONNX graph: it takes the supports of a new task and its queries, and answers."
                        + " Learning the task is part of the graph.";
            case CLASSIFIER ->
                "A classifier as an ONNX graph: what a few-shot learner has made of a handful of examples. Its classes are in"
                        + " the file's metadata, meta4j.class.0 and so on.";
            case ENCODER ->
                "The encoder of a few-shot learner as an ONNX graph: it makes rows of features of examples, in which examples"
                        + " of a class are near to each other.";
            case SAFETENSORS -> "A few-shot learner: its meta-parameters and what is needed to use them.";
        };
    }

    /** Sizes of an example, as in {@code 28, 28, 1}. */
    String example() {
        return CardUse.sizes(learner.exampleShape().sizes());
    }
}
