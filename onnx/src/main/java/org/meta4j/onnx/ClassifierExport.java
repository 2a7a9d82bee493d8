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
import org.jspecify.annotations.Nullable;
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
import org.meta4j.onnx.internal.EncoderChain;
import org.meta4j.onnx.internal.EncoderLayer;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Parameters;
import org.meta4j.onnx.internal.RoundedLayers;
import org.meta4j.onnx.internal.Rounding;
import org.meta4j.onnx.internal.Translation;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/**
 * A solved task as one ONNX graph: what a learner makes of a support set, class means or adapted weights, is computed while
 * exporting, in double precision, and only answering is left. Input: {@code query} [queries, …]. Outputs: {@code logits} and
 * {@code probabilities} [queries, ways], in the order of the classes. Opset 18, of 4 bits 21.
 *
 * <p>Fewer bits are for the layers that the query passes one behind the other, usually the whole encoder; what compares features
 * with those of the supports, or weighs them, has 32-bit floats.
 */
public final class ClassifierExport {
    private static final String SUPPORT = "task/support";
    private static final String TARGETS = "task/targets";
    private static final String QUERY = "query";

    private final TrainedLearner learner;
    private final Examples support;
    private final Rounding rounding;

    private ClassifierExport(TrainedLearner learner, Examples support, Rounding rounding) {
        this.learner = learner;
        this.support = support;
        this.rounding = rounding;
    }

    /**
     * Exports what a learner makes of a support set, for any number of queries where the answer for one does not depend on
     * others, and for one otherwise.
     *
     * @param support of classes, at least one example of each
     * @throws ExportException if the learner is made for other tasks, or cannot be expressed
     */
    public static OnnxModel export(TrainedLearner learner, Examples support) {
        ClassifierExport export =
                new ClassifierExport(learner, byClass(support), Rounding.none(learner.exampleShape()));
        return export.ofAnyQueries().orElseGet(() -> new OnnxModel(export.model(export.trace(1), null)));
    }

    /**
     * The same with 8-bit weights and results, as {@link EncoderExport#int8}.
     *
     * @param shape of the examples
     * @param examples to calibrate with, as the supports are too
     * @throws ExportException as {@link #export} and {@link EncoderExport#int8}, and if a query's answer depends on other examples
     *     before it has passed a layer, as it does where the batch at hand is normalised
     */
    public static OnnxModel int8(TrainedLearner learner, Examples support, ExampleShape shape, float[] examples) {
        return smaller(learner, support, Rounding.calibrated(8, learner.exampleShape(), shape, examples));
    }

    /**
     * The same with 4-bit weights, as {@link EncoderExport#int4(TrainedLearner, ExampleShape, float[])}.
     *
     * @throws ExportException as {@link #int8}
     */
    public static OnnxModel int4(TrainedLearner learner, Examples support, ExampleShape shape, float[] examples) {
        return smaller(learner, support, Rounding.calibrated(4, learner.exampleShape(), shape, examples));
    }

    private static OnnxModel smaller(TrainedLearner learner, Examples support, Rounding rounding) {
        return new ClassifierExport(learner, byClass(support), rounding.with(support.inputs()))
                .ofAnyQueries()
                .orElseThrow(() -> dependent(learner));
    }

    private static ExportException dependent(TrainedLearner learner) {
        return new ExportException("what a learner of method '"
                + learner.settings().method()
                + "' makes of a query depends on other examples before it has passed a layer, as where the batch at hand is"
                + " normalised: such a classifier is exported with 32 bits");
    }

    private Optional<OnnxModel> ofAnyQueries() {
        Trace some = trace(LearnerExport.SOME);
        EncoderChain.Beginning beginning = some.beginning();
        RoundedLayers layers = beginning == null ? null : rounding.of(beginning.layers());
        return AnyCount.merge(
                        model(some, layers),
                        LearnerExport.SOME,
                        model(trace(LearnerExport.OTHERS), layers),
                        LearnerExport.OTHERS,
                        "queries")
                .map(OnnxModel::new);
    }

    /**
     * What the learner answers.
     *
     * @param numbers of parameters and of the task
     * @param beginning the layers that a query passes by itself, which get fewer bits; null where nothing does
     */
    private record Trace(Value query, Value answers, Parameters numbers, EncoderChain.@Nullable Beginning beginning) {
        int queries() {
            return query.shape().size(0);
        }
    }

    private Trace trace(int queries) {
        LearnerSettings settings = learner.settings();
        Targets.Classes classes = support.classes();
        require(settings, classes);
        TracedSolver solver = learner.traced().orElseThrow(() -> LearnerExport.unsupported(settings));
        Graph graph = new Graph();
        int[] supports = LearnerExport.examples(learner, support.count());
        Value query = graph.input(QUERY, LearnerExport.examples(learner, queries));
        TracedSolver.Task task = new TracedSolver.Task(
                graph.parameter(SUPPORT, Shape.of(supports)),
                graph.parameter(TARGETS, Shape.of(support.count(), classes.width())),
                query);
        Value answers =
                solver.answers(graph.parameters(learner.parameters()), graph.parameters(learner.statistics()), task);
        Parameters numbers = new Parameters(numbers(supports, classes));
        return new Trace(query, answers, numbers, rounding.isNone() ? null : beginning(query, answers, numbers));
    }

    private EncoderChain.Beginning beginning(Value query, Value answers, Parameters numbers) {
        EncoderChain.Beginning layers = EncoderChain.beginning(query, answers, numbers);
        if (layers.layers().stream().noneMatch(EncoderLayer::hasWeights)) {
            throw dependent(learner);
        }
        return layers;
    }

    /** @param layers that the query passes first, of fewer bits; null if there are none such */
    private ModelProto model(Trace trace, @Nullable RoundedLayers layers) {
        Targets.Classes classes = support.classes();
        Nodes nodes = rounding.nodes();
        String examples = nodes.input(QUERY, Nodes.FLOAT, LearnerExport.examples(learner, trace.queries()));
        Translation translation = new Translation(nodes, Map.of(QUERY, examples), trace.numbers());
        EncoderChain.Beginning beginning = trace.beginning();
        if (beginning != null && layers != null) {
            translation.know(beginning.end(), layers.write(nodes, examples));
        }
        Value answers = trace.answers();
        String name =
                Objects.requireNonNull(translation.translate(List.of(answers)).get(answers));
        nodes.output("logits", name, Nodes.FLOAT, trace.queries(), classes.width());
        String shares = nodes.add("Softmax", name, Nodes.integer("axis", 1));
        nodes.output("probabilities", shares, Nodes.FLOAT, trace.queries(), classes.width());
        LearnerSettings settings = learner.settings();
        nodes.fact("meta4j.method", settings.method());
        nodes.fact("meta4j.network", settings.network().network().name());
        nodes.fact("meta4j.batch-norm", learner.batchNorm().label());
        nodes.fact("meta4j.bits", rounding.bits());
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

    private Tensors numbers(int[] supports, Targets.Classes classes) {
        Map<String, Tensor> all = new LinkedHashMap<>(
                learner.parameters().and(learner.statistics()).asMap());
        all.put(SUPPORT, new Tensor(Shape.of(supports), support.inputs()));
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
