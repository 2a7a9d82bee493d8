package org.meta4j.learners.supervised;

import org.meta4j.engine.Engine;

/**
 * Where a network comes from.
 *
 * @param data name of the data set that it was trained on
 * @param dataFingerprint SHA-256 of the data
 * @param training settings of its training
 * @param seconds that training took
 * @param validationAccuracy after the last epoch, between 0 and 1; NaN if it was not validated
 * @param library version of meta4j
 * @param java version of Java
 * @param kernels that computed it
 */
public record NetworkProvenance(
        String data,
        String dataFingerprint,
        SupervisedSettings training,
        double seconds,
        double validationAccuracy,
        String library,
        String java,
        String kernels) {
    /** Of a network that was trained here and now. */
    static NetworkProvenance of(
            SupervisedData data, SupervisedSettings training, double seconds, double validationAccuracy) {
        return new NetworkProvenance(
                data.name(),
                data.fingerprint(),
                training,
                seconds,
                validationAccuracy,
                Engine.version(),
                System.getProperty("java.version"),
                Engine.kernels());
    }
}
