package org.meta4j.app.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.train.RunFolder;
import org.meta4j.app.train.RunSettings;
import org.meta4j.data.DataException;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.training.Checkpoint;

/**
 * A learner that the user named: a run folder, a model or a checkpoint.
 *
 * @param file that it was read from
 * @param learner the learner
 * @param data what its run was begun with; empty where only the file is known
 */
record EvalModel(Path file, TrainedLearner learner, Optional<DataChoice> data) {
    /** @throws DataException if there is none */
    static EvalModel load(Path given) {
        if (!Files.exists(given)) {
            throw new DataException("there is no model at " + given
                    + ": give a run folder or a model file; 'meta4j train' makes one, and so does 'meta4j demo'");
        }
        if (!Files.isDirectory(given)) {
            return new EvalModel(given, read(given), Optional.empty());
        }
        RunFolder run = RunFolder.at(given);
        Optional<DataChoice> data =
                run.hasSettings() ? Optional.of(run.settings()).map(RunSettings::data) : Optional.empty();
        Path file = Files.isRegularFile(run.modelFile()) ? run.modelFile() : run.checkpointFile();
        if (!Files.isRegularFile(file)) {
            throw new DataException("folder " + given + " has no " + RunFolder.MODEL
                    + ": give a run folder or a model file; 'meta4j train' makes one");
        }
        return new EvalModel(file, read(file), data);
    }

    private static TrainedLearner read(Path file) {
        return Documents.read(file).format().equals(Documents.CHECKPOINT)
                ? Checkpoint.read(file).learned()
                : TrainedLearner.load(file);
    }
}
