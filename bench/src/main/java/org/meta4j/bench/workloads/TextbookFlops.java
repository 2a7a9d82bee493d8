package org.meta4j.bench.workloads;

/**
 * Floating-point operations of a network, counted as a textbook does: 2·m·n·k for a matrix product, a convolution as
 * the dense product of its patches, padding included; nothing for what is element-wise. A program that leaves
 * products out (with zeros of the padding, say) does fewer, one that computes something twice does more; what is counted
 * here is the same for every implementation, so a share of a machine's peak made from it can be compared.
 *
 * <p>A product y = x·w takes part once in the network's value and twice in its gradient, with respect to x and w. The
 * meta-gradient goes back through each of these three products, two products for each: nine together. The first
 * layer needs no gradient with respect to its inputs: one, one, and two to go back through them.
 *
 * @param first of the first layer, for one example's value
 * @param rest of all other layers
 */
public record TextbookFlops(double first, double rest) {
    private static final int KERNEL = 3;
    private static final int BLOCKS = 4;

    /** Layers of {@code sizes[i]} inputs and {@code sizes[i + 1]} outputs. */
    public static TextbookFlops perceptron(int... sizes) {
        double rest = 0;
        for (int i = 1; i + 1 < sizes.length; i++) {
            rest += 2.0 * sizes[i] * sizes[i + 1];
        }
        return new TextbookFlops(2.0 * sizes[0] * sizes[1], rest);
    }

    /** Four blocks that halve the image by strides, its side rounded up. */
    public static TextbookFlops strided(int side, int channels, int filters) {
        return blocks(side, channels, filters, true);
    }

    /** Four blocks that halve the image by pooling, its side rounded down. */
    public static TextbookFlops pooled(int side, int channels, int filters) {
        return blocks(side, channels, filters, false);
    }

    private static TextbookFlops blocks(int side, int channels, int filters, boolean strided) {
        double first = 0;
        double rest = 0;
        int at = side;
        for (int block = 0; block < BLOCKS; block++) {
            int out = strided ? (at + 1) / 2 : at;
            double flops = 2.0 * out * out * KERNEL * KERNEL * (block == 0 ? channels : filters) * filters;
            first += block == 0 ? flops : 0;
            rest += block == 0 ? 0 : flops;
            at = strided ? out : out / 2;
        }
        return new TextbookFlops(first, rest);
    }

    /** With a linear layer behind. */
    public TextbookFlops withHead(int inputs, int outputs) {
        return new TextbookFlops(first, rest + 2.0 * inputs * outputs);
    }

    /** The value for one example. */
    public double value() {
        return first + rest;
    }

    /** Value and gradient for one example. */
    public double gradient() {
        return 2 * first + 3 * rest;
    }

    /** An inner step's share of a second-order meta-gradient, for one support. */
    public double innerStep() {
        return 4 * first + 9 * rest;
    }
}
