package org.meta4j.learners.heads;

import java.util.Optional;
import org.meta4j.engine.Tensors;

/**
 * Nearest class mean of centred directions, CL2N (Wang, Chao, Weinberger and van der Maaten, SimpleShot: Revisiting
 * Nearest-Neighbor Classification for Few-Shot Learning, 2019, arXiv:1911.04623, section 3): features less the mean feature of
 * the training classes, at length 1; a query's score for a class is the negative squared distance to the class's mean, times
 * {@value #SHARPNESS}, which changes no order. Where training kept no mean feature none is subtracted (the paper's L2N).
 */
public final class CentredMeans implements FeatureClassifier {
    /** What the squared distances of directions are multiplied by. */
    static final double SHARPNESS = 10;

    private final Centre centre;

    /** @param statistics of training, with the mean feature where it was kept */
    public CentredMeans(Tensors statistics) {
        centre = Centre.of(statistics, Math.sqrt(SHARPNESS));
    }

    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        LabelledRows prepared = support.withRows(centre.apply(support.rows(), width));
        return NearestMean.scores(centre.apply(query, width), prepared.means(), width);
    }

    @Override
    public Optional<Head> traced() {
        return Optional.of((parameters, task, normalisation) -> {
            Head.Embedded prepared = new Head.Embedded(
                    centre.apply(task.support(), normalisation),
                    task.targets(),
                    centre.apply(task.query(), normalisation));
            return ValueRows.fromMeans(prepared, ValueRows.classMeans(prepared));
        });
    }

    @Override
    public boolean directional() {
        return true;
    }
}
