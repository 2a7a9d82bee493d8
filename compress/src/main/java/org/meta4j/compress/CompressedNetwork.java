package org.meta4j.compress;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.compress.internal.ByteLayers;
import org.meta4j.compress.internal.Packed;
import org.meta4j.compress.internal.PackedFile;
import org.meta4j.engine.ByteMatrix;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.supervised.SingleScorer;
import org.meta4j.learners.supervised.TrainedNetwork;

/** A compressed network: one that answers like any other, and the packed weights that its file holds. Immutable. */
public final class CompressedNetwork {
    private final TrainedNetwork network;
    private final Recipe recipe;
    private final Map<String, Packed> packed;

    CompressedNetwork(TrainedNetwork network, Recipe recipe, Map<String, Packed> packed) {
        this.network = network;
        this.recipe = recipe;
        this.packed = Collections.unmodifiableMap(new LinkedHashMap<>(packed));
    }

    /** The network with the weights that its packed ones stand for. */
    public TrainedNetwork network() {
        return network;
    }

    public Recipe recipe() {
        return recipe;
    }

    /** What compressing {@code base} to this did. */
    public CompressionReport report(TrainedNetwork base) {
        return Reports.of(recipe, base.network(), base.parameters(), base.statistics(), network.parameters(), packed);
    }

    /**
     * The network as a function of one example. Dense layers of more than a megabyte whose weights have levels at equal distances
     * are computed from bytes, which is faster, others in floats. Scores are those of {@link #network} but for rounding.
     */
    public SingleScorer single(Workers workers) {
        Map<String, ByteMatrix> bytes = new LinkedHashMap<>();
        packed.forEach((name, of) -> ByteLayers.of(of, network.parameters().get(name))
                .ifPresent(matrix -> bytes.put(name.substring(0, name.lastIndexOf('.')), matrix)));
        return network.single(bytes, workers);
    }

    /** Packed parameters by name. */
    Map<String, Packed> packed() {
        return packed;
    }

    /** Writes it to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        PackedFile.write(file, Documents.COMPRESSED_NETWORK, network.document(file.toString()), recipe, packed);
    }

    /**
     * Reads a compressed network.
     *
     * @throws FileFormatException if the file is missing, damaged, or no compressed network
     */
    public static CompressedNetwork load(Path file) {
        PackedFile read = PackedFile.read(file, Documents.COMPRESSED_NETWORK, Documents.NETWORK);
        return new CompressedNetwork(TrainedNetwork.of(read.whole()), read.recipe(), read.packed());
    }
}
