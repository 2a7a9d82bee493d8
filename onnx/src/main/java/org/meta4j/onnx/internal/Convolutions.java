package org.meta4j.onnx.internal;

import org.meta4j.engine.graph.ConvGeometry;

/**
 * Convolution and its two gradients. The engine has images [n, height, width, channels] and filters [height, width, channels,
 * filters], ONNX images [n, channels, height, width] and filters [filters, channels, height, width].
 */
final class Convolutions {
    private static final int[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] CHANNELS_LAST = {0, 2, 3, 1};

    private final Nodes nodes;

    Convolutions(Nodes nodes) {
        this.nodes = nodes;
    }

    private String moved(String x, int... order) {
        return nodes.add("Transpose", x, Nodes.ints("perm", order));
    }

    String forward(ConvGeometry g, String images, String filters) {
        String result = nodes.add(
                "Conv",
                moved(images, CHANNELS_FIRST),
                moved(filters, 3, 2, 0, 1),
                Nodes.ints("kernel_shape", g.kernelHeight(), g.kernelWidth()),
                Nodes.ints("strides", g.stride(), g.stride()),
                pads(g));
        return moved(result, CHANNELS_LAST);
    }

    private static ai.onnx.proto.OnnxMl.AttributeProto pads(ConvGeometry g) {
        return Nodes.ints("pads", g.padding(), g.padding(), g.padding(), g.padding());
    }

    /** A transposed convolution: {@code filters} have their last two dimensions swapped already. */
    String toImages(ConvGeometry g, String gradient, String filters) {
        String result = nodes.add(
                "ConvTranspose",
                moved(gradient, CHANNELS_FIRST),
                moved(filters, 2, 3, 0, 1),
                Nodes.ints("kernel_shape", g.kernelHeight(), g.kernelWidth()),
                Nodes.ints("strides", g.stride(), g.stride()),
                pads(g),
                // Rows and columns that no filter of the last place reached.
                Nodes.ints(
                        "output_padding",
                        rest(g, g.height(), g.kernelHeight(), g.outHeight()),
                        rest(g, g.width(), g.kernelWidth(), g.outWidth())));
        return moved(result, CHANNELS_LAST);
    }

    /** Pixels, padding included, behind the filter's last place. */
    private static int rest(ConvGeometry g, int side, int kernel, int places) {
        return side + 2 * g.padding() - kernel - (places - 1) * g.stride();
    }

    /**
     * w[i, j, c, f] = Σ x[n, i + stride · row, j + stride · column, c] · gy[n, row, column, f]: a convolution in which channels
     * are images, images channels and the gradient the filter, whose taps are {@code stride} apart. It has more places than
     * there are taps where pixels are left over.
     */
    String toFilters(ConvGeometry g, String images, String gradient) {
        String result = nodes.add(
                "Conv",
                moved(images, 3, 0, 1, 2),
                moved(gradient, 3, 0, 1, 2),
                Nodes.ints("kernel_shape", g.outHeight(), g.outWidth()),
                Nodes.ints("dilations", g.stride(), g.stride()),
                pads(g));
        boolean more = rest(g, g.height(), g.kernelHeight(), g.outHeight()) > 0
                || rest(g, g.width(), g.kernelWidth(), g.outWidth()) > 0;
        String cropped = more
                ? nodes.add(
                        "Slice",
                        java.util.List.of(
                                result,
                                nodes.integers(0, 0),
                                nodes.integers(g.kernelHeight(), g.kernelWidth()),
                                nodes.integers(2, 3)))
                : result;
        return moved(cropped, 2, 3, 0, 1);
    }
}
