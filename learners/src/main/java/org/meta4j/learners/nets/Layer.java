package org.meta4j.learners.nets;

import java.util.List;

/**
 * One layer of a {@link Layered} network, as a value: what it does, not its numbers. Sizes are those of one example: height,
 * width and channels of an image, or the length of a row.
 */
public sealed interface Layer permits Layer.Convolution, Layer.MaxPool, Layer.Dense, Layer.Dropout {
    /** What a convolution meets at an image's edge. */
    enum Padding {
        /** (side − 1) / 2 zeros around: the image keeps its height and width. */
        SAME,
        /** Nothing: filters stay within the image, whose sides shrink by side − 1. */
        VALID
    }

    /**
     * Sizes of what the layer makes of an example.
     *
     * @throws IllegalArgumentException if it cannot take examples of these sizes
     */
    List<Integer> sizesAfter(List<Integer> sizes);

    /** The layer as {@link Layered#parse} reads it, without what follows from its place. */
    String text();

    /**
     * Convolution y = x ∗ W + b at every pixel, with W [side, side, channels, filters] and b [filters].
     *
     * @param filters at least 1
     * @param side of a filter in pixels, at least 1; odd for {@link Padding#SAME}
     * @param padding at the edge
     * @param relu whether max(y, 0) follows
     */
    record Convolution(int filters, int side, Padding padding, boolean relu) implements Layer {
        public Convolution {
            atLeastOne("filters of a convolution", filters);
            atLeastOne("the side of a filter", side);
            if (padding == Padding.SAME && side % 2 == 0) {
                throw new IllegalArgumentException("filters of even side " + side
                        + " have no middle: use an odd side, or none of the zeros around (v for valid)");
            }
        }

        /** 3×3 with zeros around and ReLU. */
        public Convolution(int filters) {
            this(filters, 3, Padding.SAME, true);
        }

        /** Zeros on each side. */
        int zeros() {
            return padding == Padding.SAME ? side / 2 : 0;
        }

        @Override
        public List<Integer> sizesAfter(List<Integer> sizes) {
            image("a convolution", sizes);
            int shrink = side - 1 - 2 * zeros();
            int smallest = Math.min(sizes.get(0), sizes.get(1));
            if (smallest - shrink < 1) {
                throw new IllegalArgumentException("filters of " + side + "×" + side + " do not fit images of "
                        + sizes.get(0) + "×" + sizes.get(1) + " without zeros around");
            }
            return List.of(sizes.get(0) - shrink, sizes.get(1) - shrink, filters);
        }

        @Override
        public String text() {
            return "conv" + filters + (side == 3 ? "" : "x" + side) + (padding == Padding.VALID ? "v" : "");
        }
    }

    /**
     * The maximum of each side × side window; windows do not overlap, and sides of images are rounded down.
     *
     * @param side of a window in pixels, at least 2
     */
    record MaxPool(int side) implements Layer {
        public MaxPool {
            if (side < 2) {
                throw new IllegalArgumentException("the side of a pool must be at least 2, but was " + side);
            }
        }

        @Override
        public List<Integer> sizesAfter(List<Integer> sizes) {
            image("a pool", sizes);
            if (Math.min(sizes.get(0), sizes.get(1)) < side) {
                throw new IllegalArgumentException("windows of " + side + "×" + side + " do not fit images of "
                        + sizes.get(0) + "×" + sizes.get(1) + ": use fewer pools");
            }
            return List.of(sizes.get(0) / side, sizes.get(1) / side, sizes.get(2));
        }

        @Override
        public String text() {
            return side == 2 ? "pool" : "pool" + side;
        }
    }

    /**
     * A linear layer y = x·W + b of all numbers of an example, with W [numbers, outputs] and b [outputs].
     *
     * @param outputs at least 1
     * @param relu whether max(y, 0) follows
     */
    record Dense(int outputs, boolean relu) implements Layer {
        public Dense {
            atLeastOne("outputs of a dense layer", outputs);
        }

        @Override
        public List<Integer> sizesAfter(List<Integer> sizes) {
            return List.of(outputs);
        }

        @Override
        public String text() {
            return "dense" + outputs;
        }
    }

    /**
     * While training, each number is 0 with probability {@code share} and otherwise divided by 1 − share, so that its expectation
     * stays; afterwards nothing happens here (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, Dropout: A
     * Simple Way to Prevent Neural Networks from Overfitting, JMLR 15, 2014; there weights are multiplied by 1 − share
     * after training instead).
     *
     * @param share above 0 and below 1
     */
    record Dropout(double share) implements Layer {
        public Dropout {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "the share that is dropped must be above 0 and below 1, but was " + share);
            }
        }

        @Override
        public List<Integer> sizesAfter(List<Integer> sizes) {
            return sizes;
        }

        @Override
        public String text() {
            return "drop" + share;
        }
    }

    private static void atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }

    private static void image(String what, List<Integer> sizes) {
        if (sizes.size() != 3) {
            throw new IllegalArgumentException(what + " needs images of height × width × channels, but meets rows of "
                    + sizes + ": put it before the dense layers");
        }
    }
}
