package org.meta4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.onnx.internal.AnyCount;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Parameters;
import org.meta4j.onnx.internal.Translation;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/**
 * A solved task as one ONNX graph: what a learner makes of a support set, class means or adapted weights, is computed while
 * exporting, in double precision, and only answering is left. Input: {@code query} [queries, …]. Outputs: {@code logits} and
 * {@code probabilities} [queries, ways], in the order of the classes. Opset 18.
 */
public final class ClassifierExport {
    private static final String SUPPORT = "task/support";
    private static final String TARGETS = "task/targets";
    private static final String QUERY = "query";

    private final TrainedLearner learner;
    private final Examples support;

    private ClassifierExport(TrainedLearner learner, Examples support) {
        this.learner = learner;
        this.support = support;
    }

    /**
     * Exports what a learner makes of a support set, for any number of queries where the answer for one does not depend on
     * others, and for one otherwise.
     *
     * @param support of classes, at least one example of each
     * @throws ExportException if the learner is made for other tasks, or cannot be expressed
     */
    public static OnnxModel export(TrainedLearner learner, Examples support) {
        ClassifierExport export = new ClassifierExport(learner, byClass(support));
        Optional<OnnxModel> any = AnyCount.merge(
                        export.model(LearnerExport.SOME),
                        LearnerExport.SOME,
                        export.model(LearnerExport.OTHERS),
                        LearnerExport.OTHERS,
                        "queries")
                .map(OnnxModel::new);
        return any.orElseGet(() -> new OnnxModel(export.model(1)));
    }

    private ModelProto model(int queries) {
        LearnerSettings settings = learner.settings();
        Targets.Classes classes = support.classes();
        require(settings, classes);
        TracedSolver solver = learner.traced().orElseThrow(() -> LearnerExport.unsupported(settings));
        Graph graph = new Graph();
        int[] examples = LearnerExport.examples(learner, support.count());
        Value query = graph.input(QUERY, LearnerExport.examples(learner, queries));
        TracedSolver.Task task = new TracedSolver.Task(
                graph.parameter(SUPPORT, Shape.of(examples)),
                graph.parameter(TARGETS, Shape.of(support.count(), classes.width())),
                query);
        Value answers =
                solver.answers(graph.parameters(learner.parameters()), graph.parameters(learner.statistics()), task);
        Nodes nodes = new Nodes();
        Map<String, String> inputs =
                Map.of(QUERY, nodes.input(QUERY, Nodes.FLOAT, LearnerExport.examples(learner, queries)));
        String name = Objects.requireNonNull(new Translation(nodes, inputs, new Parameters(numbers(examples, classes)))
                .translate(List.of(answers))
                .get(answers));
        nodes.output("logits", name, Nodes.FLOAT, queries, classes.width());
        String shares = nodes.add("Softmax", name, Nodes.integer("axis", 1));
        nodes.output("probabilities", shares, Nodes.FLOAT, queries, classes.width());
        nodes.fact("meta4j.method", settings.method());
        nodes.fact("meta4j.network", settings.network().network().name());
        nodes.fact("meta4j.batch-norm", learner.batchNorm().label());
        for (int label = 0; label < classes.width(); label++) {
            nodes.fact("meta4j.class." + label, classes.names().get(label));
        }
        return nodes.model(
                settings.method() + " classifier", learner.provenance().library());
    }

    private void require(LearnerSettings settings, Targets.Classes classes) {
        if (settings.tasks() != TaskType.CLASSIFICATION) {
            throw new ExportException("this learner predicts numbers: export it whole");
        }
        if (!support.shape().equals(learner.exampleShape())) {
            throw new ExportException("the task's examples are " + support.shape()
                    + ", but this learner was meta-trained on " + learner.exampleShape());
        }
        settings.requiredWays().ifPresent(ways -> {
            if (ways != classes.width()) {
                throw new ExportException("this learner was meta-trained for tasks of " + ways + " ways, but there are "
                        + classes.width() + " classes");
            }
        });
        settings.requiredShots().ifPresent(shots -> {
            if (shots * classes.width() != support.count()) {
                throw new ExportException("this learner was meta-trained for tasks of " + shots
                        + " shots, but there are " + support.count() + " examples of " + classes.width() + " classes");
            }
        });
    }

    private Tensors numbers(int[] examples, Targets.Classes classes) {
        Map<String, Tensor> all = new LinkedHashMap<>(
                LearnerExport.joined(learner.parameters(), learner.statistics()).asMap());
        all.put(SUPPORT, new Tensor(Shape.of(examples), support.inputs()));
        float[] targets = new float[support.count() * classes.width()];
        for (int i = 0; i < support.count(); i++) {
            targets[i * classes.width() + classes.labels()[i]] = 1;
        }
        all.put(TARGETS, new Tensor(Shape.of(support.count(), classes.width()), targets));
        return Tensors.of(all);
    }

    /** The same examples class by class, those of a class in their order: some methods want that, none minds. */
    private static Examples byClass(Examples support) {
        Targets.Classes classes = support.classes();
        int length = support.shape().length();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, support.count()).boxed().toList());
        order.sort(Comparator.comparingInt(i -> classes.labels()[i]));
        float[] inputs = new float[support.count() * length];
        int[] labels = new int[support.count()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(support.inputs(), order.get(i) * length, inputs, i * length, length);
            labels[i] = classes.labels()[order.get(i)];
        }
        return new Examples(support.shape(), inputs, new Targets.Classes(labels, classes.names()));
    }
}
