package org.meta4j.distill;

import java.util.List;
import org.meta4j.engine.Value;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * Distillation of one data set (Hinton, Vinyals and Dean, 2015, arXiv:1503.02531): teachers answer every example once, and a
 * network is trained to answer as they did.
 *
 * <pre>{@code
 * SupervisedData taught = TaughtData.of(train, List.of(new NetworkPredictor(teacher, workers)), 20);
 * TrainedNetwork student = new SupervisedTrainer(small, settings, workers)
 *         .loss(TaughtData.loss(20, 0.1))
 *         .train(taught);
 * }</pre>
 */
public final class TaughtData {
    /** The column of the teachers' softened probabilities: {@value}. */
    public static final String TEACHER = "teacher";

    private TaughtData() {}

    /**
     * Data with the mean of its teachers' softened probabilities as column {@link #TEACHER}. Labels are not looked at.
     *
     * @param teachers at least one: networks, forests, solved tasks
     * @param temperature T, above 0
     * @throws IllegalArgumentException if a teacher has other classes than the data
     */
    public static SupervisedData of(SupervisedData data, List<? extends Predictor> teachers, double temperature) {
        if (teachers.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one teacher, but there is none");
        }
        int classes = data.classes().size();
        float[] mean = new float[Math.multiplyExact(data.count(), classes)];
        for (Predictor teacher : teachers) {
            Predictions answers = teacher.predict(data.examples());
            if (answers.ways() != classes) {
                throw new IllegalArgumentException(
                        "a teacher tells " + answers.ways() + " classes apart, but the data '" + data.name() + "' have "
                                + classes + ": teacher and student must have the same classes");
            }
            SoftTargets.add(SoftTargets.of(answers, temperature), 1.0 / teachers.size(), mean, 0);
        }
        return data.with(TEACHER, mean, classes);
    }

    /**
     * hard · cross entropy of the labels + (1 − hard) · {@link TeacherLosses#softTargets}.
     *
     * @param temperature T, as the column's
     * @param hard weight of the labels, 0 to 1
     */
    public static BatchLoss loss(double temperature, double hard) {
        DistillSettings checked = new DistillSettings(temperature, hard, 0, 0, 0);
        return (outputs, columns) -> {
            Value teacher = BatchLoss.column(columns, TEACHER);
            Value soft = TeacherLosses.softTargets(outputs, teacher, checked.temperature());
            return hard == 0
                    ? soft
                    : BatchLoss.CROSS_ENTROPY.of(outputs, columns).scale(hard).add(soft.scale(1 - hard));
        };
    }
}
