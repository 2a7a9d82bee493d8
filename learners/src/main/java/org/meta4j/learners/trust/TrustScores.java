package org.meta4j.learners.trust;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meta4j.scores.Auroc;
import org.meta4j.scores.Coverage;
import org.meta4j.scores.MeanInterval;
import org.meta4j.scores.Reliability;
import org.meta4j.tasks.Predictions;

/**
 * How far a learner's answers to known and unknown queries can be trusted.
 *
 * @param auroc of familiarity, known against unknown queries of all tasks together, as one threshold must tell them
 * @param aurocPerTask the same within each task, and its mean
 * @param reliability of the probabilities of the known queries' answers
 * @param coverage share of the known queries that can be answered if {@link Coverage#PRECISION} of all answers are to be
 *     right, an answer to an unknown query being wrong
 * @param knownAccepted share of the known queries that the threshold accepts; NaN without a calibration
 * @param unknownRefused share of the unknown queries that the threshold refuses; NaN without a calibration
 */
public record TrustScores(
        double auroc,
        MeanInterval aurocPerTask,
        Reliability reliability,
        double coverage,
        double knownAccepted,
        double unknownRefused) {
    /**
     * Of tasks with known and unknown queries.
     *
     * @param results with probabilities as the learner gave them
     * @param kind of familiarity
     * @param entry of the calibration; null where there is none
     */
    public static TrustScores of(OpenResults results, Familiarity kind, Calibration.@Nullable Entry entry) {
        OpenResults scaled = entry == null ? results : results.scaled(entry.temperature());
        double[] familiarity = scaled.familiarity(kind);
        boolean[] known = scaled.known();
        double[] perTask = new double[scaled.tasks()];
        int from = 0;
        for (int t = 0; t < perTask.length; t++) {
            int to = from + scaled.labels().get(t).length;
            perTask[t] = Auroc.of(Arrays.copyOfRange(familiarity, from, to), Arrays.copyOfRange(known, from, to));
            from = to;
        }
        int accepted = 0;
        int refused = 0;
        double threshold = entry == null ? Double.NaN : entry.threshold();
        for (int i = 0; i < known.length; i++) {
            accepted += known[i] && familiarity[i] >= threshold ? 1 : 0;
            refused += !known[i] && familiarity[i] < threshold ? 1 : 0;
        }
        int knownCount = scaled.knownCount();
        return new TrustScores(
                Auroc.of(familiarity, known),
                MeanInterval.of(perTask),
                reliability(scaled),
                Coverage.at(Coverage.PRECISION, familiarity, scaled.right(), known),
                entry == null ? Double.NaN : (double) accepted / knownCount,
                entry == null ? Double.NaN : (double) refused / (known.length - knownCount));
    }

    /** Of the answers to known queries: how probable the learner called them, and how often they are right. */
    public static Reliability reliability(OpenResults results) {
        boolean[] known = results.known();
        boolean[] right = results.right();
        double[] confidences = new double[results.knownCount()];
        boolean[] hits = new boolean[confidences.length];
        int query = 0;
        int at = 0;
        for (Predictions task : results.predictions()) {
            for (int i = 0; i < task.count(); i++, query++) {
                if (known[query]) {
                    // A float just above 1 is the rounding of a sum.
                    confidences[at] = Math.min(1, task.probability(i, task.label(i)));
                    hits[at++] = right[query];
                }
            }
        }
        return Reliability.of(confidences, hits);
    }
}
