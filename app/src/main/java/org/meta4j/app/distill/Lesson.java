package org.meta4j.app.distill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.DataException;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingState;

/**
 * What is kept of a distillation while it is under way, beside the file that it is to write.
 *
 * @param file of the checkpoint
 * @param begun the checkpoint to go on from; null where nothing was begun
 */
record Lesson(Path file, @Nullable Checkpoint begun) {
    /**
     * @param target file of the student
     * @param resume whether to go on
     * @throws DataException if there is nothing to go on from, or something that would be lost
     */
    static Lesson of(Path target, boolean resume) {
        Path file = target.resolveSibling(target.getFileName() + ".checkpoint");
        boolean there = Files.exists(file);
        if (resume && !there) {
            throw new DataException("there is no " + file + " to go on from: leave out --resume");
        }
        if (!resume && there) {
            throw new DataException(
                    file + " is of a distillation that was interrupted: go on with --resume, name another"
                            + " file with -o, or delete it");
        }
        return new Lesson(file, resume ? Checkpoint.read(file) : null);
    }

    /**
     * Where training begins.
     *
     * @throws DataException if what was begun is something else than what is asked for
     */
    TrainingState start(Trainer trainer) {
        TrainingState fresh = trainer.start();
        if (begun == null) {
            return fresh;
        }
        Checkpoint asked = trainer.checkpoint(fresh);
        List<String> other = new ArrayList<>();
        require(begun.learner().equals(asked.learner()), "the student", other);
        require(begun.training().equals(asked.training()), "its training", other);
        require(begun.data().equals(asked.data()), "the data", other);
        require(begun.teachers().equals(asked.teachers()), "its teachers or what they count", other);
        if (!other.isEmpty()) {
            throw new DataException(file + " was begun otherwise (" + String.join(", ", other)
                    + "): give the same words as then, or delete it");
        }
        return begun.state();
    }

    private static void require(boolean same, String what, List<String> other) {
        if (!same) {
            other.add(what);
        }
    }

    /** The student is written: nothing is left to go on with. */
    void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint " + file + " cannot be deleted", e);
        }
    }
}
