package org.meta4j.learners;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.tasks.ExampleShape;

/** Checks a task file's tensors before a learner meets them. */
final class TaskTensors {
    private static final String WAYS = "ways";
    private static final String LABELS = "support/labels";
    private static final String EMBEDDINGS = "support/embeddings";
    private static final String INPUTS = "support/inputs";
    private static final String INITIAL = "initial/";

    private TaskTensors() {}

    /** @throws FileFormatException if a tensor is missing, or its shape or labels contradict the document */
    static void check(Document document, LearnerSettings settings, int classes, int[] labels) {
        String source = document.source();
        Tensors tensors = document.tensors();
        Method method = Methods.named(settings.method());
        Objective objective = method.objective(settings);
        if (labels.length == 0) {
            throw new FileFormatException(source, "it names no supports: solve the task again");
        }
        FileChecks.sameShapes(
                source,
                method.adapts() ? objective.network().initialise(0) : method.solvingParameters(objective.initialise(0)),
                Prefixed.get(tensors, Prefixed.PARAMETER));
        Map<String, Tensor> expected = new LinkedHashMap<>();
        expected.put(WAYS, Tensor.zeros(Shape.of(1)));
        int length = new ExampleShape(settings.network().exampleShape()).length();
        if (method.adapts() || tensors.contains(INPUTS)) {
            expected.put(INPUTS, Tensor.zeros(Shape.of(labels.length, length)));
        }
        if (!Prefixed.get(tensors, INITIAL).names().isEmpty()) {
            FileChecks.sameShapes(source, objective.initialise(0), Prefixed.get(tensors, INITIAL));
            expected.put(LABELS, Tensor.zeros(Shape.of(labels.length)));
        }
        if (!method.adapts()) {
            FileChecks.sameShapes(source, objective.initialStatistics(), Prefixed.get(tensors, Prefixed.STATISTIC));
            int features = settings.network().network().features();
            expected.put(EMBEDDINGS, Tensor.zeros(Shape.of(labels.length, features)));
            expected.put(LABELS, Tensor.zeros(Shape.of(labels.length)));
        }
        FileChecks.sameShapes(source, Tensors.of(expected), tensors);
        requireEqual(source, WAYS, tensors, new int[] {classes});
        if (tensors.contains(LABELS)) {
            requireEqual(source, LABELS, tensors, labels);
        }
    }

    private static void requireEqual(String source, String name, Tensors tensors, int[] named) {
        float[] values = new float[named.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = named[i];
        }
        float[] found = tensors.get(name).values();
        int at = Arrays.mismatch(found, values);
        if (at >= 0) {
            throw new FileFormatException(
                    source,
                    "tensor '" + name + "' has " + found[at] + " at " + at + ", but the document says " + named[at]
                            + ": the file is damaged; solve the task again");
        }
    }
}
