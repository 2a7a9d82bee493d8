package org.meta4j.app.eval;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.trust.Familiarity;
import org.meta4j.learners.trust.TrustScores;

/**
 * How far a learner's answers can be trusted, with names as in JSON.
 *
 * @param unknown classes that only queries were of
 * @param auroc known against unknown queries, of all tasks together
 * @param aurocPerTask the same within each task, mean
 * @param aurocCi95 half the width of its 95 % interval
 * @param calibrationError expected calibration error of the answers to known queries, 15 bins
 * @param coverageAt95 share of the known queries that can be answered if 95 % of all answers are to be right
 * @param knownAccepted share of the known queries above the threshold; null without a calibration
 * @param unknownRefused share of the unknown queries below it; null without a calibration
 * @param familiarity by which known is told from unknown
 * @param calibratedOn which classes; null without a calibration
 */
record TrustResult(
        int unknown,
        double auroc,
        double aurocPerTask,
        double aurocCi95,
        double calibrationError,
        double coverageAt95,
        double knownAccepted,
        double unknownRefused,
        Familiarity familiarity,
        @Nullable String calibratedOn) {
    static TrustResult of(int unknown, TrustScores scores, Familiarity kind, @Nullable String calibratedOn) {
        return new TrustResult(
                unknown,
                scores.auroc(),
                scores.aurocPerTask().mean(),
                scores.aurocPerTask().halfWidth(),
                scores.reliability().error(),
                scores.coverage(),
                scores.knownAccepted(),
                scores.unknownRefused(),
                kind,
                calibratedOn);
    }

    String text() {
        String line = String.format(
                Locale.ROOT,
                "with %d unknown classes: AUROC %.4f (per task %.4f ± %.4f), calibration error %s, coverage %s at 95 %%"
                        + " precision",
                unknown,
                auroc,
                aurocPerTask,
                aurocCi95,
                Texts.percent(calibrationError),
                Texts.percent(coverageAt95));
        return calibratedOn == null
                ? line + ", not calibrated"
                : line + "; the threshold accepts " + Texts.percent(knownAccepted) + " of known and refuses "
                        + Texts.percent(unknownRefused) + " of unknown queries (calibrated on " + calibratedOn
                        + " classes)";
    }
}
