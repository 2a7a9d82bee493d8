package org.meta4j.learners.files;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * meta4j's own files: safetensors files whose metadata hold, under the key {@value #KEY}, one JSON
 * document with the fields {@code format} and {@code formatVersion} and whatever the kind of file
 * needs. Any program that knows safetensors can read the weights.
 *
 * <p>A file written by any version of this library is read by every later one; a file from a later
 * format than this library knows is refused with that reason.
 */
public final class Documents {
    /** The metadata key of the document: {@value}. */
    public static final String KEY = "meta4j";

    /** The version of the format that is written, and the newest that is read: {@value}. */
    public static final int FORMAT_VERSION = 1;

    /** The format of trained models: {@value}. */
    public static final String MODEL = "meta4j-model";

    /** The format of networks that were trained on one data set: {@value}. */
    public static final String NETWORK = "meta4j-network";

    /** The format of solved tasks: {@value}. */
    public static final String TASK = "meta4j-task";

    /** The format of compressed models: {@value}. */
    public static final String COMPRESSED = "meta4j-compressed";

    /** The format of compressed networks: {@value}. */
    public static final String COMPRESSED_NETWORK = "meta4j-compressed-network";

    /** The format of learned optimisers: {@value}. */
    public static final String OPTIMISER = "meta4j-optimiser";

    /** The format of a training run's checkpoints: {@value}. */
    public static final String CHECKPOINT = "meta4j-checkpoint";

    private static final String FORMAT_FIELD = "format";
    private static final String VERSION_FIELD = "formatVersion";

    private Documents() {}

    /**
     * Writes a document and its tensors, atomically.
     *
     * @param format what kind of file it is, such as {@value #MODEL}
     * @param content a JSON object without the fields {@code format} and {@code formatVersion}
     * @throws IllegalArgumentException if the content is not such an object
     * @throws FileWriteException if the file cannot be written; a file that was there is as it was
     */
    public static void write(Path file, String format, JsonNode content, Tensors tensors) {
        write(file, format, content, tensors, Map.of());
    }

    /**
     * Writes a document, its tensors, and what is packed in bytes.
     *
     * @param bytes by name, none of them empty
     */
    public static void write(Path file, String format, JsonNode content, Tensors tensors, Map<String, byte[]> bytes) {
        if (!(content instanceof ObjectNode object)) {
            throw new IllegalArgumentException("a document must be a JSON object, but was " + content.getNodeType());
        }
        if (object.has(FORMAT_FIELD) || object.has(VERSION_FIELD)) {
            throw new IllegalArgumentException("a document must not have fields called '" + FORMAT_FIELD + "' or '"
                    + VERSION_FIELD + "': these are written by themselves");
        }
        ObjectNode document = Json.object();
        document.put(FORMAT_FIELD, format).put(VERSION_FIELD, FORMAT_VERSION);
        document.setAll(object);
        Safetensors.write(file, Map.of(KEY, Json.write(document)), tensors, bytes);
    }

    /**
     * Reads a file of one format.
     *
     * @throws FileFormatException if the file is missing, damaged, of another format or of a later version
     */
    public static Document read(Path file, String expectedFormat) {
        return expect(read(file), expectedFormat);
    }

    /**
     * Reads a file of any of meta4j's formats.
     *
     * @throws FileFormatException if the file is missing, damaged, none of meta4j's or of a later version
     */
    public static Document read(Path file) {
        return document(file.toString(), Safetensors.read(file));
    }

    /**
     * The format of one of meta4j's files. Its header alone is read.
     *
     * @throws FileFormatException if the header is missing or damaged, none of meta4j's or of a later version
     */
    public static String format(Path file) {
        Map<String, String> metadata = TensorListing.read(file).metadata();
        return document(file.toString(), metadata, Tensors.of(Map.of()), Map.of())
                .format();
    }

    /**
     * Reads the content of a file that is in memory already, such as a resource in a jar.
     *
     * @param source what to call the file in errors
     * @throws FileFormatException if it is damaged, of another format or of a later version
     */
    public static Document read(String source, byte[] content, String expectedFormat) {
        return expect(
                document(source, Safetensors.read(source, content, Safetensors.ReadOptions.DEFAULT)), expectedFormat);
    }

    private static Document expect(Document document, String format) {
        if (!document.format().equals(format)) {
            throw new FileFormatException(
                    document.source(),
                    "this is a " + kind(document.format()) + " file, but a " + kind(format)
                            + " file is needed here: give another file");
        }
        return document;
    }

    private static Document document(String source, TensorFile file) {
        return document(source, file.metadata(), file.tensors(), file.bytes());
    }

    private static Document document(
            String source, Map<String, String> metadata, Tensors tensors, Map<String, byte[]> bytes) {
        @Nullable String text = metadata.get(KEY);
        if (text == null) {
            throw new FileFormatException(
                    source,
                    "this safetensors file was not written by meta4j (its metadata have no '" + KEY
                            + "'): give a file that meta4j saved");
        }
        JsonNode parsed = Json.parse(source + " (metadata '" + KEY + "')", text);
        if (!(parsed instanceof ObjectNode content)) {
            throw new FileFormatException(source, "its metadata '" + KEY + "' are not a JSON object");
        }
        JsonNode format = content.path(FORMAT_FIELD);
        JsonNode version = content.path(VERSION_FIELD);
        if (!format.isString() || !version.isInt() || version.intValue() < 1) {
            throw new FileFormatException(
                    source,
                    "its metadata '" + KEY + "' have no valid '" + FORMAT_FIELD + "' (a string) and '" + VERSION_FIELD
                            + "' (an integer from 1)");
        }
        if (version.intValue() > FORMAT_VERSION) {
            throw new FileFormatException(
                    source,
                    "this file is of format version " + version.intValue() + ", but this meta4j reads up to "
                            + FORMAT_VERSION + ": use a newer meta4j");
        }
        content.remove(FORMAT_FIELD);
        content.remove(VERSION_FIELD);
        return new Document(source, format.stringValue(), version.intValue(), content, tensors, bytes);
    }

    private static String kind(String format) {
        return SafetensorsHeader.quote(format.startsWith("meta4j-") ? format.substring(7) : format)
                .replace("'", "");
    }
}
