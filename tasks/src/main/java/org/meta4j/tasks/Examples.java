package org.meta4j.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A set of examples in one flat array, row by row, with their targets: what a task's support or
 * query set is.
 *
 * @param shape shape of one example
 * @param inputs count × shape.length() numbers; not copied, and not to be changed by the reader
 * @param targets one target an example
 */
public record Examples(ExampleShape shape, float[] inputs, Targets targets) {
    public Examples {
        if (inputs.length != (long) shape.length() * targets.count()) {
            throw new IllegalArgumentException(targets.count() + " examples of " + shape + " need "
                    + (long) shape.length() * targets.count() + " numbers, but there are " + inputs.length);
        }
    }

    /** All examples of all classes, class by class: a support set of everything that there is. */
    public static Examples all(LabelledExamples examples) {
        return first(examples, Integer.MAX_VALUE);
    }

    /**
     * The first examples of each class, class by class.
     *
     * @param most examples of a class, at least 1; of a class that has no more, all
     */
    public static Examples first(LabelledExamples examples, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("examples of a class must be at least 1, but were " + most);
        }
        List<LabelledExamples.ClassInfo> classes = examples.classes();
        int length = examples.shape().length();
        int[] taken =
                classes.stream().mapToInt(info -> Math.min(most, info.size())).toArray();
        int[] labels = new int[Arrays.stream(taken).sum()];
        float[] inputs = new float[Math.multiplyExact(labels.length, length)];
        int row = 0;
        for (int label = 0; label < taken.length; label++) {
            for (int example = 0; example < taken[label]; example++) {
                examples.read(label, example, inputs, row * length);
                labels[row++] = label;
            }
        }
        List<String> names =
                classes.stream().map(LabelledExamples.ClassInfo::name).toList();
        return new Examples(examples.shape(), inputs, new Targets.Classes(labels, names));
    }

    /** Examples in the set. */
    public int count() {
        return targets.count();
    }

    /** The labels, where the targets are classes. */
    public Targets.Classes classes() {
        if (targets instanceof Targets.Classes classes) {
            return classes;
        }
        throw new IllegalStateException("these examples have no class labels, but "
                + targets.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
