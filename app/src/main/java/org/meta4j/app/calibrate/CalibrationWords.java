package org.meta4j.app.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Calibrator;

/** A calibration in words. */
public final class CalibrationWords {
    private CalibrationWords() {}

    /** A line on what was calibrated on, and one for each size of tasks. */
    public static List<String> lines(Calibration calibration) {
        Calibration.Origin origin = calibration.origin();
        List<String> lines = new ArrayList<>();
        lines.add("calibrated on " + Texts.count(origin.tasks()) + " tasks of each size, of the " + origin.classes()
                + " classes of " + origin.data() + " (batch-norm "
                + origin.batchNorm().label() + ", familiarity: " + Json.name(calibration.familiarity()) + ")"
                + (origin.classes().equals(Calibrator.TRAINING)
                        ? "; training learned from these classes, so it is too optimistic"
                        : ""));
        calibration.entries().forEach(entry -> lines.add(line(entry)));
        return lines;
    }

    private static String line(Calibration.Entry entry) {
        String unknown = entry.unknown() == 0
                ? "no unknown classes to spare"
                : String.format(Locale.ROOT, "AUROC %.4f against %d unknown", entry.auroc(), entry.unknown());
        return String.format(
                Locale.ROOT,
                "  %d-way %d-shot: %s, temperature %.3f, calibration error %s, threshold %.4g",
                entry.ways(),
                entry.shots(),
                unknown,
                entry.temperature(),
                Texts.percent(entry.calibrationError()),
                entry.threshold());
    }
}
