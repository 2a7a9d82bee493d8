package org.meta4j.onnx.internal.reading;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Value;

/** Operators of images: convolution, pooling, normalisation. */
final class Images {
    private static final double EPSILON = 1e-5;

    private Images() {}

    static void addTo(Map<String, Operator> operators) {
        operators.put("Conv", new Convolution());
        operators.put("BatchNormalization", Images::normalise);
        operators.put("MaxPool", new Pooling(true));
        operators.put("AveragePool", new Pooling(false));
        operators.put("GlobalAveragePool", (node, in, weights) -> {
            Value x = maps(node, in);
            int[] s = x.shape().sizes();
            return Laid.images(x.mean(1, 3).reshape(s[0], 1, 1, s[3]));
        });
        operators.put("GlobalMaxPool", (node, in, weights) -> {
            Value x = maps(node, in);
            if (x.shape().size(1) != x.shape().size(2)) {
                throw node.cannot("its images are not square");
            }
            return Laid.images(x.maxPool(x.shape().size(1)));
        });
    }

    /** Images with their channels last. */
    private static Value maps(Node node, List<@Nullable Datum> in) {
        Laid x = node.laid(in, 0);
        if (x.rank() != 4) {
            throw node.cannot("only images are, [batch, channels, height, width], but it has " + x.rank() + " axes");
        }
        return x.channelsLast();
    }

    private static final class Convolution implements Operator {
        @Override
        public @Nullable String problem(Node node) {
            if (node.integer("group", 1) != 1) {
                return "Conv of " + node.integer("group", 1) + " groups";
            }
            if (!node.allAre("dilations", 1)) {
                return "Conv with dilations";
            }
            if (node.square("strides", 1) < 1) {
                return "Conv with two strides";
            }
            if (node.text("auto_pad", "NOTSET").startsWith("SAME")) {
                return "Conv with auto_pad SAME";
            }
            return node.square("pads", 0) < 0 ? "Conv with different padding on its sides" : null;
        }

        @Override
        public Datum apply(Node node, List<@Nullable Datum> in, Weights weights) {
            Value x = maps(node, in);
            Floats filters = node.floats(in, 1);
            if (filters.sizes().length != 4 || filters.sizes()[1] != x.shape().size(3)) {
                throw node.cannot("its filters do not fit its images");
            }
            Value w = weights.get(
                    filters.name(),
                    "filters",
                    () -> filters.permuted(2, 3, 1, 0).tensor());
            Value y = x.convolve(w, node.square("strides", 1), node.square("pads", 0));
            if (Node.optional(in, 2) != null) {
                Floats bias = node.floats(in, 2);
                y = y.add(weights.get(bias.name(), "bias", bias::tensor));
            }
            return Laid.images(y);
        }
    }

    /** By the statistics of the file: a factor and a term for each channel. */
    private static Datum normalise(Node node, List<@Nullable Datum> in, Weights weights) {
        Laid x = node.laid(in, 0);
        float[] scale = node.floats(in, 1).values();
        float[] shift = node.floats(in, 2).values();
        float[] mean = node.floats(in, 3).values();
        float[] variance = node.floats(in, 4).values();
        double epsilon = node.number("epsilon", EPSILON);
        float[] factor = new float[scale.length];
        float[] term = new float[scale.length];
        for (int c = 0; c < factor.length; c++) {
            double exact = scale[c] / Math.sqrt(variance[c] + epsilon);
            factor[c] = (float) exact;
            term[c] = (float) (shift[c] - mean[c] * exact);
        }
        String name = node.floats(in, 1).name();
        Shape channels = Shape.of(factor.length);
        Value f = weights.get(name, "factor", () -> new Tensor(channels, factor));
        Value t = weights.get(node.floats(in, 2).name(), "term", () -> new Tensor(channels, term));
        if (x.rank() == 2) {
            return Laid.plain(x.plain().multiply(f).add(t));
        }
        return Laid.images(maps(node, in).multiply(f).add(t));
    }

    /** Windows that do not overlap. */
    private record Pooling(boolean largest) implements Operator {
        @Override
        public @Nullable String problem(Node node) {
            int side = node.square("kernel_shape", -1);
            if (side < 1 || node.square("strides", 1) != side) {
                return node.operator() + " of windows that overlap or are not square";
            }
            if (!node.allAre("pads", 0) || node.text("auto_pad", "NOTSET").startsWith("SAME")) {
                return node.operator() + " with padding";
            }
            if (node.integer("ceil_mode", 0) != 0 || !node.allAre("dilations", 1)) {
                return node.operator() + " with ceil_mode or dilations";
            }
            return node.proto().getOutputCount() > 1 ? node.operator() + " with places" : null;
        }

        @Override
        public Datum apply(Node node, List<@Nullable Datum> in, Weights weights) {
            Value x = maps(node, in);
            int side = node.square("kernel_shape", 1);
            if (x.shape().size(1) < side || x.shape().size(2) < side) {
                throw node.cannot("its windows of " + side + "×" + side + " are larger than its images");
            }
            return Laid.images(largest ? x.maxPool(side) : mean(node, x, side));
        }

        private static Value mean(Node node, Value x, int side) {
            int[] s = x.shape().sizes();
            int height = s[1] / side;
            int width = s[2] / side;
            if (s[1] % side != 0 || s[2] % side != 0) {
                throw node.cannot(
                        "its windows of " + side + "×" + side + " leave something of images of " + s[1] + "×" + s[2]);
            }
            Value columns = x.reshape(s[0] * height, side, s[2] * s[3]).mean(1, 2);
            Value cells = columns.reshape(s[0] * height * width, side, s[3]).mean(1, 2);
            return cells.reshape(s[0], height, width, s[3]);
        }
    }
}
