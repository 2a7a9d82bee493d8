package org.meta4j.onnx.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layers one behind the other, with all that is to be known to write them down. */
public final class RoundedLayers {
    private final List<EncoderLayer> layers;
    private final @Nullable List<Ranges.Range> ranges;
    private final int bits;
    private final boolean image;

    RoundedLayers(List<EncoderLayer> layers, @Nullable List<Ranges.Range> ranges, int bits, boolean image) {
        this.layers = List.copyOf(layers);
        this.ranges = ranges;
        this.bits = bits;
        this.image = image;
    }

    /**
     * Writes the layers down.
     *
     * @param input what the examples are called
     * @return what the results of the last layer are called, images with their channels last
     */
    public String write(Nodes nodes, String input) {
        return new EncoderNodes(nodes, input, image, ranges, bits).write(layers);
    }
}
