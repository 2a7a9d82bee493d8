package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.SoftKMeans;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PrototypeObjective;
import org.meta4j.tasks.EpisodeShape;

/** Soft k-means prototypes: training as prototypical networks, then prototypes refined by the queries, see {@link SoftKMeans}. */
public final class SoftPrototypes extends EmbeddingMethod {
    private static final int TRAINING_QUERIES = 5;

    @Override
    public String name() {
        return "soft-k-means";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which a class is its mean",
                "one pass forward over all images",
                "transductive: many queries are there at once, of the task's classes alone; also as a head of any metric"
                        + " learner",
                "Ren, Triantafillou, Ravi, Snell, Swersky, Tenenbaum, Larochelle, Zemel: Meta-Learning for Semi-Supervised"
                        + " Few-Shot Classification, 2018, arXiv:1803.00676");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(ProtoNet.TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        return new PrototypeObjective(settings.network().network());
    }

    @Override
    FeatureClassifier classifier(LearnerSettings settings, Tensors parameters, Tensors statistics) {
        return new SoftKMeans();
    }
}
