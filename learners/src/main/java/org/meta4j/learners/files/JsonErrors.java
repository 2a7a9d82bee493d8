package org.meta4j.learners.files;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what Jackson throws, which speaks to its programmer, into one line for the person who wrote the JSON. */
final class JsonErrors {
    private static final int LONGEST_VALUE = 60;

    private JsonErrors() {}

    /** Text is not JSON. */
    static FileFormatException parsing(String source, JacksonException error) {
        if (error instanceof MismatchedInputException) {
            return new FileFormatException(source, "not JSON: something follows behind its end", error);
        }
        TokenStreamLocation at = error.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new FileFormatException(source, "not JSON" + where + ": " + firstLine(error), error);
    }

    /** A tree is not of the type wanted. */
    static FileFormatException binding(String source, JsonNode tree, JacksonException error) {
        String path = path(error);
        String field = path.isEmpty() ? "the document" : "field '" + path + "'";
        if (error instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            String allowed = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return new FileFormatException(source, "unknown " + field + ": allowed are " + allowed, error);
        }
        if (error instanceof ValueInstantiationException && error.getCause() != null) {
            String complaint = String.valueOf(error.getCause().getMessage());
            return new FileFormatException(source, path.isEmpty() ? complaint : field + ": " + complaint, error);
        }
        @Nullable Class<?> target = null;
        if (error instanceof MismatchedInputException mismatch) {
            target = mismatch.getTargetType();
        } else if (error instanceof InputCoercionException coercion) {
            target = coercion.getTargetType();
        }
        if (target == null) {
            return new FileFormatException(source, field + ": " + firstLine(error), error);
        }
        return new FileFormatException(
                source, field + " is " + value(tree, error) + ": needed is " + words(target), error);
    }

    private static String words(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Json.name((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == double[].class || type == float[].class) {
            return "a list of numbers";
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "a JSON object" : "a " + type.getSimpleName();
    }

    private static String value(JsonNode tree, JacksonException error) {
        JsonNode at = tree;
        for (JacksonException.Reference step : error.getPath()) {
            at = step.getPropertyName() == null ? at.path(step.getIndex()) : at.path(step.getPropertyName());
        }
        String value = at.toString();
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    /** Where in the document, as in {@code encoder.layers[2].width}. */
    private static String path(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : error.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String firstLine(JacksonException error) {
        return error.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
