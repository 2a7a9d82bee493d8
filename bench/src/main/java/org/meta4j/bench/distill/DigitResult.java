package org.meta4j.bench.distill;

import java.util.List;

/**
 * Errors on the 10,000 test images.
 *
 * @param teacherErrors of the large network
 * @param alone of each student on the labels alone
 * @param taught of each student with the teacher
 * @param unseen of the student that never saw a digit of one class
 */
public record DigitResult(
        DigitSettings settings, int teacherErrors, List<Integer> alone, List<Integer> taught, Unseen unseen) {
    public DigitResult {
        alone = List.copyOf(alone);
        taught = List.copyOf(taught);
    }

    /**
     * A student that never saw a digit.
     *
     * @param digit which
     * @param errors of all test images, before its bias was put right
     * @param missed test images of the digit that it took for others, before
     * @param correctedErrors of all, after
     * @param correctedMissed of the digit, after
     * @param images test images of the digit
     * @param bias what was added
     */
    public record Unseen(
            int digit, int errors, int missed, int correctedErrors, int correctedMissed, int images, double bias) {
        /** Share of the digit's images that are right after the correction. */
        public double share() {
            return 1 - (double) correctedMissed / images;
        }
    }

    /** Mean of errors. */
    public static double mean(List<Integer> errors) {
        return errors.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
    }
}
