package org.meta4j.learners.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/**
 * Reads one safetensors file from front to back. Lengths are believed only after comparison with the
 * file's size, so that a lying header costs no memory.
 */
final class SafetensorsReader {
    private static final int CHUNK_NUMBERS = 1 << 14;

    private final String source;
    private final long size;
    private final InputStream in;
    private final Safetensors.ReadOptions options;

    SafetensorsReader(String source, long size, InputStream in, Safetensors.ReadOptions options) {
        this.source = source;
        this.size = size;
        this.in = in;
        this.options = options;
    }

    TensorFile read() throws IOException {
        byte[] json = header();
        long dataBytes = size - Long.BYTES - json.length;
        SafetensorsHeader header = SafetensorsHeader.parse(source, json, dataBytes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        byte[] chunk = new byte[CHUNK_NUMBERS * Float.BYTES];
        for (SafetensorsHeader.Entry entry : header.entries()) {
            if (entry.type() == SafetensorsHeader.Type.U8) {
                byte[] read = new byte[entry.shape().length()];
                fill(read, read.length);
                bytes.put(entry.name(), read);
                continue;
            }
            float[] values = readValues(entry.shape().length(), chunk);
            if (options.requireFinite()) {
                checkFinite(entry.name(), values);
            }
            tensors.put(entry.name(), new Tensor(entry.shape(), values));
        }
        return new TensorFile(header.metadata(), Tensors.of(tensors), bytes);
    }

    /** The header alone, which comes first. */
    byte[] header() throws IOException {
        byte[] json = new byte[headerLength()];
        fill(json, json.length);
        return json;
    }

    private int headerLength() throws IOException {
        if (size < Long.BYTES) {
            throw fault((size == 0 ? "the file is empty" : "the file has only " + size + " bytes")
                    + "; a safetensors file has at least 8: save or copy it again");
        }
        byte[] bytes = new byte[Long.BYTES];
        fill(bytes, bytes.length);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > Safetensors.MAX_HEADER_BYTES) {
            throw fault("not a safetensors file: its first 8 bytes give a header of " + Long.toUnsignedString(length)
                    + " bytes, but at most " + Safetensors.MAX_HEADER_BYTES + " are allowed");
        }
        if (length == 0) {
            throw fault("not a safetensors file: its first 8 bytes give a header of 0 bytes");
        }
        if (length > size - Long.BYTES) {
            throw fault("the header should have " + length + " bytes, but only " + (size - Long.BYTES)
                    + " follow: not a safetensors file, or cut off; save or copy it again");
        }
        return (int) length;
    }

    private float[] readValues(int length, byte[] chunk) throws IOException {
        float[] values = new float[length];
        FloatBuffer numbers =
                ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int from = 0; from < length; ) {
            int count = Math.min(CHUNK_NUMBERS, length - from);
            fill(chunk, count * Float.BYTES);
            numbers.rewind().get(values, from, count);
            from += count;
        }
        return values;
    }

    private void fill(byte[] bytes, int count) throws IOException {
        if (in.readNBytes(bytes, 0, count) < count) {
            throw fault("the file became shorter while it was read: wait until nobody writes it, and try again");
        }
    }

    private void checkFinite(String name, float[] values) {
        int bad = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                bad++;
            }
        }
        if (bad > 0) {
            throw fault("tensor " + SafetensorsHeader.quote(name) + ": " + bad + " of its " + values.length
                    + " numbers are NaN or infinite; the training diverged or the file is damaged:"
                    + " use an earlier file, or train with a smaller learning rate");
        }
    }

    private FileFormatException fault(String problem) {
        return new FileFormatException(source, problem);
    }
}
