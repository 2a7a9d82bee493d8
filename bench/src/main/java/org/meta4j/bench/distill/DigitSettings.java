package org.meta4j.bench.distill;

import org.meta4j.data.IdxImages;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.tasks.ExampleShape;

/**
 * How digits are distilled.
 *
 * @param teacher its layers, as {@link org.meta4j.learners.nets.Layered#parse} reads them
 * @param teacherNorm how long the weights that lead to one of its units may be, see {@link SupervisedSettings#maxNorm}
 * @param teacherEpochs of the teacher, at least 1
 * @param studentEpochs of each student, at least 1
 * @param seeds students of each kind, at least 1
 * @param temperature of the soft targets
 * @param hard weight of the labels for students with a teacher
 * @param batch examples of a minibatch
 * @param rate of Adam at the beginning; it falls to 0 along a cosine
 */
public record DigitSettings(
        String teacher,
        double teacherNorm,
        int teacherEpochs,
        int studentEpochs,
        int seeds,
        double temperature,
        double hard,
        int batch,
        double rate) {
    /** Layers of the teacher; with more dropout it wants more epochs. */
    public static final String TEACHER = "drop0.1-dense1200-drop0.3-dense1200-drop0.3-dense10";

    private static final ExampleShape DIGIT = ExampleShape.image(IdxImages.SIDE, IdxImages.SIDE, 1);

    /** Temperature 20, as in the paper for networks of this size; the paper does not tell its weight of the labels. */
    public static final DigitSettings DEFAULT = new DigitSettings(TEACHER, 2, 100, 30, 5, 20, 0.1, 128, 1e-3);

    public DigitSettings {
        Layered.parse(teacher, DIGIT);
        atLeastOne("epochs of the teacher", teacherEpochs);
        atLeastOne("epochs of a student", studentEpochs);
        atLeastOne("seeds", seeds);
        SupervisedSettings.DEFAULT.withMaxNorm(teacherNorm);
    }

    public DigitSettings withEpochs(int ofTeacher, int ofStudent) {
        return new DigitSettings(teacher, teacherNorm, ofTeacher, ofStudent, seeds, temperature, hard, batch, rate);
    }

    /** With other layers of the teacher. */
    public DigitSettings withTeacher(String layers) {
        return new DigitSettings(
                layers, teacherNorm, teacherEpochs, studentEpochs, seeds, temperature, hard, batch, rate);
    }

    /** With another bound on the length of the teacher's weights. */
    public DigitSettings withTeacherNorm(double length) {
        return new DigitSettings(teacher, length, teacherEpochs, studentEpochs, seeds, temperature, hard, batch, rate);
    }

    public DigitSettings withSeeds(int count) {
        return new DigitSettings(
                teacher, teacherNorm, teacherEpochs, studentEpochs, count, temperature, hard, batch, rate);
    }

    /** How a network is trained, but for the bound on a teacher's weights. */
    SupervisedSettings training(int epochs, long seed) {
        return SupervisedSettings.DEFAULT
                .withBatch(batch)
                .withEpochs(epochs)
                .withRate(rate, RateSchedule.COSINE)
                .withSeed(seed);
    }

    /** How the teacher is trained. */
    SupervisedSettings teacherTraining() {
        return training(teacherEpochs, 1).withMaxNorm(teacherNorm);
    }

    private static void atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }
}
