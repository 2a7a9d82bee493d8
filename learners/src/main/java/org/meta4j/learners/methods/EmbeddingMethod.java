package org.meta4j.learners.methods;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.Heads;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.solving.ClassifiedSupports;
import org.meta4j.learners.solving.EmbeddedSupports;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.learners.solving.TracedEmbedding;
import org.meta4j.learners.solving.UnitSpace;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * What the methods have in common that embed supports and queries by one encoder, which does not change in a task: each says
 * how it is trained, and what classifies the features of a new task. Batch normalisation uses running statistics.
 */
abstract class EmbeddingMethod implements Method {
    /** Family of these methods in the table. */
    protected static final String FAMILY = "metric";

    /** Family of the methods that read a task as a sequence. */
    protected static final String MEMORY = "memory";

    private static final long ITERATIONS = 10_000;
    private static final double META_LEARNING_RATE = 1e-3;

    /** What solves tasks in the method's own way. */
    abstract FeatureClassifier classifier(LearnerSettings settings, Tensors parameters, Tensors statistics);

    /** Shape of training episodes for such tasks. */
    protected abstract EpisodeShape training(EpisodeShape episode);

    @Override
    public final boolean adapts() {
        return false;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(name(), network(examples), null);
    }

    /** The network by default. */
    NetworkSettings network(ExampleShape examples) {
        return new NetworkSettings(
                NetworkSettings.CNN4_STRIDED, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.FLATTEN);
    }

    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return new TrainingSettings(
                training(episode),
                episode,
                1,
                ITERATIONS,
                TrainingSettings.UNLIMITED,
                META_LEARNING_RATE,
                2,
                200,
                500,
                0,
                500,
                0);
    }

    @Override
    public BatchNorm evaluationBatchNorm() {
        return BatchNorm.RUNNING;
    }

    @Override
    public BatchNorm predictionBatchNorm() {
        return BatchNorm.RUNNING;
    }

    @Override
    public Solver solver(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        Embedder embedder = embedder(settings, parameters, statistics, mode);
        FeatureClassifier classifier = chosen(settings, parameters, statistics);
        return support -> new ClassifiedSupports(EmbeddedSupports.learn(embedder, support), classifier);
    }

    @Override
    public final boolean takesHeads() {
        return true;
    }

    @Override
    public boolean transductive(LearnerSettings settings) {
        return chosen(settings, Tensors.of(Map.of()), Tensors.of(Map.of())).transductive();
    }

    private FeatureClassifier chosen(LearnerSettings settings, Tensors parameters, Tensors statistics) {
        String named = solverOf(settings);
        return named == null ? classifier(settings, parameters, statistics) : Heads.named(named, statistics);
    }

    /** Name of the head that solves tasks in place of the method's own way; null for none. */
    static @Nullable String solverOf(LearnerSettings settings) {
        HeadSettings head = settings.head();
        return head == null ? null : head.solver();
    }

    @Override
    public Optional<FeatureSpace> featureSpace(
            LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        FeatureSpace space = embedder(settings, parameters, statistics, mode);
        boolean directional = chosen(settings, parameters, statistics).directional();
        return Optional.of(directional ? new UnitSpace(space) : space);
    }

    @Override
    public Optional<TracedSolver> traced(LearnerSettings settings, Tensors statistics, BatchNorm mode) {
        requireRunning(mode);
        return chosen(settings, Tensors.of(Map.of()), statistics)
                .traced()
                .map(head -> new TracedEmbedding(settings.network().network(), head));
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        Tensors parameters = Prefixed.get(state, Prefixed.PARAMETER);
        Tensors statistics = Prefixed.get(state, Prefixed.STATISTIC);
        EmbeddedSupports support = EmbeddedSupports.restore(embedder(settings, parameters, statistics, mode), state);
        return new ClassifiedSupports(support, chosen(settings, parameters, statistics));
    }

    final Embedder embedder(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        requireRunning(mode);
        return new Embedder(settings.network().network(), solvingParameters(parameters), statistics);
    }

    private void requireRunning(BatchNorm mode) {
        if (mode != BatchNorm.RUNNING) {
            throw new IllegalArgumentException("batch-norm mode '" + mode.label() + "' is not for " + name()
                    + ", whose embedding of an example must not depend on its neighbours: use running");
        }
    }
}
