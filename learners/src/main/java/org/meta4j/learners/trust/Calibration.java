package org.meta4j.learners.trust;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.files.Document;

/**
 * What makes a learner's answers trustworthy: temperatures for its probabilities and thresholds of familiarity below
 * which an example is none of the task's classes. Found by {@link Calibrator}.
 *
 * @param familiarity what the thresholds are thresholds of
 * @param entries for tasks of different sizes, at least one
 * @param origin what it was calibrated on
 */
public record Calibration(Familiarity familiarity, List<Entry> entries, Origin origin) {
    /** The field of models' and tasks' documents that it is in: {@value}. */
    public static final String FIELD = "calibration";

    /** Share of the known queries that a threshold accepts: {@value}. */
    public static final double ACCEPTED = 0.95;

    public Calibration {
        Objects.requireNonNull(familiarity, "familiarity is null");
        Objects.requireNonNull(origin, "origin is null");
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a calibration needs at least one entry");
        }
    }

    /**
     * For tasks of one size.
     *
     * @param ways classes of its tasks
     * @param shots supports of each class
     * @param unknown classes that only queries were of; 0 if the data had none to spare
     * @param temperature by which scores are divided before the softmax
     * @param threshold the least familiarity of a class that the task has
     * @param median familiarity of the known queries
     * @param auroc of familiarity, known against unknown queries; NaN without unknown classes
     * @param calibrationError expected calibration error of the known queries at this temperature; they are those that
     *     the temperature was fitted to
     */
    public record Entry(
            int ways,
            int shots,
            int unknown,
            double temperature,
            double threshold,
            double median,
            double auroc,
            double calibrationError) {
        public Entry {
            if (ways < 2 || shots < 1 || unknown < 0) {
                throw new IllegalArgumentException("a calibration for " + ways + " ways, " + shots + " shots and "
                        + unknown + " unknown classes: there must be at least 2, 1 and 0");
            }
            if (!(temperature >= Temperature.LEAST && temperature <= Temperature.MOST)) {
                throw new IllegalArgumentException("the temperature must be between " + Temperature.LEAST + " and "
                        + Temperature.MOST + ", but was " + temperature);
            }
            if (!Double.isFinite(threshold) || !Double.isFinite(median)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "threshold and median must be finite, but were %s and %s", threshold, median));
            }
        }

        Entry lowered(double by) {
            return new Entry(ways, shots, unknown, temperature, threshold - by, median - by, auroc, calibrationError);
        }
    }

    /**
     * What was calibrated on.
     *
     * @param classes which part of the data: {@code validation} for classes that training did not learn from,
     *     {@code training} for those that it did, where there were no others: such a calibration is too optimistic
     * @param data name of the data set and split
     * @param dataFingerprint SHA-256 of the data
     * @param batchNorm whose statistics normalised
     * @param tasks of each size
     * @param seed of the tasks
     */
    public record Origin(
            String classes, String data, String dataFingerprint, BatchNorm batchNorm, int tasks, long seed) {}

    /** The calibration in a file's document; null if it has none, as files from before there were any. */
    public static @Nullable Calibration in(Document document) {
        return document.content().has(FIELD) ? document.read(FIELD, Calibration.class) : null;
    }

    /** The entry for tasks of a size: of the nearest ratio of shots, then of ways. */
    public Entry entry(int ways, double shots) {
        return entries.stream()
                .min(Comparator.<Entry>comparingDouble(entry -> Math.abs(Math.log(entry.shots() / shots)))
                        .thenComparingDouble(entry -> Math.abs(Math.log((double) entry.ways() / ways))))
                .orElseThrow();
    }

    /** The entry for a task with so many supports of each class. */
    public Entry entry(int[] supportsPerClass) {
        return entry(
                supportsPerClass.length,
                Math.max(1, Arrays.stream(supportsPerClass).average().orElse(1)));
    }

    /**
     * The same for a task whose own supports are less familiar than the data that were calibrated on, such as
     * photographs to a learner of characters: thresholds are lowered by as much as the median familiarity of the
     * task's supports, each predicted without itself, is below the known queries' median. They are never raised.
     *
     * @param leftOut familiarity of supports that were left out, with {@code shots} supports left in each class; may be
     *     empty
     */
    public Calibration adjusted(double[] leftOut, int ways, double shots) {
        if (leftOut.length == 0) {
            return this;
        }
        double below = entry(ways, shots).median() - median(leftOut);
        return below > 0
                ? new Calibration(
                        familiarity,
                        entries.stream().map(entry -> entry.lowered(below)).toList(),
                        origin)
                : this;
    }

    /** The middle value; of an even number the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
