package org.meta4j.learners.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Engine;

/**
 * Where a learner comes from.
 *
 * @param data name of the data set and split it was meta-trained on
 * @param dataFingerprint SHA-256 of the data
 * @param training settings of its training
 * @param iteration whose parameters these are
 * @param seconds that training took
 * @param validationAccuracy of these parameters, between 0 and 1; −1 if they were not validated
 * @param library version of meta4j
 * @param java version of Java
 * @param kernels that computed it
 * @param validationError mean squared error of validation tasks of numbers; null for tasks of classes, or not validated
 * @param teachers who taught it beside the labels; null if nobody did
 */
public record Provenance(
        String data,
        String dataFingerprint,
        TrainingSettings training,
        long iteration,
        double seconds,
        double validationAccuracy,
        String library,
        String java,
        String kernels,
        @Nullable Double validationError,
        @Nullable List<String> teachers) {
    public Provenance {
        teachers = teachers == null ? null : List.copyOf(teachers);
    }

    /** Of a learner of classes that labels alone taught. */
    public Provenance(
            String data,
            String dataFingerprint,
            TrainingSettings training,
            long iteration,
            double seconds,
            double validationAccuracy,
            String library,
            String java,
            String kernels) {
        this(
                data,
                dataFingerprint,
                training,
                iteration,
                seconds,
                validationAccuracy,
                library,
                java,
                kernels,
                null,
                null);
    }

    static Provenance of(
            TrainingSettings settings,
            Checkpoint.DataIdentity data,
            long iteration,
            TrainingState state,
            boolean numbers,
            List<String> teachers) {
        return new Provenance(
                data.name(),
                data.fingerprint(),
                settings,
                iteration,
                state.seconds,
                numbers ? -1 : state.bestAccuracy,
                Engine.version(),
                System.getProperty("java.version"),
                Engine.kernels(),
                numbers && state.bestParameters != null ? -state.bestAccuracy : null,
                teachers.isEmpty() ? null : teachers);
    }
}
