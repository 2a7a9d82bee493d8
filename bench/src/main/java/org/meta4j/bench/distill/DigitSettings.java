package org.meta4j.bench.distill;

import org.meta4j.data.IdxImages;
import org.meta4j.learners.nets.Layered;
import org.meta4j.tasks.ExampleShape;

/**
 * How digits are distilled.
 *
 * @param teacher its layers, as {@link org.meta4j.learners.nets.Layered#parse} reads them
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
        int teacherEpochs,
        int studentEpochs,
        int seeds,
        double temperature,
        double hard,
        int batch,
        double rate) {
    /** Layers of the teacher, with as much dropout as is usual for networks of this size. */
    public static final String TEACHER = "drop0.2-dense1200-drop0.5-dense1200-drop0.5-dense10";

    private static final ExampleShape DIGIT = ExampleShape.image(IdxImages.SIDE, IdxImages.SIDE, 1);

    /** Temperature 20, as in the paper for networks of this size; the paper does not tell its weight of the labels. */
    public static final DigitSettings DEFAULT = new DigitSettings(TEACHER, 60, 30, 5, 20, 0.1, 128, 1e-3);

    public DigitSettings {
        Layered.parse(teacher, DIGIT);
        atLeastOne("epochs of the teacher", teacherEpochs);
        atLeastOne("epochs of a student", studentEpochs);
        atLeastOne("seeds", seeds);
    }

    public DigitSettings withEpochs(int ofTeacher, int ofStudent) {
        return new DigitSettings(teacher, ofTeacher, ofStudent, seeds, temperature, hard, batch, rate);
    }

    /** With other layers of the teacher. */
    public DigitSettings withTeacher(String layers) {
        return new DigitSettings(layers, teacherEpochs, studentEpochs, seeds, temperature, hard, batch, rate);
    }

    public DigitSettings withSeeds(int count) {
        return new DigitSettings(teacher, teacherEpochs, studentEpochs, count, temperature, hard, batch, rate);
    }

    private static void atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }
}
