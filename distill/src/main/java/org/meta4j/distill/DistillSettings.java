package org.meta4j.distill;

/**
 * What a student is to have of its teachers. It lowers
 * {@code hard · L + (1 − hard) · T² KL + hint · Lₕ + distances · L_D + angles · L_A}, where L is its method's own loss of the
 * true labels and the rest is described at {@link TeacherLosses}.
 *
 * @param temperature T of the soft targets, above 0
 * @param hard weight of the true labels, 0 to 1; at 1 the teachers' answers do not count
 * @param hint weight of the teachers' features through a regressor, at least 0
 * @param distances weight of the distances between the teachers' features, at least 0
 * @param angles weight of the angles between them, at least 0
 */
public record DistillSettings(double temperature, double hard, double hint, double distances, double angles) {
    /** Soft targets at temperature 4, labels with a tenth of the weight. */
    public static final DistillSettings DEFAULT = new DistillSettings(4, 0.1, 0, 0, 0);

    public DistillSettings {
        if (!(temperature > 0) || temperature == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("temperature must be above 0 and finite, but was " + temperature);
        }
        if (!(hard >= 0 && hard <= 1)) {
            throw new IllegalArgumentException("the weight of the labels must be between 0 and 1, but was " + hard);
        }
        atLeastNothing("hints", hint);
        atLeastNothing("distances", distances);
        atLeastNothing("angles", angles);
        if (hard == 1 && hint == 0 && distances == 0 && angles == 0) {
            throw new IllegalArgumentException(
                    "with a weight of 1 for the labels, and none for features, nothing comes from"
                            + " a teacher: give the labels less, or a weight to hints, distances or angles");
        }
    }

    private static void atLeastNothing(String what, double weight) {
        if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the weight of " + what + " must be at least 0 and finite, but was " + weight);
        }
    }

    /** Whether teachers' features are looked at. */
    public boolean usesFeatures() {
        return hint > 0 || distances > 0 || angles > 0;
    }

    /** For people: what counts. */
    public String text() {
        StringBuilder text = new StringBuilder("labels ").append(hard);
        append(text, "answers", 1 - hard);
        if (hard < 1) {
            text.append(" at temperature ").append(temperature);
        }
        append(text, "hints", hint);
        append(text, "distances", distances);
        append(text, "angles", angles);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, double weight) {
        if (weight > 0) {
            text.append(", ").append(what).append(' ').append(weight);
        }
    }

    public DistillSettings withTemperature(double newTemperature) {
        return new DistillSettings(newTemperature, hard, hint, distances, angles);
    }

    public DistillSettings withHard(double newHard) {
        return new DistillSettings(temperature, newHard, hint, distances, angles);
    }

    /** The same with weights of hints, distances and angles. */
    public DistillSettings withFeatures(double newHint, double newDistances, double newAngles) {
        return new DistillSettings(temperature, hard, newHint, newDistances, newAngles);
    }
}
