package org.meta4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.onnx.internal.AnyCount;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Parameters;
import org.meta4j.onnx.internal.Sizes;
import org.meta4j.onnx.internal.Translation;

/**
 * A whole learner as one ONNX graph: the supports of a task and its queries in, answers out. What a learner does to solve a task,
 * gradient steps included, is in the graph.
 *
 * <p>Inputs: {@code support} [supports, …], {@code labels} [supports], 64-bit integers from 0 to ways − 1 in any order, each class at
 * least once, and {@code query} [queries, …]; examples as the learner was trained on, images [height, width, channels]. Outputs:
 * {@code logits} and {@code probabilities} [queries, ways]. Of tasks of numbers: {@code targets} [supports, width] in place of
 * labels, and one output {@code estimates} [queries, width]. Opset 18.
 */
public final class LearnerExport {
    private static final String SUPPORT = "support";
    private static final String LABELS = "labels";
    private static final String TARGETS = "targets";
    private static final String QUERY = "query";

    /** Two numbers of queries that no size of a network is likely to be a multiple of. */
    static final int SOME = 7;

    static final int OTHERS = 11;

    private final TrainedLearner learner;
    private final TaskSize size;

    private LearnerExport(TrainedLearner learner, TaskSize size) {
        this.learner = learner;
        this.size = size;
    }

    /**
     * Exports a learner, with the batch normalisation that it has: {@link TrainedLearner#withBatchNorm}.
     *
     * @throws ExportException if the learner is made for other tasks, or cannot be expressed
     */
    public static OnnxModel export(TrainedLearner learner, TaskSize size) {
        if (size.queries() != TaskSize.ANY) {
            return new OnnxModel(new LearnerExport(learner, size).model());
        }
        return ofAnyQueries(learner, size)
                .orElseThrow(() -> new ExportException("what a learner of method '"
                        + learner.settings().method() + "' computes depends on the number of queries: say how many"));
    }

    /** A file for any number of queries; empty if what is computed depends on their number. */
    public static Optional<OnnxModel> ofAnyQueries(TrainedLearner learner, TaskSize size) {
        return AnyCount.merge(
                        new LearnerExport(learner, size.withQueries(SOME)).model(),
                        SOME,
                        new LearnerExport(learner, size.withQueries(OTHERS)).model(),
                        OTHERS,
                        "queries")
                .map(OnnxModel::new);
    }

    private ModelProto model() {
        LearnerSettings settings = learner.settings();
        boolean classes = settings.tasks() == TaskType.CLASSIFICATION;
        requireSize(settings, classes);
        TracedSolver solver = learner.traced().orElseThrow(() -> unsupported(settings));
        int width = classes ? size.ways() : Objects.requireNonNull(settings.targetWidth());
        Graph graph = new Graph();
        TracedSolver.Task task = new TracedSolver.Task(
                graph.input(SUPPORT, examples(size.supports())),
                graph.input(TARGETS, size.supports(), width),
                graph.input(QUERY, examples(size.queries())));
        Value answers =
                solver.answers(graph.parameters(learner.parameters()), graph.parameters(learner.statistics()), task);
        Nodes nodes = new Nodes();
        Map<String, String> inputs = inputs(nodes, classes, solver.ordered(), width);
        Tensors numbers = learner.parameters().and(learner.statistics());
        String name = Objects.requireNonNull(new Translation(nodes, inputs, new Parameters(numbers))
                .translate(List.of(answers))
                .get(answers));
        if (classes) {
            nodes.output("logits", name, Nodes.FLOAT, size.queries(), width);
            String shares = nodes.add("Softmax", name, Nodes.integer("axis", 1));
            nodes.output("probabilities", shares, Nodes.FLOAT, size.queries(), width);
        } else {
            nodes.output("estimates", name, Nodes.FLOAT, size.queries(), width);
        }
        nodes.fact("meta4j.method", settings.method());
        nodes.fact("meta4j.network", settings.network().network().name());
        nodes.fact("meta4j.ways", size.ways());
        nodes.fact("meta4j.shots", size.shots());
        nodes.fact("meta4j.batch-norm", learner.batchNorm().label());
        nodes.fact("meta4j.data", learner.provenance().data());
        return nodes.model(settings.method() + " learner", learner.provenance().library());
    }

