package org.meta4j.learners.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one dialect of JSON in meta4j's files and output.
 *
 * <ul>
 *   <li>Equal values give equal text: a record's fields come in the order of its components, a map's keys
 *       sorted. Whoever wants another order uses a record or an {@link ObjectNode}.
 *   <li>Enum constants are written in lower case with hyphens, as on the command line:
 *       {@code SUPPORT_SET} is {@code "support-set"}. They are read in this form alone.
 *   <li>JSON has no NaN and no infinity: both are written as {@code null}. A {@code null} read for a
 *       {@code double} or {@code float} is NaN, so that records of results come back; a record of
 *       settings refuses NaN in its constructor.
 *   <li>Reading is strict: an unknown field, a missing one, a repeated one, text in place of a number and
 *       anything behind the end are refused, with one line that names the field and the choices. What may
 *       be missing has a default in the program: {@link #read(String, JsonNode, Object)}. A record's component
 *       that may be null may be missing too, and is null: so a record can grow and old files still be read.
 * </ul>
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enumNamingStrategy((config, type, constant) -> enumName(constant))
            .addModule(new JsonNumbers())
            .build();

    private Json() {}

    /** An enum constant as it stands in JSON: {@code SUPPORT_SET} is {@code support-set}. */
    public static String name(Enum<?> constant) {
        return enumName(constant.name());
    }

    /** One line of JSON, without a line break at its end. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** JSON for people, over several lines with indentation, with a line break at its end. */
    public static String writePretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** Writes JSON for people to a file, atomically. */
    public static void write(Path file, Object value) {
        AtomicFiles.writeString(file, writePretty(value));
    }

    /** A value as a tree; a record's or a map's is an {@link ObjectNode}. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An empty JSON object, to be filled. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Parses text.
     *
     * @param source what to call the text in errors
     * @throws FileFormatException if it is not JSON
     */
    public static JsonNode parse(String source, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw JsonErrors.parsing(source, e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws FileFormatException if it is missing or not JSON
     */
    public static JsonNode parse(Path file) {
        return parse(file.toString(), text(file));
    }

    /**
     * Reads a file as a value of a type.
     *
     * @throws FileFormatException if it is missing, not JSON or not of this type
     */
    public static <T> T read(Path file, Class<T> type) {
        return read(file.toString(), parse(file), type);
    }

    /**
     * A tree as a value of a type, in which every field of the type has to be given.
     *
     * @param source what to call the tree in errors: the file that it came from
     * @throws FileFormatException if it is not of this type, or the type's own constructor refuses it,
     *     whose message is passed on
     */
    public static <T> T read(String source, JsonNode tree, Class<T> type) {
        if (tree.isNull() || tree.isMissingNode()) {
            throw new FileFormatException(source, "there is no " + type.getSimpleName() + " in it");
        }
        RecordFields.check(source, tree, type);
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw JsonErrors.binding(source, tree, e);
        }
    }

    /**
     * A tree as a value in which the fields that are not given, at any depth, are as in {@code defaults}.
     *
     * @param source what to call the tree in errors: the file that it came from
     * @throws FileFormatException if it is not of the type of {@code defaults}
     */
    public static <T> T read(String source, JsonNode tree, T defaults) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) defaults.getClass();
        return read(source, overlay(tree(defaults), tree), type);
    }

    private static JsonNode overlay(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode defaults) || !(above instanceof ObjectNode)) {
            return above;
        }
        ObjectNode result = defaults.deepCopy();
        above.properties().forEach(field -> {
            JsonNode old = result.get(field.getKey());
            result.set(field.getKey(), old == null ? field.getValue() : overlay(old, field.getValue()));
        });
        return result;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileFormatException.of(file, e);
        }
    }

    private static String enumName(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
