package org.meta4j.engine.graph;

/** Sizes of pooling over side × side windows that do not overlap; rows and columns left over are ignored. */
public record PoolGeometry(int images, int height, int width, int channels, int side) {
    /** Numbers in one input image. */
    public int inLength() {
        return height * width * channels;
    }

    /** Numbers in one output image. */
    public int outLength() {
        return (height / side) * (width / side) * channels;
    }
}
