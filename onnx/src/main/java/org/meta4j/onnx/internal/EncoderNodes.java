package org.meta4j.onnx.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.UnaryOp;

/** A chain of layers as ONNX nodes, in 32-bit floats, with 8-bit weights and results, or with 4-bit weights. */
public final class EncoderNodes {
    private static final int[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] CHANNELS_LAST = {0, 2, 3, 1};

    private final Nodes nodes;
    private final int bits;
    private final @Nullable List<Ranges.Range> ranges;

    private String at;
    private boolean image;
    private boolean channelsFirst;
    private int number;

    /** What the values are rounded to at this point; null where they are not. */
    private @Nullable Steps steps;

    /** Scale and zero point of 8-bit numbers, as nodes and as a number. */
    private record Steps(String scale, String zero, float size) {}

    /**
     * @param input the examples, [batch, …]
     * @param image whether they are [batch, height, width, channels]
     * @param ranges of the examples and of each layer's results, for 8 bits; null for floats
     * @param bits of weights: 32, 8 or 4
     */
    public EncoderNodes(Nodes nodes, String input, boolean image, @Nullable List<Ranges.Range> ranges, int bits) {
        this.nodes = nodes;
        this.at = input;
        this.image = image;
        this.ranges = ranges;
        this.bits = bits;
    }

    /** Writes down the layers; the name of what comes out, images with their channels last. */
    public String write(List<EncoderLayer> layers) {
        if (!layers.isEmpty() && layers.get(0) instanceof EncoderLayer.Convolution) {
            order(true);
        }
        round(0);
        for (int i = 0; i < layers.size(); i++) {
            number = i + 1;
            nodes.scope("layer" + number);
            write(layers.get(i));
            if (roundsAfter(layers, i)) {
                round(i + 1);
            }
        }
        order(false);
        nodes.scope("");
        return at;
    }

    /** A function that follows is part of the layer before; features of a linear layer, and means, stay floats. */
    private static boolean roundsAfter(List<EncoderLayer> layers, int place) {
        EncoderLayer layer = layers.get(place);
        boolean last = place == layers.size() - 1;
        if (!last && layers.get(place + 1) instanceof EncoderLayer.Function) {
            return false;
        }
        return layer instanceof EncoderLayer.Convolution
                || layer instanceof EncoderLayer.Pool
                || (layer instanceof EncoderLayer.Function || layer instanceof EncoderLayer.Affine) && !last
                || layer instanceof EncoderLayer.Function
                        && place > 0
                        && !(layers.get(place - 1) instanceof EncoderLayer.Linear)
                || layer instanceof EncoderLayer.Linear && !last;
    }

    private void write(EncoderLayer layer) {
        if (layer instanceof EncoderLayer.Convolution convolution) {
            order(true);
            at = nodes.add(
                    "Conv",
                    List.of(at, weights(convolution), bias(convolution.bias())),
                    Nodes.ints("kernel_shape", convolution.height(), convolution.width()),
                    Nodes.ints("strides", convolution.stride(), convolution.stride()),
                    Nodes.ints(
                            "pads",
                            convolution.padding(),
                            convolution.padding(),
                            convolution.padding(),
                            convolution.padding()));
        } else if (layer instanceof EncoderLayer.Linear linear) {
            at = nodes.add("Gemm", List.of(at, weights(linear), bias(linear.bias())));
        } else if (layer instanceof EncoderLayer.Function function) {
            at = nodes.add(
                    function.function() == UnaryOp.RELU
                            ? "Relu"
                            : function.function() == UnaryOp.TANH ? "Tanh" : "Sigmoid",
                    at);
        } else if (layer instanceof EncoderLayer.Pool pool) {
            order(true);
            at = nodes.add(
                    "MaxPool",
                    at,
                    Nodes.ints("kernel_shape", pool.side(), pool.side()),
                    Nodes.ints("strides", pool.side(), pool.side()));
        } else if (layer instanceof EncoderLayer.Flatten flatten) {
            order(false);
            at = nodes.add("Reshape", at, nodes.integers(-1, flatten.length()));
            image = false;
        } else if (layer instanceof EncoderLayer.PixelSum sum) {
            String axes = channelsFirst ? nodes.integers(2, 3) : nodes.integers(1, 2);
            at = nodes.add("ReduceMean", at, axes, Nodes.integer("keepdims", 0));
            double factor = sum.factor() * sum.pixels();
            at = Math.abs(factor - 1) < 1e-9 ? at : nodes.add("Mul", at, nodes.number(factor));
            image = false;
        } else if (layer instanceof EncoderLayer.Affine affine) {
            order(false);
            String scale = nodes.floats(name("scale"), affine.scale(), affine.scale().length);
            String shift = nodes.floats(name("shift"), affine.shift(), affine.shift().length);
            at = nodes.add("Add", nodes.add("Mul", at, scale), shift);
        }
    }

