package org.meta4j.compress;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.compress.internal.DamagedException;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.TensorCode;
import org.meta4j.compress.internal.Unpacker;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A compressed learner: one that learns like any other, and the packed weights that its file holds. Immutable. */
public final class Compressed {
    private static final String RECIPE = "recipe";
    private static final String PACKED = "packed";

    private final TrainedLearner learner;
    private final Recipe recipe;
    private final Map<String, Packed> packed;

    Compressed(TrainedLearner learner, Recipe recipe, Map<String, Packed> packed) {
        this.learner = learner;
        this.recipe = recipe;
        this.packed = Collections.unmodifiableMap(new LinkedHashMap<>(packed));
    }

    /** The learner with the weights that its packed ones stand for; not calibrated. */
    public TrainedLearner learner() {
        return learner;
    }

    public Recipe recipe() {
        return recipe;
    }

    /** What compressing {@code base} to this did. */
    public CompressionReport report(TrainedLearner base) {
        return Compressor.report(base, this);
    }

    /** Packed parameters by name. */
    Map<String, Packed> packed() {
        return packed;
    }

    /** Writes it to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        Document whole = learner.document(file.toString());
        ObjectNode codes = Json.object();
        Map<String, Tensor> floats = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        whole.tensors().asMap().forEach((name, tensor) -> {
            Packed found = name.startsWith(TrainedLearner.PARAMETER)
                    ? packed.get(name.substring(TrainedLearner.PARAMETER.length()))
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
        Documents.write(file, Documents.COMPRESSED, content, Tensors.of(floats), bytes);
    }

    /**
     * Reads a compressed learner.
     *
     * @throws FileFormatException if the file is missing, damaged, or no compressed learner
     */
    public static Compressed load(Path file) {
        Document document = Documents.read(file, Documents.COMPRESSED);
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
            packed.put(name.substring(Math.min(name.length(), TrainedLearner.PARAMETER.length())), found);
        });
        if (!bytes.isEmpty()) {
            throw new FileFormatException(document.source(), "nothing describes what is packed in " + bytes.keySet());
        }
        tensors.putAll(floats);
        Recipe recipe = recipe(document);
        content.remove(RECIPE);
        TrainedLearner learner = TrainedLearner.of(new Document(
                document.source(), Documents.MODEL, document.formatVersion(), content, Tensors.of(tensors), Map.of()));
        return new Compressed(learner, recipe, packed);
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
