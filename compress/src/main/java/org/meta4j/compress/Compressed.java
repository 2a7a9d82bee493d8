package org.meta4j.compress;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.compress.internal.MultiplyAdds;
import org.meta4j.compress.internal.Narrowing;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.PackedFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;

/** A compressed learner: one that learns like any other, and the packed weights that its file holds. Immutable. */
public final class Compressed {
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
        TrainedLearner first = Narrowing.first(base, recipe);
        return Reports.of(
                        recipe,
                        first.settings().network().network(),
                        first.parameters(),
                        first.statistics(),
                        learner.parameters(),
                        packed)
                .beside(
                        (long) Float.BYTES
                                * (base.parameters().length()
                                        + base.statistics().length()),
                        MultiplyAdds.all(base.settings().network().network(), base.parameters()));
    }

    /** Packed parameters by name. */
    Map<String, Packed> packed() {
        return packed;
    }

    /** Writes it to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        PackedFile.write(file, Documents.COMPRESSED, learner.document(file.toString()), recipe, packed);
    }

    /**
     * Reads a compressed learner.
     *
     * @throws FileFormatException if the file is missing, damaged, or no compressed learner
     */
    public static Compressed load(Path file) {
        PackedFile read = PackedFile.read(file, Documents.COMPRESSED, Documents.MODEL);
        return new Compressed(TrainedLearner.of(read.whole()), read.recipe(), read.packed());
    }
}
