package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.objectives.HeadObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.solving.TracedHead;

/**
 * A method that is trained in episodes with the head that solves its tasks. To add one, say its name, its card, its head and
 * the shape of its training episodes.
 */
public abstract class EpisodicMethod extends EmbeddingMethod {
    /** Its head. */
    protected abstract Head head(LearnerSettings settings);

    @Override
    public Objective objective(LearnerSettings settings) {
        return new HeadObjective(settings.network().network(), head(settings));
    }

    @Override
    FeatureClassifier classifier(LearnerSettings settings, Tensors parameters, Tensors statistics) {
        return new TracedHead(head(settings), parameters, statistics);
    }
}