    private void requireSize(LearnerSettings settings, boolean classes) {
        if (!classes) {
            if (size.ways() != 1) {
                throw new ExportException("tasks of numbers have no classes, but ways were " + size.ways() + ": use 1");
            }
            return;
        }
        if (size.ways() < 2) {
            throw new ExportException("a task needs at least 2 classes, but ways were " + size.ways());
        }
        settings.requiredWays().ifPresent(ways -> require("ways", size.ways(), ways));
        settings.requiredShots().ifPresent(shots -> require("shots", size.shots(), shots));
    }

    private static void require(String what, int given, int made) {
        if (given != made) {
            throw new ExportException("this learner was meta-trained for tasks of " + made + " " + what
                    + ", but the file was to be for " + given + ": use " + made);
        }
    }

    static ExportException unsupported(LearnerSettings settings) {
        String head = settings.head() == null ? null : settings.head().solver();
        String able = String.join(", ", able());
        return new ExportException(
                (head == null ? "method '" + settings.method() + "' solves tasks" : "head '" + head + "' solves tasks")
                        + " by iterations outside of a graph, which ONNX cannot express: export its encoder alone,"
                        + " or use a learner of " + able);
    }

    /** Names of the methods whose learners can be exported. */
    public static List<String> able() {
        return Methods.all().stream()
                .filter(method -> Exportable.isWhole(method))
                .map(method -> method.name())
                .toList();
    }

    private Map<String, String> inputs(Nodes nodes, boolean classes, boolean ordered, int width) {
        Map<String, String> inputs = new LinkedHashMap<>();
        String support = nodes.input(SUPPORT, Nodes.FLOAT, examples(size.supports()));
        if (classes) {
            String labels = nodes.input(LABELS, Nodes.INT64, size.supports());
            if (ordered) {
                String order = byClass(nodes, labels);
                support = nodes.add("Gather", support, order);
                labels = nodes.add("Gather", labels, order);
            }
            // Of integers: web runtimes know no other comparison of 64 bits than this.
            String columns = nodes.add("Unsqueeze", labels, nodes.integers(1));
            long[] classNumbers = new long[width];
            for (int i = 0; i < width; i++) {
                classNumbers[i] = i;
            }
            String targets = nodes.add(
                    "Cast",
                    nodes.add("Equal", columns, nodes.integers(classNumbers)),
                    Nodes.integer("to", Nodes.FLOAT));
            inputs.put(TARGETS, targets);
        } else {
            inputs.put(TARGETS, nodes.input(TARGETS, Nodes.FLOAT, size.supports(), width));
        }
        inputs.put(SUPPORT, support);
        inputs.put(QUERY, nodes.input(QUERY, Nodes.FLOAT, examples(size.queries())));
        return inputs;
    }

    /** The order that puts supports class by class, those of a class as they were: label · supports + place, ascending. */
    private String byClass(Nodes nodes, String labels) {
        int supports = size.supports();
        long[] places = new long[supports];
        for (int i = 0; i < supports; i++) {
            places[i] = i;
        }
        String keys = nodes.add("Add", nodes.add("Mul", labels, nodes.integers(supports)), nodes.integers(places));
        // A key's place is its rank: how many keys are below it; the order is the inverse of that.
        String columns = nodes.add("Unsqueeze", keys, nodes.integers(1));
        String below = nodes.add(
                "Cast",
                nodes.add("Less", nodes.add("Unsqueeze", keys, nodes.integers(0)), columns),
                Nodes.integer("to", Nodes.INT64));
        String ranks = nodes.add("ReduceSum", below, nodes.integers(1), Nodes.integer("keepdims", 0));
        return nodes.add(
                "ScatterElements",
                List.of(nodes.integers(new long[supports]), ranks, nodes.integers(places)),
                Nodes.integer("axis", 0));
    }

    private int[] examples(int count) {
        return examples(learner, count);
    }

    /** The sizes of so many examples. */
    static int[] examples(TrainedLearner learner, int count) {
        return Sizes.batch(count, learner.exampleShape());
    }
}
