package org.meta4j.learners.files;

import java.util.Map;
import org.meta4j.engine.Tensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is in a meta4j file: one JSON document and the tensors that belong to it.
 *
 * @param source the file that it came from, for errors
 * @param format what kind of file it is, such as {@code meta4j-model}
 * @param formatVersion the version of the format that the file was written in, at least 1
 * @param content the document without its format and version
 * @param tensors the numbers, in the file's order
 * @param bytes what is packed in bytes, in the file's order; not to be changed
 */
public record Document(
        String source,
        String format,
        int formatVersion,
        ObjectNode content,
        Tensors tensors,
        Map<String, byte[]> bytes) {
    /**
     * One field of the document as a value of a type; every field of the type has to be given.
     *
     * @throws FileFormatException if the field is missing or not of this type
     */
    public <T> T read(String field, Class<T> type) {
        return Json.read(source + " (" + field + ")", field(field), type);
    }

    /**
     * One field of the document as a value in which what the file does not give is as in {@code defaults}:
     * how a file from before a setting existed is read.
     *
     * @throws FileFormatException if the field is there but not of the type of {@code defaults}
     */
    public <T> T read(String field, T defaults) {
        JsonNode given = content.get(field);
        return given == null ? defaults : Json.read(source + " (" + field + ")", given, defaults);
    }

    private JsonNode field(String name) {
        JsonNode field = content.get(name);
        if (field == null) {
            throw new FileFormatException(
                    source, "its document has no field '" + name + "'; there are " + content.propertyNames());
        }
        return field;
    }
}
