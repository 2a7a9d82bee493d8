package org.meta4j.app.train;

import java.util.List;
import org.meta4j.app.data.DataChoice;
import org.meta4j.engine.Engine;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.TrainingSettings;

/**
 * What a run was begun with: its {@code settings.json}.
 *
 * @param command the words that were typed
 * @param data which data
 * @param identity what they proved to be
 * @param learner settings of the learner
 * @param training settings of the training
 * @param threads that computed
 * @param versions of what computed
 */
public record RunSettings(
        List<String> command,
        DataChoice data,
        Checkpoint.DataIdentity identity,
        LearnerSettings learner,
        TrainingSettings training,
        int threads,
        Versions versions) {
    public RunSettings {
        command = List.copyOf(command);
    }

    /**
     * What computes here.
     *
     * @param library version of meta4j
     * @param java version of Java
     * @param system name and architecture of the operating system
     * @param kernels in use
     */
    public record Versions(String library, String java, String system, String kernels) {
        static Versions here() {
            return new Versions(
                    Engine.version(),
                    System.getProperty("java.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    Engine.kernels());
        }
    }
}
