package org.meta4j.onnx.internal.reading;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators whose results are known before any example is: constants, and what files compute of shapes. */
final class Knowns {
    private Knowns() {}

    static void addTo(Map<String, Operator> operators) {
        operators.put("Constant", Knowns::constant);
        operators.put("Shape", Knowns::shape);
        operators.put("Gather", Knowns::gather);
        operators.put("Concat", Knowns::concat);
        operators.put("Slice", Knowns::slice);
        operators.put("Cast", Knowns::cast);
        operators.put("DequantizeLinear", new Dequantize());
    }

    private static Datum constant(Node node, List<@Nullable Datum> in, Weights weights) {
        AttributeProto value = node.attribute("value");
        if (value != null) {
            Datum datum = TensorReader.read(value.getT());
            return datum instanceof Floats floats ? floats.named(node.result()) : datum;
        }
        if (node.has("value_int")) {
            return new Whole(new long[] {node.integer("value_int", 0)});
        }
        if (node.has("value_float")) {
            return new Floats(node.result(), new float[] {(float) node.number("value_float", 0)});
        }
        AttributeProto row = node.attribute("value_ints");
        if (row != null) {
            return Whole.row(
                    row.getIntsList().stream().mapToLong(Long::longValue).toArray());
        }
        AttributeProto numbers = node.attribute("value_floats");
        if (numbers == null) {
            throw node.cannot("it has no numbers");
        }
        float[] values = new float[numbers.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getFloats(i);
        }
        return new Floats(node.result(), values, values.length);
    }

    private static Datum shape(Node node, List<@Nullable Datum> in, Weights weights) {
        int[] sizes = node.argument(in, 0).sizes();
        int from = place(node.integer("start", 0), sizes.length);
        int to = place(node.integer("end", sizes.length), sizes.length);
        return Whole.row(Arrays.stream(sizes)
                .skip(from)
                .limit(Math.max(0, to - from))
                .asLongStream()
                .toArray());
    }

    private static int place(long place, int count) {
        return (int) Math.max(0, Math.min(count, place < 0 ? place + count : place));
    }

    private static Datum gather(Node node, List<@Nullable Datum> in, Weights weights) {
        Whole from = node.whole(in, 0);
        Whole places = node.whole(in, 1);
        long[] taken = new long[places.values().length];
        for (int i = 0; i < taken.length; i++) {
            long place = places.values()[i];
            taken[i] = from.values()[(int) (place < 0 ? place + from.values().length : place)];
        }
        return new Whole(taken, places.sizes());
    }

    private static Datum concat(Node node, List<@Nullable Datum> in, Weights weights) {
        long[] all = new long[0];
        for (int i = 0; i < in.size(); i++) {
            long[] more = node.whole(in, i).values();
            all = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, all, all.length - more.length, more.length);
        }
        return Whole.row(all);
    }

    private static Datum slice(Node node, List<@Nullable Datum> in, Weights weights) {
        long[] row = node.whole(in, 0).values();
        int from = place(node.whole(in, 1).values()[0], row.length);
        int to = place(node.whole(in, 2).values()[0], row.length);
        if (Node.optional(in, 4) != null && node.whole(in, 4).values()[0] != 1) {
            throw node.cannot("it takes not every number");
        }
        return Whole.row(Arrays.copyOfRange(row, from, Math.max(from, to)));
    }

    private static Datum cast(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum x = node.argument(in, 0);
        int to = Math.toIntExact(node.integer("to", TensorReader.FLOAT));
        if (x instanceof Whole whole && TensorReader.isFloating(to)) {
            float[] values = new float[whole.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole.values()[i];
            }
            return new Floats(node.result(), values, whole.sizes());
        }
        if (x instanceof Whole == TensorReader.isFloating(to)) {
            throw node.cannot("numbers are not rounded to whole ones");
        }
        return x;
    }

    /** Of weights in few bits: what they stand for. */
    private static final class Dequantize implements Operator {
        @Override
        public @Nullable String problem(Node node) {
            return node.integer("block_size", 0) != 0 ? "DequantizeLinear in blocks" : null;
        }

        @Override
        public Datum apply(Node node, List<@Nullable Datum> in, Weights weights) {
            Whole codes = node.whole(in, 0);
            Floats scales = node.floats(in, 1);
            long[] zeros = Node.optional(in, 2) == null
                    ? new long[scales.values().length]
                    : node.whole(in, 2).values();
            int[] sizes = codes.sizes();
            int inner = 1;
            if (!scales.isNumber()) {
                int axis = Shapes.axis(node, Math.toIntExact(node.integer("axis", 1)), sizes.length);
                inner = Datum.product(Arrays.copyOfRange(sizes, axis + 1, sizes.length));
            }
            float[] values = new float[codes.values().length];
            for (int i = 0; i < values.length; i++) {
                int c = i / inner % scales.values().length;
                values[i] = scales.values()[c] * (codes.values()[i] - zeros[c]);
            }
            return new Floats(node.result(), values, sizes);
        }
    }
}
