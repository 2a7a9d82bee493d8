package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.NearestMean;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PrototypeObjective;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.learners.solving.Prototypes;
import org.meta4j.tasks.EpisodeShape;

/** Prototypical networks, see {@link PrototypeObjective}: training in many-way episodes, solving by class means. */
public final class ProtoNet extends EmbeddingMethod {
    /** Ways of training episodes if the data have as many classes: {@value}, as in the paper. */
    public static final int TRAINING_WAYS = 60;

    private static final int TRAINING_QUERIES = 5;

    @Override
    public String name() {
        return "protonet";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which a class is its mean",
                "one pass forward over the supports",
                "first choice: any number of ways and shots, one image alone, classes added later",
                "Snell, Swersky, Zemel: Prototypical Networks for Few-Shot Learning, 2017, arXiv:1703.05175");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        return new PrototypeObjective(settings.network().network());
    }

    @Override
    FeatureClassifier classifier(LearnerSettings settings, Tensors parameters, Tensors statistics) {
        return new NearestMean();
    }

    /** As the class means say; with prototypes kept, which spares leaving out each support the work of all classes. */
    @Override
    public Solver solver(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        if (solverOf(settings) != null) {
            return super.solver(settings, parameters, statistics, mode);
        }
        Embedder embedder = embedder(settings, parameters, statistics, mode);
        return support -> Prototypes.learn(embedder, support);
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        if (solverOf(settings) != null) {
            return super.restore(settings, mode, state);
        }
        Tensors parameters = Prefixed.get(state, Prefixed.PARAMETER);
        Tensors statistics = Prefixed.get(state, Prefixed.STATISTIC);
        return Prototypes.restore(embedder(settings, parameters, statistics, mode), state);
    }
}
