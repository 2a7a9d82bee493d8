package org.meta4j.learners.methods;

import java.util.Optional;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.nets.Cnn2;
import org.meta4j.learners.objectives.ContrastiveLoss;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PairLoss;
import org.meta4j.learners.objectives.PairObjective;
import org.meta4j.learners.objectives.TripletLoss;
import org.meta4j.learners.solving.ComparedSupports;
import org.meta4j.learners.solving.EmbeddedSupports;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.learners.solving.TracedComparison;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * Siamese networks: training on all pairs of a support and a query, see {@link PairObjective}, with the contrastive or
 * the triplet loss; solving by comparing a query with the supports, see {@link ComparedSupports}.
 */
public final class Siamese implements Method {
    /** Margin of both losses by default: {@value}. */
    public static final double MARGIN = 1;

    /** Ways of training episodes if the data have as many classes: {@value}. */
    public static final int TRAINING_WAYS = 30;

    // Two and two: four pairs of each class with itself, and a query's choice of the nearest of 58 others, for 120
    // images.
    private static final int TRAINING_SHOTS = 2;
    private static final int TRAINING_QUERIES = 2;
    private static final long ITERATIONS = 10_000;
    private static final double META_LEARNING_RATE = 1e-3;

    private final boolean triplet;

    private Siamese(boolean triplet) {
        this.triplet = triplet;
    }

    /** With the contrastive loss. */
    public static Siamese contrastive() {
        return new Siamese(false);
    }

    /** With the triplet loss. */
    public static Siamese triplet() {
        return new Siamese(true);
    }

    @Override
    public String name() {
        return triplet ? "siamese-triplet" : "siamese";
    }

    @Override
    public Card card() {
        return triplet
                ? new Card(
                        "metric",
                        "a distance by which an example is nearer to its class than to others",
                        "one pass forward over the supports",
                        "as siamese, where classes differ in how spread they are",
                        "Schroff, Kalenichenko, Philbin: FaceNet, 2015, arXiv:1503.03832")
                : new Card(
                        "metric",
                        "a distance that is small within a class and large between classes",
                        "one pass forward over the supports",
                        "is it the same or not: two images and a threshold; any number of ways and shots",
                        "Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping, 2006,"
                                + " doi:10.1109/CVPR.2006.100");
    }

    @Override
    public boolean adapts() {
        return false;
    }

    @Override
    public boolean comparesPairs() {
        return true;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(),
                new NetworkSettings(
                        NetworkSettings.CNN2, examples.sizes(), Cnn2.DEFAULT_FILTERS, NetworkSettings.FLATTEN),
                null,
                new SiameseSettings(MARGIN, SiameseSettings.Mining.HARDEST, SiameseSettings.ClassDistance.NEAREST));
    }

    /** The shape of training episodes does not follow the tasks': it makes pairs, and any number of shots is solved. */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return new TrainingSettings(
                new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), TRAINING_SHOTS, TRAINING_QUERIES),
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
        SiameseSettings siamese = settings.requireSiamese();
        PairLoss loss = triplet
                ? new TripletLoss(siamese.margin(), siamese.mining())
                : new ContrastiveLoss(siamese.margin(), siamese.mining());
        return new PairObjective(settings.network().network(), loss);
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
        return support -> new ComparedSupports(EmbeddedSupports.learn(embedder, support), settings.requireSiamese());
    }

    @Override
    public Optional<FeatureSpace> featureSpace(
            LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        return Optional.of(embedder(settings, parameters, statistics, mode));
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        Embedder embedder = embedder(
                settings, Prefixed.get(state, Prefixed.PARAMETER), Prefixed.get(state, Prefixed.STATISTIC), mode);
        return new ComparedSupports(EmbeddedSupports.restore(embedder, state), settings.requireSiamese());
    }

    @Override
    public Optional<TracedSolver> traced(LearnerSettings settings, Tensors statistics, BatchNorm mode) {
        requireRunning(mode);
        return Optional.of(new TracedComparison(settings.network().network(), settings.requireSiamese()));
    }

    private Embedder embedder(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        requireRunning(mode);
        return new Embedder(settings.network().network(), parameters, statistics);
    }

    private void requireRunning(BatchNorm mode) {
        if (mode != BatchNorm.RUNNING) {
            throw new IllegalArgumentException("batch-norm mode '" + mode.label() + "' is not for " + name()
                    + ", whose answers must not depend on other queries: use running");
        }
    }
}
