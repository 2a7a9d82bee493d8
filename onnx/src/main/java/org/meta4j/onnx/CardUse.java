package org.meta4j.onnx;

import java.util.List;
import java.util.Objects;
import org.meta4j.learners.TaskType;

/** How to run an exported model, for its card. */
final class CardUse {
    /** The head of a table of inputs and outputs. */
    static final String TABLE = "## Inputs and outputs\n\n| name | type | shape | what |\n|---|---|---|---|\n";

    private CardUse() {}

    /** Sizes, as in {@code 28, 28, 1}. */
    static String sizes(List<Integer> sizes) {
        return String.join(", ", sizes.stream().map(String::valueOf).toList());
    }

    static String of(ModelCard card) {
        return switch (card.kind()) {
            case LEARNER -> learner(card, Objects.requireNonNull(card.size()));
            case CLASSIFIER -> classifier(card);
            case ENCODER -> encoder(card);
            case SAFETENSORS -> safetensors(card);
        };
    }

    private static String learner(ModelCard card, TaskSize size) {
        boolean classes = card.learner().settings().tasks() == TaskType.CLASSIFICATION;
        String example = card.example();
        String queries = size.queries() == TaskSize.ANY ? "queries" : String.valueOf(size.queries());
        int supports = size.supports();
        String width = classes
                ? String.valueOf(size.ways())
                : String.valueOf(card.learner().settings().targetWidth());
        StringBuilder text = new StringBuilder(TABLE);
        line(text, "support", "float32", supports + ", " + example, "examples to learn from, as it was trained on");
        if (classes) {
            line(text, "labels", "int64", "" + supports, "their classes, 0 to " + (size.ways() - 1) + ", in any order");
        } else {
            line(text, "targets", "float32", supports + ", " + width, "their targets");
        }
        line(text, "query", "float32", queries + ", " + example, "examples to answer for");
        if (classes) {
            line(text, "logits", "float32", queries + ", " + width, "output: scores of the classes");
            line(text, "probabilities", "float32", queries + ", " + width, "output: their softmax");
        } else {
            line(text, "estimates", "float32", queries + ", " + width, "output: what is predicted");
        }
        text.append("\nThe file is for tasks of ")
                .append(classes ? size.ways() + " ways and " + size.shots() + " shots" : supports + " supports")
                .append(", batch normalisation ")
                .append(card.learner().batchNorm().label())
                .append(
                        ". Images are [height, width, channels], numbers from 0 to 1, bright on dark where the training data"
                                + " were.\n\n");
        String second = classes ? "labels" : "targets";
        return text.append(
                        "## Python\n\n```python\nimport numpy as np\nimport onnxruntime\n\nsession = onnxruntime.InferenceSession(\"")
                .append(card.file())
                .append("\")\nanswers, = session.run([\"")
                .append(classes ? "probabilities" : "estimates")
                .append("\"], {\"support\": support, \"")
                .append(second)
                .append("\": ")
                .append(second)
                .append(
                        ", \"query\": query})\n```\n\n## Java\n\nWith `com.microsoft.onnxruntime:onnxruntime`:\n\n```java\n")
                .append(
                        "OrtEnvironment environment = OrtEnvironment.getEnvironment();\nOrtSession session = environment.createSession(\"")
                .append(card.file())
                .append("\");\nOrtSession.Result result = session.run(Map.of(\n")
                .append("        \"support\", OnnxTensor.createTensor(environment, support),\n        \"")
                .append(second)
                .append("\", OnnxTensor.createTensor(environment, ")
                .append(second)
                .append("),\n        \"query\", OnnxTensor.createTensor(environment, query)));\n```\n")
                .toString();
    }

    /** A line of it. */
    static void line(StringBuilder text, String name, String type, String shape, String what) {
        text.append("| `")
                .append(name)
                .append("` | ")
                .append(type)
                .append(" | [")
                .append(shape)
                .append("] | ")
                .append(what)
                .append(" |\n");
    }

    private static String classifier(ModelCard card) {
        StringBuilder text = new StringBuilder(TABLE);
        line(text, "query", "float32", "queries, " + card.example(), "examples to answer for");
        line(text, "logits", "float32", "queries, classes", "output: scores of the classes");
        line(text, "probabilities", "float32", "queries, classes", "output: their softmax");
        return text.append("\n## Python\n\n```python\nimport onnxruntime\n\nsession = onnxruntime.InferenceSession(\"")
                .append(card.file())
                .append("\")\nprobabilities, = session.run([\"probabilities\"], {\"query\": query})\n"
                        + "facts = session.get_modelmeta().custom_metadata_map\n"
                        + "name = facts[f\"meta4j.class.{probabilities[0].argmax()}\"]\n```\n")
                .toString();
    }

    private static String encoder(ModelCard card) {
        int features = card.learner().settings().network().network().features();
        StringBuilder text = new StringBuilder(TABLE);
        line(text, "examples", "float32", "batch, " + card.example(), "examples, as it was trained on");
        line(text, "features", "float32", "batch, " + features, "output: a row for each");
        return text.append(
                        "\n## Python\n\n```python\nimport numpy as np\nimport onnxruntime\n\nsession = onnxruntime.InferenceSession(\"")
                .append(card.file())
                .append(
                        "\")\nfeatures, = session.run(None, {\"examples\": examples})\n```\n\n## Java\n\n"
                                + "With `com.microsoft.onnxruntime:onnxruntime`:\n\n```java\n"
                                + "OrtEnvironment environment = OrtEnvironment.getEnvironment();\nOrtSession session = environment.createSession(\"")
                .append(card.file())
                .append("\");\nOrtSession.Result result =\n        session.run(Map.of(\"examples\","
                        + " OnnxTensor.createTensor(environment, examples)));\n```\n")
                .toString();
    }

    private static String safetensors(ModelCard card) {
        return "## Inputs and outputs\n\nExamples of [" + card.example()
                + "] to learn from and to answer for. Tensors whose names"
                + " begin with `parameter/` are meta-parameters, with `statistic/` running statistics; the metadata have the"
                + " settings, as JSON under the key `meta4j`.\n\n## Python\n\n```python\nimport json\nfrom safetensors import safe_open\n\n"
                + "with safe_open(\"" + card.file() + "\", framework=\"numpy\") as file:\n"
                + "    settings = json.loads(file.metadata()[\"meta4j\"])\n"
                + "    weights = {name: file.get_tensor(name) for name in file.keys()}\n```\n\n## Java\n\n```java\n"
                + "TrainedLearner learner = TrainedLearner.load(Path.of(\"" + card.file() + "\"));\n"
                + "Predictor solved = learner.learn(support);\nPredictions predictions = solved.predict(query);\n```\n";
    }
}
