package org.meta4j.engine;

import java.util.Set;

/** A model written down wrongly: names the operation, the shapes and the line of model code. */
public final class ShapeError extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> OURS = Set.of(
            ShapeError.class,
            Graph.class,
            Value.class,
            Values.class,
            Grad.class,
            Algebra.class,
            Elements.class,
            Sums.class,
            Moves.class,
            Products.class,
            Pools.class);

    private ShapeError(String message) {
        super(message);
    }

    static ShapeError of(String operation, String problem) {
        String line = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> !OURS.contains(frame.getDeclaringClass()))
                        .findFirst()
                        .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                        .orElse(""));
        return new ShapeError(operation + ": " + problem + line);
    }
}
