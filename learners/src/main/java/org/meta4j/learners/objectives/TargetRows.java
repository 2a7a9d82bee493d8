package org.meta4j.learners.objectives;

import java.util.Arrays;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Targets as a table of numbers: one column for each class, with a 1 in the example's, or a regression's numbers. */
public final class TargetRows {
    private TargetRows() {}

    /** The rows [count, width] of a set. */
    public static float[] of(Examples examples, int width) {
        float[] rows = new float[examples.count() * width];
        write(examples, width, rows, 0);
        return rows;
    }

    /** Writes the rows [count, width] of a set to {@code array} from {@code offset} on. */
    public static void write(Examples examples, int width, float[] array, int offset) {
        if (examples.targets() instanceof Targets.Values values) {
            if (values.width() != width) {
                throw new IllegalArgumentException(
                        "targets have " + values.width() + " numbers each, but the learner predicts " + width);
            }
            System.arraycopy(values.values(), 0, array, offset, values.values().length);
            return;
        }
        int[] labels = examples.classes().labels();
        Arrays.fill(array, offset, offset + labels.length * width, 0);
        for (int i = 0; i < labels.length; i++) {
            array[offset + i * width + labels[i]] = 1;
        }
    }
}
