package org.meta4j.onnx.internal.reading;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.meta4j.onnx.ImportException;

/** Numbers of a file. Floats of 64 bits become floats of 32. */
final class TensorReader {
    static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int DOUBLE = 11;
    private static final int INT4 = 22;

    private static final Set<Integer> TYPES = Set.of(FLOAT, UINT8, INT8, INT32, INT64, BOOL, DOUBLE, INT4);

    private TensorReader() {}

    static boolean isFloating(int type) {
        return type == FLOAT || type == DOUBLE;
    }

    /** @throws ImportException if they are of a type that is not read, or not in the file */
    static Datum read(TensorProto tensor) {
        int[] sizes = tensor.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
        if (tensor.getExternalDataCount() > 0) {
            throw new ImportException("the numbers of '" + tensor.getName()
                    + "' are in another file: save the model with all its numbers in one file");
        }
        int count = Datum.product(sizes);
        int type = tensor.getDataType();
        if (!TYPES.contains(type)) {
            throw new ImportException("the numbers of '" + tensor.getName() + "' are of ONNX's type " + type
                    + ", which is not read: save the model with 32-bit floats");
        }
        Numbers numbers = tensor.getRawData().isEmpty() ? typed(tensor) : raw(tensor);
        if (count > numbers.count()) {
            throw new ImportException("the numbers of '" + tensor.getName() + "' end too early: the file is damaged");
        }
        if (isFloating(type)) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) numbers.floating().applyAsDouble(i);
            }
            return new Floats(tensor.getName(), values, sizes);
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = numbers.whole().applyAsLong(i);
        }
        return new Whole(values, sizes);
    }

    /** Numbers by their places. */
    private record Numbers(int count, IntToDoubleFunction floating, IntToLongFunction whole) {
        static Numbers floating(int count, IntToDoubleFunction at) {
            return new Numbers(count, at, i -> (long) at.applyAsDouble(i));
        }

        static Numbers whole(int count, IntToLongFunction at) {
            return new Numbers(count, i -> at.applyAsLong(i), at);
        }
    }

    private static Numbers typed(TensorProto tensor) {
        return switch (tensor.getDataType()) {
            case FLOAT -> Numbers.floating(tensor.getFloatDataCount(), tensor::getFloatData);
            case DOUBLE -> Numbers.floating(tensor.getDoubleDataCount(), tensor::getDoubleData);
            case INT64 -> Numbers.whole(tensor.getInt64DataCount(), tensor::getInt64Data);
            // Bytes that each hold two numbers.
            case INT4 -> Numbers.whole(2 * tensor.getInt32DataCount(), i -> half(tensor.getInt32Data(i / 2), i));
            default -> Numbers.whole(tensor.getInt32DataCount(), tensor::getInt32Data);
        };
    }

    private static Numbers raw(TensorProto tensor) {
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.limit();
        return switch (tensor.getDataType()) {
            case FLOAT -> Numbers.floating(length / Float.BYTES, i -> bytes.getFloat(i * Float.BYTES));
            case DOUBLE -> Numbers.floating(length / Double.BYTES, i -> bytes.getDouble(i * Double.BYTES));
            case INT64 -> Numbers.whole(length / Long.BYTES, i -> bytes.getLong(i * Long.BYTES));
            case INT32 -> Numbers.whole(length / Integer.BYTES, i -> bytes.getInt(i * Integer.BYTES));
            case INT8 -> Numbers.whole(length, bytes::get);
            case INT4 -> Numbers.whole(2 * length, i -> half(bytes.get(i / 2), i));
            default -> Numbers.whole(length, i -> bytes.get(i) & 0xFF);
        };
    }

    /** Of two numbers of 4 bits in a byte the first is in its lower half; each has a sign. */
    private static int half(int both, int place) {
        int shifted = place % 2 == 0 ? both << 28 : (both & 0xF0) << 24;
        return shifted >> 28;
    }
}
