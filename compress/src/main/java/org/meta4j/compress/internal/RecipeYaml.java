package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.stages.Stage;
import org.meta4j.naming.Suggestions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Recipes as YAML: a list, whose items are a stage as its text says it ({@code quantize(4)}, or {@code huffman}), a stage with
 * its number ({@code prune: 0.9}), or a stage with its fields ({@code quantize: {bits: 4, per: tensor}}).
 */
public final class RecipeYaml {
    private static final String LAYERS = "layers";
    private static final YAMLMapper MAPPER = new YAMLMapper();

    /** Fields of each stage, in the order of its text's arguments. */
    private static final Map<String, List<String>> FIELDS = fields();

    private RecipeYaml() {}

    private static Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("narrow", List.of("filters"));
        fields.put("prune", List.of("sparsity", "scope", LAYERS));
        fields.put("gradual", List.of("sparsity", "iterations", "rate", "scope", LAYERS));
        fields.put("movement", List.of("sparsity", "iterations", "rate"));
        fields.put("factorize", List.of("share"));
        fields.put("quantize", List.of("bits", "per", "zero", "range", LAYERS));
        fields.put("ternary", List.of());
        fields.put("share", List.of("bits"));
        fields.put("train", List.of("iterations", "rate", "scales"));
        fields.put("rewind", List.of());
        fields.put("normalize", List.of("iterations"));
        fields.put("huffman", List.of());
        return fields;
    }

    public static String write(Recipe recipe) {
        StringBuilder text = new StringBuilder();
        for (Stage stage : recipe.stages()) {
            JsonNode values = MAPPER.valueToTree(stage);
            String name = stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            List<String> fields = FIELDS.getOrDefault(name, List.of());
            text.append("- ").append(name);
            for (int i = 0; i < fields.size(); i++) {
                JsonNode value = values.get(fields.get(i));
                if (!value.isObject() || !value.isEmpty()) {
                    text.append(i == 0 ? ": {" : ", ")
                            .append(fields.get(i))
                            .append(": ")
                            .append(value.isObject() ? layers(value) : word(value));
                }
            }
            text.append(fields.isEmpty() ? "\n" : "}\n");
        }
        return text.toString();
    }

    private static String layers(JsonNode values) {
        return values.properties().stream()
                .map(layer -> layer.getKey() + ": " + layer.getValue().asString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String word(JsonNode value) {
        return value.isString() ? value.asString().toLowerCase(Locale.ROOT).replace('_', '-') : value.asString();
    }

    /** @throws IllegalArgumentException with what is wrong and what there is */
    public static Recipe read(String yaml) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the recipe is no YAML: " + e.getOriginalMessage(), e);
        }
        if (!tree.isArray()) {
            throw new IllegalArgumentException("a recipe as YAML is a list of stages, such as '- quantize: 4'");
        }
        List<Stage> stages = new ArrayList<>();
        for (JsonNode item : tree) {
            stages.addAll(RecipeText.parse(text(item)));
        }
        return new Recipe(stages);
    }

    private static String text(JsonNode item) {
        if (item.isString()) {
            String text = item.asString();
            return text.contains("(") ? text : text + "()";
        }
        if (!item.isObject() || item.size() != 1) {
            throw new IllegalArgumentException(
                    "a stage of a recipe as YAML has one name, such as '- prune: 0.9', but one is " + item);
        }
        Map.Entry<String, JsonNode> stage = item.properties().iterator().next();
        return stage.getKey() + "(" + arguments(stage.getKey(), stage.getValue()) + ")";
    }

    private static String arguments(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isObject()) {
            return value.asString();
        }
        List<String> fields = FIELDS.get(name);
        if (fields == null) {
            throw new IllegalArgumentException(Suggestions.unknown("stage", name, List.copyOf(FIELDS.keySet())));
        }
        value.propertyNames().forEach(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(Suggestions.unknown("field of " + name, field, fields));
            }
        });
        List<String> arguments = new ArrayList<>();
        for (String field : fields) {
            JsonNode given = value.get(field);
            if (given != null && given.isObject()) {
                given.properties()
                        .forEach(layer -> arguments.add(
                                layer.getKey() + "=" + layer.getValue().asString()));
            } else if (given != null) {
                arguments.add(given.asString());
            }
        }
        return String.join(", ", arguments);
    }
}
