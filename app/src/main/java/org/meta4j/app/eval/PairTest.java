package org.meta4j.app.eval;

import java.util.Optional;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.data.DataException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.PairEvaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.PairSampler;
import org.meta4j.tasks.Seeds;

/**
 * Whether two images are of one class: pairs of the scored part, told by a threshold that was chosen on pairs of others.
 *
 * @param space in which distances are measured
 * @param threshold where the threshold is chosen
 * @param choosing its pairs
 * @param scored pairs of the part that is scored
 * @param pairs of each
 */
record PairTest(FeatureSpace space, Threshold threshold, PairSampler choosing, PairSampler scored, int pairs) {
    /**
     * Where the threshold is chosen.
     *
     * @param data set and split
     * @param part of it
     */
    record Threshold(MetaDataset data, Part part) {
        LabelledExamples examples() {
            return part.of(data);
        }

        boolean hasPairs() {
            return PairSampler.misfit(examples()).isEmpty();
        }
    }

    /**
     * Prepares a test; nothing is computed yet. The threshold is chosen on the validation classes or else the training
     * classes of the same data, or else of the data that the learner's run was begun with.
     *
     * @param part of the data that is scored, which has pairs
     * @param run what the learner's run was begun with, if known
     * @throws UsageException if the learner measures no distances
     * @throws DataException if there is nothing to choose the threshold on
     */
    static PairTest of(
            TrainedLearner learner, MetaDataset data, Part part, Optional<DataChoice> run, int pairs, long seed) {
        FeatureSpace space = learner.featureSpace()
                .orElseThrow(() -> new UsageException("option --pairs does not go with a learner of "
                        + learner.settings().method() + ", which has no distance between two images: use one of"
                        + " siamese, siamese-triplet or protonet"));
        PairSampler.misfit(part.of(data)).ifPresent(problem -> {
            throw new DataException(data.name() + ", part " + part.label() + ": " + problem);
        });
        Threshold threshold = first(data, Optional.of(part))
                .or(() -> run.flatMap(own -> first(divided(own, learner), Optional.empty())))
                .orElseThrow(() -> new DataException(data.name()
                        + ": --pairs chooses its threshold on pairs of validation or training classes, and this split"
                        + " has none: use another --split, or give the run folder for the model"));
        return new PairTest(
                space,
                threshold,
                new PairSampler(threshold.examples(), Seeds.of(seed, "threshold")),
                new PairSampler(part.of(data), Seeds.of(seed, "pairs")),
                pairs);
    }

    private static Optional<Threshold> first(MetaDataset data, Optional<Part> scored) {
        for (Part part : new Part[] {Part.VALIDATION, Part.TRAIN}) {
            Threshold threshold = new Threshold(data, part);
            if (!scored.equals(Optional.of(part)) && threshold.hasPairs()) {
                return Optional.of(threshold);
            }
        }
        return Optional.empty();
    }

    private static MetaDataset divided(DataChoice run, TrainedLearner learner) {
        DataSource source = run.open(learner.exampleShape());
        int ways = learner.provenance().training().validation().ways();
        return run.withTrainOnValidation(false).resolved(source).divide(source, ways);
    }

    /**
     * What the user should know of the threshold; empty where it comes from new classes of the scored data.
     *
     * @param scoredData the data that are scored, with their source and choice
     * @param run what the learner's run was begun with, if known
     */
    Optional<String> note(
            MetaDataset scoredData,
            DataSource source,
            DataChoice choice,
            Optional<DataChoice> run,
            Provenance provenance) {
        // The run's own data say by their fingerprint and part what was trained on; others are compared class by class.
        boolean own = threshold.data().fingerprint().equals(provenance.dataFingerprint())
                && (threshold.part() == Part.TRAIN || provenance.data().endsWith("+validation"));
        boolean seen = own
                || SeenClasses.warning(threshold.examples(), source, choice, run, provenance)
                        .isPresent();
        if (!seen && threshold.data().name().equals(scoredData.name())) {
            return Optional.empty();
        }
        return Optional.of("the threshold of --pairs is chosen on pairs of "
                + threshold.data().name() + ", part " + threshold.part().label()
                + (seen ? ", whose classes the learner was meta-trained on" : ""));
    }

    PairScores score(Workers workers) {
        return new PairEvaluator(workers).evaluate(space, choosing, scored, pairs);
    }
}
