package org.meta4j.learners.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a safetensors header token by token. Not as a tree: a hostile header of 100 MB would take
 * gigabytes as a tree, and a tree no longer shows that a key came twice.
 */
final class SafetensorsHeaderParser {
    private static final int MAX_RANK = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Safetensors.MAX_HEADER_BYTES)
                    .maxStringLength(Safetensors.MAX_HEADER_BYTES)
                    .build())
            .build();

    private final String source;
    private final byte[] json;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, SafetensorsHeader.Claim> claims = new LinkedHashMap<>();
    private boolean metadataSeen;

    SafetensorsHeaderParser(String source, byte[] json) {
        this.source = source;
        this.json = json;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    Collection<SafetensorsHeader.Claim> claims() {
        return claims.values();
    }

    void parse() {
        // The format allows nothing before the brace; with this, most foreign files are known at once.
        if (json[0] != '{') {
            throw fault("not a safetensors file: its header does not begin with '{'");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                parseEntry(parser, parser.currentName());
            }
            if (parser.nextToken() != null) {
                throw fault("the header goes on after its last brace: the file is damaged; save or copy it again");
            }
        } catch (JacksonException e) {
            throw new FileFormatException(
                    source,
                    "the header is not JSON (" + firstLine(e.getOriginalMessage())
                            + "): the file is damaged; save or copy it again",
                    e);
        }
    }

    private void parseEntry(JsonParser parser, String name) {
        if (name.equals(SafetensorsHeader.METADATA)) {
            parseMetadata(parser);
            return;
        }
        if (claims.put(name, parseClaim(parser, name)) != null) {
            throw fault("the header names tensor " + SafetensorsHeader.quote(name) + " twice");
        }
    }

    private void parseMetadata(JsonParser parser) {
        if (metadataSeen) {
            throw fault("the header has two parts called " + SafetensorsHeader.METADATA);
        }
        metadataSeen = true;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw fault("the header's " + SafetensorsHeader.METADATA + " is not a JSON object of strings");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw fault("the metadata value of " + SafetensorsHeader.quote(key) + " is not a string");
            }
            if (metadata.put(key, parser.getString()) != null) {
                throw fault("the metadata name " + SafetensorsHeader.quote(key) + " twice");
            }
        }
    }

    private SafetensorsHeader.Claim parseClaim(JsonParser parser, String name) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw fault(name, "it is not described by a JSON object");
        }
        @Nullable String dtype = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("dtype") && dtype == null) {
                dtype = parseDtype(parser, name);
            } else if (field.equals("shape") && shape == null) {
                shape = parseIntegers(parser, name, field, MAX_RANK);
            } else if (field.equals("data_offsets") && offsets == null) {
                offsets = parseIntegers(parser, name, field, 2);
            } else {
                throw fault(
                        name,
                        "its field " + SafetensorsHeader.quote(field)
                                + " is unknown or given twice; there are dtype, shape and data_offsets, each once");
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw fault(name, "its dtype, shape or data_offsets is missing");
        }
        if (offsets.size() != 2) {
            throw fault(name, "its data_offsets are not two numbers, begin and end");
        }
        return new SafetensorsHeader.Claim(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private String parseDtype(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw fault(name, "its dtype is not a string");
        }
        return parser.getString();
    }

    private List<Long> parseIntegers(JsonParser parser, String name, String field, int atMost) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw fault(name, "its " + field + " is not a list");
        }
        List<Long> integers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw fault(name, "its " + field + " has an element that is not an integer");
            }
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw fault(name, "its " + field + " has a number beyond 2^63");
            }
            if (integers.size() == atMost) {
                throw fault(name, "its " + field + " has more than " + atMost + " elements");
            }
            integers.add(parser.getLongValue());
        }
        return List.copyOf(integers);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }

    private FileFormatException fault(String problem) {
        return new FileFormatException(source, problem);
    }

    private FileFormatException fault(String name, String problem) {
        return fault("tensor " + SafetensorsHeader.quote(name) + ": " + problem);
    }
}
