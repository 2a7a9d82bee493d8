package org.meta4j.learners.files;

import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what Jackson throws into one line for the person who wrote the JSON. */
final class JsonErrors {
    private JsonErrors() {}

    static FileFormatException explain(String source, JacksonException error) {
        return new FileFormatException(source, problem(error), error);
    }

    private static String problem(JacksonException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "unknown field '" + path(error) + "': allowed are " + list(unknown.getKnownPropertyIds());
        }
        if (error instanceof ValueInstantiationException && error.getCause() != null) {
            String where = path(error);
            return (where.isEmpty() ? "" : "field '" + where + "': ") + error.getCause().getMessage();
        }
        if (error instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
            return "field '" + path(error) + "' is '" + wrong.getValue() + "': allowed are " + constants(wrong);
        }
        if (error instanceof StreamReadException) {
            TokenStreamLocation location = error.getLocation();
            String where = location == null
                    ? ""
                    : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
            return "not JSON" + where + ": " + firstLine(error);
        }
        String where = path(error);
        return (where.isEmpty() ? "" : "field '" + where + "': ") + firstLine(error);
    }

    private static String constants(InvalidFormatException wrong) {
        StringBuilder names = new StringBuilder();
        for (Object constant : wrong.getTargetType().getEnumConstants()) {
            names.append(names.isEmpty() ? "" : ", ").append(Json.name((Enum<?>) constant));
        }
        return names.toString();
    }

    private static String list(Collection<Object> names) {
        return names.isEmpty() ? "none" : names.stream().map(String::valueOf).collect(Collectors.joining(", "));
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
