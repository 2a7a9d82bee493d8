package org.meta4j.app.eval;

import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.Part;
import org.meta4j.data.DataException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.PairEvaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.PairSampler;
import org.meta4j.tasks.Seeds;

/**
 * Whether two images are of one class: pairs of the scored part, told by a threshold that was chosen on pairs of another.
 *
 * @param space in which distances are measured
 * @param threshold part that the threshold is chosen on
 * @param choosing its pairs
 * @param scored pairs of the part that is scored
 * @param pairs of each
 */
record PairTest(FeatureSpace space, Part threshold, PairSampler choosing, PairSampler scored, int pairs) {
    /**
     * Prepares a test; nothing is computed yet.
     *
     * @param split of the data, for messages
     * @throws UsageException if the learner measures no distances
     * @throws DataException if the data have no such pairs
     */
    static PairTest of(TrainedLearner learner, MetaDataset data, String split, Part part, int pairs, long seed) {
        FeatureSpace space = learner.featureSpace()
                .orElseThrow(() -> new UsageException("option --pairs does not go with a learner of "
                        + learner.settings().method() + ", which has no distance between two images: use one of"
                        + " siamese, siamese-triplet or protonet"));
        requirePairs(part.of(data), data.name() + ", split " + split);
        Part threshold = thresholdPart(data, part);
        return new PairTest(
                space,
                threshold,
                new PairSampler(threshold.of(data), Seeds.of(seed, "threshold")),
                new PairSampler(part.of(data), Seeds.of(seed, "pairs")),
                pairs);
    }

    private static Part thresholdPart(MetaDataset data, Part scored) {
        for (Part part : new Part[] {Part.VALIDATION, Part.TRAIN}) {
            if (part != scored && PairSampler.misfit(part.of(data)).isEmpty()) {
                return part;
            }
        }
        throw new DataException(data.name() + ": --pairs chooses its threshold on pairs of validation or training"
                + " classes, and this split has none: use another --split, such as random");
    }

    private static void requirePairs(LabelledExamples examples, String what) {
        PairSampler.misfit(examples).ifPresent(problem -> {
            throw new DataException(what + ": " + problem);
        });
    }

    PairScores score(Workers workers) {
        return new PairEvaluator(workers).evaluate(space, choosing, scored, pairs);
    }
}
