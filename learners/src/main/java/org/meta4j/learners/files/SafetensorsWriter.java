package org.meta4j.learners.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lays a safetensors file out. */
final class SafetensorsWriter {
    private static final int CHUNK_NUMBERS = 1 << 14;

    private SafetensorsWriter() {}

    /** All that precedes the numbers: the header's length and the header, padded to a multiple of 8 bytes. */
    static byte[] head(Map<String, String> metadata, Tensors tensors, Map<String, byte[]> bytes) {
        bytes.keySet().stream().filter(tensors::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("both a tensor of floats and one of bytes are called '" + name + "'");
        });
        if (bytes.containsKey(SafetensorsHeader.METADATA) || tensors.contains(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be called '" + SafetensorsHeader.METADATA
                    + "': the format keeps this name for strings");
        }
        metadata.forEach((key, value) -> checkText(key, value));
        tensors.names().forEach(SafetensorsWriter::checkText);
        bytes.keySet().forEach(SafetensorsWriter::checkText);
        byte[] json = json(metadata, tensors, bytes);
        int length = Math.addExact(json.length, -json.length & 7);
        if (length > Safetensors.MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("names and metadata take " + length + " bytes; the format allows "
                    + Safetensors.MAX_HEADER_BYTES + ": keep less in the metadata");
        }
        byte[] head = new byte[Long.BYTES + length];
        Arrays.fill(head, (byte) ' ');
        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
        return head;
    }

    static void write(byte[] head, Tensors tensors, Map<String, byte[]> bytes, OutputStream out) throws IOException {
        out.write(head);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_NUMBERS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.asMap().values()) {
            float[] values = tensor.values();
            for (int from = 0; from < values.length; from += CHUNK_NUMBERS) {
                int count = Math.min(CHUNK_NUMBERS, values.length - from);
                chunk.asFloatBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
        for (byte[] values : bytes.values()) {
            out.write(values);
        }
    }

    private static byte[] json(Map<String, String> metadata, Tensors tensors, Map<String, byte[]> bytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeName(SafetensorsHeader.METADATA).writeStartObject();
                // A Map.of is iterated in another order in each process; a file should not be.
                new TreeMap<>(metadata).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            long offset = 0;
            for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
                int[] sizes = entry.getValue().shape().sizes();
                offset = writeEntry(json, entry.getKey(), SafetensorsHeader.Type.F32, sizes, offset);
            }
            for (Map.Entry<String, byte[]> entry : bytes.entrySet()) {
                int[] sizes = {entry.getValue().length};
                offset = writeEntry(json, entry.getKey(), SafetensorsHeader.Type.U8, sizes, offset);
            }
            json.writeEndObject();
        }
        return text.toByteArray();
    }

    /** Half a surrogate pair would become an escape that the reference implementation cannot read. */
    private static void checkText(String... texts) {
        for (String text : texts) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException(
                        "not Unicode text, half a surrogate pair is in it: " + SafetensorsHeader.quote(text));
            }
        }
    }

    /** Writes a tensor's line of the header; returns where the next tensor's numbers begin. */
    private static long writeEntry(
            JsonGenerator json, String name, SafetensorsHeader.Type type, int[] sizes, long offset) {
        long end = offset + type.bytes;
        for (int size : sizes) {
            end = offset + (end - offset) * size;
        }
        json.writeName(name).writeStartObject();
        json.writeStringProperty("dtype", type.name());
        json.writeName("shape").writeStartArray();
        for (int size : sizes) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeName("data_offsets")
                .writeStartArray()
                .writeNumber(offset)
                .writeNumber(end)
                .writeEndArray();
        json.writeEndObject();
        return end;
    }
}
