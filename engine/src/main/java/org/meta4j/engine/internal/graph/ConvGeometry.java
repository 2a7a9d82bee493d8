package org.meta4j.engine.internal.graph;

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
}