    private String name(String what) {
        return "layer" + number + "." + what;
    }

    /** Images with their channels first or last; rows have no such order. */
    private void order(boolean first) {
        if (image && channelsFirst != first) {
            at = nodes.add("Transpose", at, Nodes.ints("perm", first ? CHANNELS_FIRST : CHANNELS_LAST));
            channelsFirst = first;
        }
    }

    /** Rounds what there is to 8 bits and back: from this runtimes see that they may compute with 8 bits. */
    private void round(int place) {
        if (ranges == null) {
            return;
        }
        Ranges.Range range = ranges.get(place);
        float width = range.most() - range.least();
        float size = width == 0 ? 1 : width / 255;
        int zero = Math.round(-range.least() / size);
        String scale = nodes.number(size);
        String zeroPoint = nodes.bytes("zero" + place, Nodes.UINT8, new byte[] {(byte) zero});
        at = nodes.add("QuantizeLinear", List.of(at, scale, zeroPoint));
        at = nodes.add("DequantizeLinear", List.of(at, scale, zeroPoint));
        steps = new Steps(scale, zeroPoint, size);
    }

    private float @Nullable [] weightScales;

    private String weights(EncoderLayer.Convolution c) {
        int[] sizes = {c.filters(), c.channels(), c.height(), c.width()};
        return weights(c.weights(), c.filters(), c.weights().length / c.filters(), 0, sizes);
    }

    private String weights(EncoderLayer.Linear linear) {
        return weights(linear.weights(), linear.outputs(), 1, 1, linear.inputs(), linear.outputs());
    }

    private String weights(float[] weights, int channels, int inner, int axis, int... sizes) {
        weightScales = null;
        if (bits == 32) {
            return nodes.floats(name("weight"), weights, sizes);
        }
        Grid grid = Grid.of(weights, channels, inner, bits);
        weightScales = grid.scales();
        String codes = bits == 8
                ? nodes.bytes(name("weight"), Nodes.INT8, grid.codes(), sizes)
                : nodes.bytes(name("weight"), Nodes.INT4, grid.packed(), sizes);
        String scales = nodes.floats(name("weight.scale"), grid.scales(), channels);
        return nodes.add("DequantizeLinear", List.of(codes, scales), Nodes.integer("axis", axis));
    }

    /** With 8 bits in steps of the product of the input's and the weights': so sums of products need no other scale. */
    private String bias(float[] bias) {
        if (steps == null || weightScales == null) {
            return nodes.floats(name("bias"), bias, bias.length);
        }
        float[] scales = new float[bias.length];
        int[] codes = new int[bias.length];
        for (int i = 0; i < bias.length; i++) {
            scales[i] = steps.size() * weightScales[i];
            codes[i] = (int) Math.round((double) bias[i] / scales[i]);
        }
        return nodes.add(
                "DequantizeLinear",
                List.of(
                        nodes.integers(name("bias"), codes, bias.length),
                        nodes.floats(name("bias.scale"), scales, bias.length)),
                Nodes.integer("axis", 0));
    }
}
