package org.meta4j.learners.solving;

import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Checks of support sets. */
final class SupportSets {
    private SupportSets() {}

    /** Class targets [n, ways]: a 1 in the column of each example's class. */
    static float[] oneHot(int[] labels, int ways) {
        float[] targets = new float[labels.length * ways];
        for (int i = 0; i < labels.length; i++) {
            targets[i * ways + labels[i]] = 1;
        }
        return targets;
    }

    /** @throws IllegalArgumentException if an example has no label or a class no example */
    static void requireEveryClass(Examples support) {
        Targets.Classes classes = support.classes();
        int[] counts = new int[classes.names().size()];
        for (int i = 0; i < classes.labels().length; i++) {
            if (classes.labels()[i] == Targets.Classes.UNLABELLED) {
                throw new IllegalArgumentException(
                        "support example " + i + " has no label: leave it out or give it a class");
            }
            counts[classes.labels()[i]]++;
        }
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                throw new IllegalArgumentException("class '" + classes.names().get(c)
                        + "' has no support example: add one or leave the class out");
            }
        }
    }
}
