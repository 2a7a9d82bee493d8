package org.meta4j.learners.files;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the fields of a JSON object with the components of a record, before binding: Jackson
 * complains of the field that a misspelt one should have been, not of the misspelt one.
 */
final class RecordFields {
    private RecordFields() {}

    /** Refuses unknown and missing fields in a tree, at any depth of records, lists and maps. */
    static void check(String source, JsonNode tree, Type type) {
        check(source, tree, type, "");
    }

    private static void check(String source, JsonNode tree, Type type, String path) {
        if (type instanceof Class<?> record && record.isRecord() && tree.isObject()) {
            checkRecord(source, tree, record, path);
        } else if (type instanceof Class<?> array && array.isArray() && tree.isArray()) {
            checkElements(source, tree, array.getComponentType(), path);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (Iterable.class.isAssignableFrom(raw) && tree.isArray()) {
                checkElements(source, tree, last, path);
            } else if (Map.class.isAssignableFrom(raw)) {
                tree.properties().forEach(entry -> check(source, entry.getValue(), last, join(path, entry.getKey())));
            }
        }
    }

    private static void checkRecord(String source, JsonNode tree, Class<?> record, String path) {
        RecordComponent[] components = record.getRecordComponents();
        List<String> allowed =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String name : tree.propertyNames()) {
            if (!allowed.contains(name)) {
                throw new FileFormatException(
                        source,
                        "unknown field " + SafetensorsHeader.quote(join(path, name)) + ": allowed are "
                                + (allowed.isEmpty() ? "none" : String.join(", ", allowed)));
            }
        }
        for (RecordComponent component : components) {
            JsonNode value = tree.get(component.getName());
            String name = join(path, component.getName());
            if (value == null && mayBeNull(component)) {
                continue;
            }
            if (value == null) {
                throw new FileFormatException(source, "field '" + name + "' is missing: add it");
            }
            check(source, value, component.getGenericType(), name);
        }
    }

    /** Whether null is one of its values: then it may be missing too, and is null. */
    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void checkElements(String source, JsonNode tree, Type type, String path) {
        for (int i = 0; i < tree.size(); i++) {
            check(source, tree.get(i), type, path + "[" + i + "]");
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
