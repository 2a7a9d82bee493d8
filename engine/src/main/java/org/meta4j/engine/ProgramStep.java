package org.meta4j.engine;

import java.util.List;

/**
 * A step of a program, for people: what it does, for which layers, and what it costs one task.
 *
 * @param kind how it is done
 * @param operations what it does, in order; several in a pipeline
 * @param times that a task goes through it; 0 for what is done once for all tasks of a run
 * @param images of the batch that a pipeline goes through; 0 for other kinds
 * @param block images that a pipeline has under way at a time; 0 for other kinds
 * @param parts that threads can share out
 * @param flops floating-point operations, each time: see {@link Program#flops}
 * @param bytes moved, each time: see {@link Program#bytes}
 */
public record ProgramStep(
        Kind kind, List<Operation> operations, int times, int images, int block, int parts, long flops, long bytes) {
    /** How a step is done. */
    public enum Kind {
        /** A matrix product or a convolution. */
        PRODUCT,
        /** A chain of element-wise operations and of sums of their results, strip by strip. */
        FUSED,
        /** Several operations, image by image. */
        PIPELINE,
        /** Numbers are moved, repeated or compared. */
        MOVE
    }

    /**
     * What is done to whole arrays.
     *
     * @param kind how it is done; not a pipeline
     * @param name what is done, such as {@code matmul}; the names of a chain's operations, in order
     * @param shape sizes, such as {@code 25x5x64}
     * @param origins parts of the model that it belongs to, each once, in order
     * @param flops each time
     * @param bytes each time, as if it were a step by itself
     */
    public record Operation(Kind kind, String name, String shape, List<Origin> origins, long flops, long bytes) {
        public Operation {
            origins = List.copyOf(origins);
        }
    }

    public ProgramStep {
        operations = List.copyOf(operations);
    }

    /** The same, gone through so many times. */
    public ProgramStep repeated(int newTimes) {
        return new ProgramStep(kind, operations, newTimes, images, block, parts, flops, bytes);
    }
}
