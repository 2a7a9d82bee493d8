package org.meta4j.app.info;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.tables.ModelSetFile;
import org.meta4j.app.train.RunFolder;
import org.meta4j.app.train.RunSettings;
import org.meta4j.compress.Compressed;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.data.Fingerprint;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.files.TensorListing;
import org.meta4j.learners.optimisers.LearnedOptimiser;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.learners.training.Checkpoint;
import tools.jackson.databind.JsonNode;

/**
 * What is in a file, with names as in JSON.
 *
 * @param file as it was named or found in its folder
 * @param bytes of the whole file
 * @param sha256 of the whole file, in hexadecimal
 * @param kind {@code model}, {@code task}, {@code checkpoint}, or {@code tensors} where the file is not meta4j's
 * @param format name of the format; null where the file is not meta4j's
 * @param formatVersion version of the format; null where the file is not meta4j's
 * @param parameters numbers that were learned; null where the file is not meta4j's
 * @param document what the file says of itself; null where it is not meta4j's
 * @param run what the run that the file is of was begun with; null where only the file is known
 * @param metadata strings of a file that is not meta4j's; null of one that is
 * @param tensors in the file's order
 */
record FileReport(
        String file,
        long bytes,
        String sha256,
        String kind,
        @Nullable String format,
        @Nullable Integer formatVersion,
        @Nullable Long parameters,
        @Nullable JsonNode document,
        @Nullable RunSettings run,
        @Nullable Map<String, String> metadata,
        List<TensorListing.Entry> tensors) {
    private static final String TENSORS = "tensors";

    /**
     * Looks into a file. One of meta4j's is read as whoever uses it would read it, so that what is said of it holds.
     *
     * @throws FileFormatException if it is damaged or no file of tensors
     */
    static FileReport of(Path file, Optional<RunFolder> run) {
        TensorListing listing = TensorListing.read(file);
        if (!listing.metadata().containsKey(Documents.KEY)) {
            return new FileReport(
                    file.toString(),
                    FilePaths.size(file),
                    sum(file),
                    TENSORS,
                    null,
                    null,
                    null,
                    null,
                    null,
                    listing.metadata(),
                    listing.entries());
        }
        Document document = Documents.read(file);
        OptionalLong unpacked = check(file, document);
        long parameters = unpacked.orElseGet(() -> listing.entries().stream()
                .filter(entry -> entry.name().startsWith(Prefixed.PARAMETER))
                .mapToLong(FileReport::numbers)
                .sum());
        return new FileReport(
                file.toString(),
                FilePaths.size(file),
                sum(file),
                document.format().substring("meta4j-".length()),
                document.format(),
                document.formatVersion(),
                parameters,
                document.content(),
                run.filter(RunFolder::hasSettings).map(RunFolder::settings).orElse(null),
                null,
                listing.entries());
    }

    /** Reads the file as whoever uses it; says how many numbers were learned where they are not stored as such. */
    private static OptionalLong check(Path file, Document document) {
        switch (document.format()) {
            case Documents.MODEL -> TrainedLearner.of(document);
            case Documents.COMPRESSED -> {
                return OptionalLong.of(
                        Compressed.load(file).learner().parameters().length());
            }
            case Documents.NETWORK -> TrainedNetwork.of(document);
            case Documents.COMPRESSED_NETWORK -> {
                return OptionalLong.of(
                        CompressedNetwork.load(file).network().parameters().length());
            }
            case Documents.TASK -> TaskFile.load(file);
            case Documents.CHECKPOINT -> Checkpoint.read(file).learned();
            case ModelSetFile.FORMAT -> ModelSetFile.load(file);
            case Documents.OPTIMISER -> LearnedOptimiser.load(file);
            default ->
                throw new FileFormatException(
                        file.toString(),
                        "this meta4j knows nothing of the format '" + document.format() + "': use a newer meta4j");
        }
        return OptionalLong.empty();
    }

    /** Numbers in a tensor. */
    static long numbers(TensorListing.Entry entry) {
        return entry.shape().stream().reduce(1L, (a, b) -> a * b);
    }

    /** SHA-256 of a file, in hexadecimal. */
    static String sum(Path file) {
        try {
            return Fingerprint.ofFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
