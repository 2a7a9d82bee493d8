package org.meta4j.learners.methods;

import java.util.Optional;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Prototypical networks, see {@link PrototypeObjective}: training in many-way episodes, solving by class means. */
public final class ProtoNet implements Method {
    /** Ways of training episodes if the data have as many classes: {@value}, as in the paper. */
    public static final int TRAINING_WAYS = 60;

    private static final int TRAINING_QUERIES = 5;
    private static final long ITERATIONS = 10_000;
    private static final double META_LEARNING_RATE = 1e-3;

    @Override
    public String name() {
        return "protonet";
    }

    @Override
    public Card card() {
        return new Card(
                "metric",
                "an embedding in which a class is its mean",
                "one pass forward over the supports",
                "first choice: any number of ways and shots, one image alone, classes added later",
                "Snell, Swersky, Zemel: Prototypical Networks for Few-Shot Learning, 2017, arXiv:1703.05175");
    }

    @Override
    public boolean adapts() {
        return false;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(),
                new NetworkSettings(
                        NetworkSettings.CNN4_STRIDED, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.FLATTEN),
                null);
    }

    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        int ways = Math.max(TRAINING_WAYS, episode.ways());
        return new TrainingSettings(
                new EpisodeShape(ways, episode.shots(), TRAINING_QUERIES),
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
    public Objective objective(LearnerSettings settings) {
        return new PrototypeObjective(settings.network().network());
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
        return support -> Prototypes.learn(embedder, support);
    }

    @Override
    public Optional<FeatureSpace> featureSpace(
            LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        return Optional.of(embedder(settings, parameters, statistics, mode));
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        return Prototypes.restore(
                embedder(
                        settings,
                        Prefixed.get(state, Prefixed.PARAMETER),
                        Prefixed.get(state, Prefixed.STATISTIC),
                        mode),
                state);
    }

    private static Embedder embedder(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        if (mode != BatchNorm.RUNNING) {
            throw new IllegalArgumentException("batch-norm mode '" + mode.label()
                    + "' is not for protonet, whose answers must not depend on other queries: use running");
        }
        return new Embedder(settings.network().network(), parameters, statistics);
    }
}
