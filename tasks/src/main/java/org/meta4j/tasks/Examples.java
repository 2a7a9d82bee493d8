package org.meta4j.tasks;

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
                + targets.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
}
