package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.calibrate.CalibrationWords;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.pictures.charts.FamiliarityHistogram;
import org.meta4j.app.pictures.charts.ReliabilityDiagram;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.learners.trust.TrustScores;
import org.meta4j.tasks.OpenEpisodeSampler;

/** How far answers can be trusted: "none of these", and probabilities at the calibrated temperature. */
final class TrustSection {
    private static final String ID = "trust";
    private static final String TITLE = "Known and unknown";

    private TrustSection() {}

    /** What the model alone says. */
    static Section ofModel(@Nullable Calibration calibration) {
        return calibration == null
                ? uncalibrated()
                : new Section(
                        ID,
                        TITLE,
                        origin(calibration),
                        sizes(calibration),
                        new Section.Missing(
                                "Without the data there is no histogram of known and unknown queries: name them with"
                                        + " --data."));
    }

    private static Section uncalibrated() {
        return Section.missing(
                ID,
                TITLE,
                "The learner is not calibrated, so there is no threshold for 'none of these': 'meta4j calibrate' finds"
                        + " one.");
    }

    static Section of(TestTasks test, Workers workers, Evaluator.Progress progress) {
        Calibration calibration = test.learner().calibration();
        if (calibration == null) {
            return uncalibrated();
        }
        int ways = test.shape().ways();
        int unknown = Math.min(ways, test.examples().classes().size() - ways);
        Optional<String> problem = unknown < 1
                ? Optional.of("there are no classes to spare that a task does not have")
                : OpenEpisodeSampler.misfit(test.examples(), test.shape(), unknown);
        if (problem.isPresent()) {
            return new Section(
                    ID,
                    TITLE,
                    origin(calibration),
                    sizes(calibration),
                    new Section.Missing("No histogram of known and unknown queries: " + problem.get() + "."));
        }
        // Thresholds hold for the batch-norm mode that they were found with.
        TrainedLearner learner =
                test.learner().withBatchNorm(calibration.origin().batchNorm());
        OpenResults results = OpenResults.solve(
                workers,
                learner,
                new OpenEpisodeSampler(test.examples(), test.shape(), unknown, TestTasks.SEED),
                test.tasks(),
                progress);
        Calibration.Entry entry = calibration.entry(ways, test.shape().shots());
        return section(calibration, entry, results, unknown);
    }

    private static Section.Paragraph origin(Calibration calibration) {
        String words = CalibrationWords.lines(calibration).get(0);
        return new Section.Paragraph(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".");
    }

    private static Section.Table sizes(Calibration calibration) {
        return new Section.Table(CalibrationWords.lines(calibration).stream()
                .skip(1)
                .map(line -> line.strip().split(": ", 2))
                .map(parts -> new Section.Row(parts[0], parts[1]))
                .toList());
    }

    private static Section section(Calibration calibration, Calibration.Entry entry, OpenResults results, int unknown) {
        TrustScores scores = TrustScores.of(results, calibration.familiarity(), entry);
        OpenResults scaled = results.scaled(entry.temperature());
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Numbers(List.of(
                new Section.Number(
                        "AUROC",
                        String.format(Locale.ROOT, "%.4f", scores.auroc()),
                        "known against " + unknown + " unknown classes; 0.5 is guessing"),
                new Section.Number(
                        "coverage",
                        Texts.percent(scores.coverage()),
                        "of known queries answered if 95 % of all answers are to be right"),
                new Section.Number("known accepted", Texts.percent(scores.knownAccepted()), "by the threshold"),
                new Section.Number(
                        "unknown refused", Texts.percent(scores.unknownRefused()), "called none of these"))));
        blocks.add(origin(calibration));
        blocks.add(sizes(calibration));
        blocks.add(new Section.Figure(
                new FamiliarityHistogram(
                        "Known and unknown queries",
                        scaled.familiarity(calibration.familiarity()),
                        scaled.known(),
                        entry.threshold()),
                "Left of the threshold the answer is 'none of these'. " + Texts.count(results.knownCount())
                        + " known and " + Texts.count((long) results.count() - results.knownCount())
                        + " unknown queries of " + Texts.count(results.tasks()) + " tasks."));
        blocks.add(new Section.Figure(
                new ReliabilityDiagram("reliability-calibrated", "Calibrated", scores.reliability()),
                String.format(
                        Locale.ROOT,
                        "Answers to known queries with scores divided by the temperature %.3f, batch-norm %s: the"
                                + " probabilities that 'meta4j predict' gives.",
                        entry.temperature(),
                        calibration.origin().batchNorm().label())));
        return new Section(ID, TITLE, blocks);
    }
}
