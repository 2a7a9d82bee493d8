package org.meta4j.learners.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.meta4j.engine.Tensors;

/**
 * Reads and writes the safetensors format of Hugging Face
 * (<a href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>): the
 * header's length as 8 bytes, little-endian; a header in JSON that names each tensor's type, shape and
 * place; the numbers, row-major, little-endian, without gaps. Files hold numbers and strings and no
 * code, so opening one from a stranger is safe.
 *
 * <p>Of the format's types only F32 and, for what is packed in bytes, U8 are read and written. Sizes are checked against the file before
 * memory is taken for them: reading never takes much more memory than the file is long.
 */
public final class Safetensors {
    /** Longest header that is read or written, in bytes: {@value}, as in the reference implementation. */
    public static final int MAX_HEADER_BYTES = 100_000_000;

    /**
     * How to read.
     *
     * @param requireFinite whether a file with a number that is NaN or infinite is refused
     */
    public record ReadOptions(boolean requireFinite) {
        /** Refuses numbers that are NaN or infinite. */
        public static final ReadOptions DEFAULT = new ReadOptions(true);
    }

    private Safetensors() {}

    /**
     * Reads a file, refusing numbers that are NaN or infinite.
     *
     * @throws FileFormatException if the file is missing, damaged or not of this format
     */
    public static TensorFile read(Path file) {
        return read(file, ReadOptions.DEFAULT);
    }

    /**
     * Reads a file.
     *
     * @throws FileFormatException if the file is missing, damaged or not of this format
     */
    public static TensorFile read(Path file, ReadOptions options) {
        try (InputStream in = Files.newInputStream(file)) {
            return new SafetensorsReader(file.toString(), Files.size(file), in, options).read();
        } catch (IOException e) {
            throw FileFormatException.of(file, e);
        }
    }

    /**
     * Reads the content of a file that is in memory already, such as a resource in a jar.
     *
     * @param source what to call the file in errors
     * @throws FileFormatException if the content is damaged or not of this format
     */
    public static TensorFile read(String source, byte[] content, ReadOptions options) {
        try (InputStream in = new ByteArrayInputStream(content)) {
            return new SafetensorsReader(source, content.length, in, options).read();
        } catch (IOException e) {
            throw new FileFormatException(source, "cannot be read: " + e, e);
        }
    }

    /**
     * Writes a file atomically (see {@link AtomicFiles}). Equal arguments give equal bytes: metadata
     * are sorted by key. Numbers that are NaN or infinite are written as they are.
     *
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__} or a string is not
     *     Unicode text
     * @throws FileWriteException if the file cannot be written; a file that was there is as it was
     */
    public static void write(Path file, Map<String, String> metadata, Tensors tensors) {
        write(file, metadata, tensors, Map.of());
    }

    /**
     * Writes a file that has tensors of bytes too, after those of floats.
     *
     * @param bytes rows of one dimension, none of them empty, in the map's order
     */
    public static void write(Path file, Map<String, String> metadata, Tensors tensors, Map<String, byte[]> bytes) {
        byte[] head = SafetensorsWriter.head(metadata, tensors, bytes);
        AtomicFiles.write(file, out -> SafetensorsWriter.write(head, tensors, bytes, out));
    }
}
