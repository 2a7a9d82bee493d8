package org.meta4j.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.train.RunFolder;
import org.meta4j.app.train.RunSettings;
import org.meta4j.compress.Compressed;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.data.DataException;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.learners.training.Checkpoint;

/**
 * A model that the user named: a model file, a checkpoint, or the folder of a run.
 *
 * @param path the file to read it from
 * @param run the folder it is in, where that was named
 */
public record ModelFile(Path path, Optional<RunFolder> run) {
    private static final int MOST_NAMES = 8;

    /** @throws DataException if there is no model there */
    public static ModelFile find(Path given) {
        if (!Files.exists(given)) {
            throw new DataException("there is no model at " + given
                    + ": give a run folder or a model file; 'meta4j train' makes one, and so does 'meta4j demo'");
        }
        if (!Files.isDirectory(given)) {
            return new ModelFile(given, Optional.empty());
        }
        RunFolder run = RunFolder.at(given);
        return Stream.of(run.modelFile(), run.checkpointFile())
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new ModelFile(file, Optional.of(run)))
                .orElseThrow(() -> new DataException("folder " + given + " has no " + RunFolder.MODEL + " ("
                        + content(given) + "): give the folder of a run or a model file; 'meta4j train' makes one"));
    }

    private static String content(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .limit(MOST_NAMES + 1)
                    .toList();
            if (names.isEmpty()) {
                return "it is empty";
            }
            boolean more = names.size() > MOST_NAMES;
            return "it has " + String.join(", ", more ? names.subList(0, MOST_NAMES) : names) + (more ? ", …" : "");
        } catch (IOException e) {
            return "it cannot be listed";
        }
    }

    /**
     * Reads the learner; of a checkpoint, what had been learned by then; of a compressed one, as its weights are now.
     *
     * @throws FileFormatException if the file is damaged or has no learner
     */
    public TrainedLearner load() {
        return switch (format()) {
            case Documents.CHECKPOINT -> Checkpoint.read(path).learned();
            case Documents.COMPRESSED -> Compressed.load(path).learner();
            default -> TrainedLearner.load(path);
        };
    }

    /** Whether it is a network that was trained on one data set, compressed or not. */
    public boolean isNetwork() {
        return List.of(Documents.NETWORK, Documents.COMPRESSED_NETWORK).contains(format());
    }

    /**
     * Reads such a network; of a compressed one, as its weights are now.
     *
     * @throws FileFormatException if the file is damaged or has none
     */
    public TrainedNetwork network() {
        return format().equals(Documents.COMPRESSED_NETWORK)
                ? CompressedNetwork.load(path).network()
                : TrainedNetwork.load(path);
    }

    /** Whether it was compressed, and its weights are no longer what was learned. */
    public boolean isCompressed() {
        return List.of(Documents.COMPRESSED, Documents.COMPRESSED_NETWORK).contains(format());
    }

    private String format() {
        return Documents.format(path);
    }

    /**
     * Reads the learner for something that is done with classes only.
     *
     * @throws UsageException if its tasks are of numbers
     */
    public TrainedLearner loadOfClasses(String command) {
        TrainedLearner learner = load();
        if (learner.settings().tasks() != TaskType.CLASSIFICATION) {
            throw new UsageException("'meta4j " + command + "' is for tasks of classes, but " + path
                    + " predicts numbers: score it with 'meta4j eval', or use the library");
        }
        return learner;
    }

    /** What its run was begun with; empty where only the file is known. */
    public Optional<DataChoice> data() {
        return run.filter(RunFolder::hasSettings).map(RunFolder::settings).map(RunSettings::data);
    }

    /** What a task file says of it; the name is without the path of this machine. */
    public TaskFile.Model identity(TrainedLearner learner) {
        FileIdentity identity = FileIdentity.of(path);
        return new TaskFile.Model(
                identity.name(), identity.fingerprint(), learner.provenance().data());
    }
}
