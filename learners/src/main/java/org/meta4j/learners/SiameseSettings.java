package org.meta4j.learners;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meta4j.naming.Suggestions;

/**
 * How a siamese learner is trained to compare, and how it classifies by comparing.
 *
 * @param margin distance that examples of two classes are pushed apart to, above 0
 * @param mining which pairs of two classes count while training
 * @param classDistance how far a query is from a class
 */
public record SiameseSettings(double margin, Mining mining, ClassDistance classDistance) {
    /**
     * Which pairs of two classes (or triplets, which have such a pair) count in a training episode. The choice is made
     * anew in each episode from the distances at hand, and no gradient flows through it.
     */
    public enum Mining {
        /** All, with equal weight. */
        ALL,
        /** Those that cost something, with equal weight. */
        VIOLATING,
        /** Of each example the nearest pair that is still farther than its pair of one class. */
        SEMI_HARD,
        /** Of each example the nearest pair. */
        HARDEST;

        /** Name on the command line and in files, e.g. {@code semi-hard}. */
        public String label() {
            return SiameseSettings.label(this);
        }

        /** @throws IllegalArgumentException with the nearest name if there is none */
        public static Mining named(String label) {
            return SiameseSettings.named("mining", label, values());
        }
    }

    /** How far an example is from a class, given its distances to the class's supports. */
    public enum ClassDistance {
        /** The smallest. */
        NEAREST,
        /** The mean. */
        MEAN;

        /** Name on the command line and in files. */
        public String label() {
            return SiameseSettings.label(this);
        }

        /** @throws IllegalArgumentException with the nearest name if there is none */
        public static ClassDistance named(String label) {
            return SiameseSettings.named("class distance", label, values());
        }
    }

    public SiameseSettings {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("the margin must be above 0, but was " + margin);
        }
    }

    public SiameseSettings withMargin(double newMargin) {
        return new SiameseSettings(newMargin, mining, classDistance);
    }

    public SiameseSettings withMining(Mining newMining) {
        return new SiameseSettings(margin, newMining, classDistance);
    }

    public SiameseSettings withClassDistance(ClassDistance newClassDistance) {
        return new SiameseSettings(margin, mining, newClassDistance);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(String what, String label, E[] values) {
        for (E value : values) {
            if (label(value).equals(label)) {
                return value;
            }
        }
        List<String> labels = Arrays.stream(values).map(SiameseSettings::label).toList();
        throw new IllegalArgumentException(Suggestions.unknown(what, label, labels));
    }
}
