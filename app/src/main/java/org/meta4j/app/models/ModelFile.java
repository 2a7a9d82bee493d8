package org.meta4j.app.adapt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;

/**
 * A model that the user named: a file, or the folder of a training run.
 *
 * @param path the model's file
 */
record ModelFile(Path path) {
    /** Name of the model in a run's folder: {@value}. */
    static final String NAME = "model.safetensors";

    private static final int MOST_NAMES = 8;

    /** @throws DataException if there is no model there */
    static ModelFile find(Path given) {
        if (!Files.exists(given)) {
            throw new DataException("there is no model at " + given
                    + ": give a run folder or a model file; 'meta4j train'" + " makes one, and so does 'meta4j demo'");
        }
        if (!Files.isDirectory(given)) {
            return new ModelFile(given);
        }
        Path inside = given.resolve(NAME);
        if (!Files.isRegularFile(inside)) {
            throw new DataException("folder " + given + " has no " + NAME + " (" + content(given)
                    + "): give the folder of a run that has finished, or a model file");
        }
        return new ModelFile(inside);
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

    TrainedLearner load() {
        return TrainedLearner.load(path);
    }

    /** What a task file says of it; the name is without the path of this machine. */
    TaskFile.Model identity(TrainedLearner learner) {
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        String within = folder == null || folder.getFileName() == null ? "" : folder.getFileName() + "/";
        try {
            return new TaskFile.Model(
                    within + absolute.getFileName(),
                    Fingerprint.ofFile(path),
                    learner.provenance().data());
        } catch (IOException e) {
            throw new DataException("model " + path + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
