package org.meta4j.learners;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import tools.jackson.databind.node.ObjectNode;

/**
 * What meta-training yields: a base-learner that is good at the next task. Immutable and thread-safe; saved to
 * and loaded from one safetensors file.
 */
public final class TrainedLearner implements Solver {
    private final LearnerSettings settings;
    private final Tensors parameters;
    private final Tensors statistics;
    private final Provenance provenance;
    private final BatchNorm batchNorm;
    private final @Nullable Calibration calibration;
    private final Solver solver;

    /** A learner from what was learned; the tensors become its own. It predicts single examples as its method does. */
    public TrainedLearner(LearnerSettings settings, Tensors parameters, Tensors statistics, Provenance provenance) {
        this(
                settings,
                parameters,
                statistics,
                provenance,
                Methods.named(settings.method()).predictionBatchNorm(),
                null);
    }

    private TrainedLearner(
            LearnerSettings settings,
            Tensors parameters,
            Tensors statistics,
            Provenance provenance,
            BatchNorm mode,
            @Nullable Calibration calibration) {
        this.settings = settings;
        this.parameters = parameters;
        this.statistics = statistics;
        this.provenance = provenance;
        this.batchNorm = mode;
        this.calibration = calibration;
        this.solver = Methods.named(settings.method()).solver(settings, parameters, statistics, mode);
    }

    /** The same learner with other statistics for batch normalisation. */
    public TrainedLearner withBatchNorm(BatchNorm mode) {
        return new TrainedLearner(settings, parameters, statistics, provenance, mode, calibration);
    }

    /** The same learner with other inner-loop settings, such as more steps on a new task; not calibrated any more. */
    public TrainedLearner withInner(InnerSettings inner) {
        return new TrainedLearner(settings.withInner(inner), parameters, statistics, provenance, batchNorm, null);
    }

    /** The same learner with another calibration, or none. */
    public TrainedLearner withCalibration(@Nullable Calibration newCalibration) {
        return new TrainedLearner(settings, parameters, statistics, provenance, batchNorm, newCalibration);
    }

    /** The same learner with other siamese settings, such as another distance to a class; not calibrated any more. */
    public TrainedLearner withSiamese(SiameseSettings siamese) {
        return new TrainedLearner(settings.withSiamese(siamese), parameters, statistics, provenance, batchNorm, null);
    }

    /**
     * The same learner whose tasks another head solves, as {@link org.meta4j.learners.heads.Heads} knows it; not calibrated any
     * more.
     *
     * @param name null for the method's own way
     * @throws IllegalArgumentException if there is none of that name, or the method takes none
     */
    public TrainedLearner withHead(@Nullable String name) {
        HeadSettings head = settings.head();
        LearnerSettings changed =
                settings.withHead(head == null ? new HeadSettings(name, null) : head.withSolver(name));
        return new TrainedLearner(changed, parameters, statistics, provenance, batchNorm, null);
    }

    /** Whether the answer for a query depends on the others that it is asked with, whatever batch normalisation does. */
    public boolean transductive() {
        return Methods.named(settings.method()).transductive(settings);
    }

    /** The learner's feature space; empty for methods that have none of their own. */
    public Optional<FeatureSpace> featureSpace() {
        return Methods.named(settings.method()).featureSpace(settings, parameters, statistics, batchNorm);
    }

    /** How it solves tasks, as a computation on values; empty where there is none. */
    public Optional<TracedSolver> traced() {
        return Methods.named(settings.method()).traced(settings, statistics, batchNorm);
    }

    @Override
    public SolvedTask learn(Examples support) {
        if (!support.shape().equals(exampleShape())) {
            throw new IllegalArgumentException("the task's examples are " + support.shape()
                    + ", but this learner was meta-trained on " + exampleShape());
        }
        return solver.learn(support);
    }

    public LearnerSettings settings() {
        return settings;
    }

    public Provenance provenance() {
        return provenance;
    }

    public BatchNorm batchNorm() {
        return batchNorm;
    }

    /**
     * What its answers can be trusted by; null if it was not calibrated. It was found with the batch-norm mode that its
     * origin names.
     */
    public @Nullable Calibration calibration() {
        return calibration;
    }

    /** Meta-parameters; not to be changed. */
    public Tensors parameters() {
        return parameters;
    }

    /** Running statistics; not to be changed. */
    public Tensors statistics() {
        return statistics;
    }

    /** Shape of the examples that it learns from. */
    public ExampleShape exampleShape() {
        return new ExampleShape(settings.network().exampleShape());
    }

    /**
     * The same learner with other meta-parameters and running statistics, of the same names and shapes; not calibrated any
     * more.
     */
    public TrainedLearner withTensors(Tensors newParameters, Tensors newStatistics) {
        FileChecks.sameShapes("the learner", parameters, newParameters);
        FileChecks.sameShapes("the learner", statistics, newStatistics);
        return new TrainedLearner(settings, newParameters, newStatistics, provenance, batchNorm, null);
    }

    /** Writes the learner to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        Document document = document(file.toString());
        Documents.write(file, document.format(), document.content(), document.tensors());
    }

    /**
     * What its file holds, for files that hold it in another way.
     *
     * @param source what to call it in errors
     */
    public Document document(String source) {
        ObjectNode content = Json.object();
        content.set("learner", Json.tree(settings));
        content.set("provenance", Json.tree(provenance));
        if (calibration != null) {
            content.set(Calibration.FIELD, Json.tree(calibration));
        }
        Tensors tensors = new Prefixed()
                .put(Prefixed.PARAMETER, parameters)
                .put(Prefixed.STATISTIC, statistics)
                .tensors();
        return new Document(source, Documents.MODEL, Documents.FORMAT_VERSION, content, tensors, Map.of());
    }

    /**
     * Reads a learner.
     *
     * @throws FileFormatException if the file is missing, damaged, or not a learner
     */
    public static TrainedLearner load(Path file) {
        return of(Documents.read(file, Documents.MODEL));
    }

    /**
     * Reads a learner from the content of a file.
     *
     * @param source what to call it in errors
     * @throws FileFormatException if it is damaged, or not a learner
     */
    public static TrainedLearner load(String source, byte[] content) {
        return of(Documents.read(source, content, Documents.MODEL));
    }

    /**
     * The learner that {@link #document} was made of.
     *
     * @throws FileFormatException if it lacks something
     */
    public static TrainedLearner of(Document document) {
        LearnerSettings settings = document.read("learner", LearnerSettings.class);
        Tensors parameters = Prefixed.get(document.tensors(), Prefixed.PARAMETER);
        Tensors statistics = Prefixed.get(document.tensors(), Prefixed.STATISTIC);
        var objective = Methods.named(settings.method()).objective(settings);
        FileChecks.sameShapes(document.source(), objective.initialise(0), parameters);
        FileChecks.sameShapes(document.source(), objective.initialStatistics(), statistics);
        return new TrainedLearner(settings, parameters, statistics, document.read("provenance", Provenance.class))
                .withCalibration(Calibration.in(document));
    }
}
