package org.meta4j.compress.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.compress.Recipe;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is in a file whose weights are packed.
 *
 * @param whole the document that was compressed, with the weights that the packed ones stand for
 * @param recipe by which
 * @param packed parameters by name
 */
public record PackedFile(Document whole, Recipe recipe, Map<String, Packed> packed) {
    private static final String RECIPE = "recipe";
    private static final String PACKED = "packed";

    /**
     * Writes a document some of whose parameters are packed, replacing the file only when all is on disk.
     *
     * @param format of the file
     */
    public static void write(Path file, String format, Document whole, Recipe recipe, Map<String, Packed> packed) {
        ObjectNode codes = Json.object();
        Map<String, Tensor> floats = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        whole.tensors().asMap().forEach((name, tensor) -> {
            Packed found = name.startsWith(Prefixed.PARAMETER)
                    ? packed.get(name.substring(Prefixed.PARAMETER.length()))
                    : null;
            if (found == null) {
                floats.put(name, tensor);
            } else {
                codes.set(name, Json.tree(found.code()));
                found.floats().forEach((what, row) -> floats.put(name + what, row));
                found.bytes().forEach((what, row) -> bytes.put(name + what, row));
            }
        });
        ObjectNode content = whole.content().deepCopy();
        content.put(RECIPE, recipe.toString());
        content.set(PACKED, codes);
        Documents.write(file, format, content, Tensors.of(floats), bytes);
    }

    /**
     * Reads such a file.
     *
     * @param format of the file
     * @param wholeFormat of the document that was compressed
     * @throws FileFormatException if the file is missing, damaged, or of another format
     */
    public static PackedFile read(Path file, String format, String wholeFormat) {
        Document document = Documents.read(file, format);
        Map<String, Tensor> floats = new LinkedHashMap<>(document.tensors().asMap());
        Map<String, byte[]> bytes = new LinkedHashMap<>(document.bytes());
        Map<String, Packed> packed = new LinkedHashMap<>();
        ObjectNode content = document.content().deepCopy();
        JsonNode codes = content.remove(PACKED);
        if (!(codes instanceof ObjectNode named)) {
            throw new FileFormatException(document.source(), "its document has no field '" + PACKED + "' of objects");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        named.propertyStream().forEach(entry -> {
            String name = entry.getKey();
            Packed found = new Packed(
                    Json.read(document.source() + " (" + PACKED + " " + name + ")", entry.getValue(), TensorCode.class),
                    taken(floats, name),
                    taken(bytes, name));
            tensors.put(name, unpacked(document.source(), name, found));
            packed.put(name.substring(Math.min(name.length(), Prefixed.PARAMETER.length())), found);
        });
        if (!bytes.isEmpty()) {
            throw new FileFormatException(document.source(), "nothing describes what is packed in " + bytes.keySet());
        }
        tensors.putAll(floats);
        Recipe recipe = recipe(document);
        content.remove(RECIPE);
        Document whole = new Document(
                document.source(), wholeFormat, document.formatVersion(), content, Tensors.of(tensors), Map.of());
        return new PackedFile(whole, recipe, packed);
    }

    private static Recipe recipe(Document document) {
        String text = document.read(RECIPE, String.class);
        try {
            return Recipe.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(document.source(), "its recipe cannot be read: " + e.getMessage(), e);
        }
    }

    private static Tensor unpacked(String source, String name, Packed packed) {
        try {
            return Unpacker.unpack(packed);
        } catch (DamagedException e) {
            throw new FileFormatException(
                    source,
                    "packed tensor '" + name + "': " + e.getMessage()
                            + ": the file is damaged; copy or compress it again",
                    e);
        }
    }

    /** Takes out what belongs to a packed tensor. */
    private static <T> Map<String, T> taken(Map<String, T> all, String name) {
        Map<String, T> own = new LinkedHashMap<>();
        all.entrySet().removeIf(entry -> {
            boolean belongs = entry.getKey().startsWith(name + "/");
            if (belongs) {
                own.put(entry.getKey().substring(name.length()), entry.getValue());
            }
            return belongs;
        });
        return own;
    }
}
