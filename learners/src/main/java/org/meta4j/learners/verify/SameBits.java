package org.meta4j.learners.verify;

import org.meta4j.engine.Tensors;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Predictions;

/** Whether two results that must be equal are equal to the bit. */
public final class SameBits {
    private SameBits() {}

    /**
     * Tensors, e.g. of two trainings with one seed.
     *
     * @param check what was done twice
     */
    public static Finding check(String check, Tensors one, Tensors other) {
        long different = 0;
        if (!one.names().equals(other.names())) {
            different = Math.max(one.length(), other.length());
        } else {
            for (String name : one.names()) {
                different += different(one.get(name).values(), other.get(name).values());
            }
        }
        return finding(check, different);
    }

    /** Predictions, e.g. of a learner and of the one that was loaded from its file. */
    public static Finding check(String check, Predictions one, Predictions other) {
        return finding(
                check,
                different(one.probabilities(), other.probabilities())
                        + different(one.scores(), other.scores())
                        + different(one.supportDistances(), other.supportDistances()));
    }

    /** Estimates of numbers. */
    public static Finding check(String check, Estimates one, Estimates other) {
        return finding(check, different(one.values(), other.values()));
    }

    private static Finding finding(String check, long different) {
        return Finding.atMost(check, different, 0, "numbers that are not the same to the bit");
    }

    private static long different(float[] one, float[] other) {
        if (one.length != other.length) {
            return Math.max(one.length, other.length);
        }
        long different = 0;
        for (int i = 0; i < one.length; i++) {
            different += Float.floatToRawIntBits(one[i]) == Float.floatToRawIntBits(other[i]) ? 0 : 1;
        }
        return different;
    }
}
