package org.meta4j.engine.graph;

/**
 * Sizes of a two-dimensional convolution: x [images, height, width, channels], w [kernel, kernel,
 * channels, filters], y [images, outHeight, outWidth, filters].
 *
 * @param padding zeros on each side
 */
public record ConvGeometry(
        int images,
        int height,
        int width,
        int channels,
        int kernelHeight,
        int kernelWidth,
        int filters,
        int stride,
        int padding) {
    public int outHeight() {
        return (height + 2 * padding - kernelHeight) / stride + 1;
    }

    public int outWidth() {
        return (width + 2 * padding - kernelWidth) / stride + 1;
    }

    /** Pixels of one input image. */
    public int inPixels() {
        return height * width;
    }

    /** Pixels of one output image. */
    public int outPixels() {
        return outHeight() * outWidth();
    }

    /** Places of the filter. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Multiply-adds of the convolution and of each of its gradients; none for the zeros of the padding. */
    public long multiplyAdds() {
        return inside(height, kernelHeight, outHeight())
                * inside(width, kernelWidth, outWidth())
                * images
                * channels
                * filters;
    }

    /** Pairs of a place and a tap along one side that meet a pixel, not the padding. */
    private long inside(int side, int taps, int places) {
        long pairs = 0;
        for (int place = 0; place < places; place++) {
            int first = place * stride - padding;
            pairs += Math.max(0, Math.min(first + taps, side) - Math.max(first, 0));
        }
        return pairs;
    }
}
