package org.meta4j.distill;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * A task with a teacher of its own. The student gets examples without labels, and how probable the teacher takes each class
 * to be for them; it is judged by true labels.
 *
 * @param task whose supports have a probability for each class ({@link Targets.Values}) and whose queries have labels
 * @param teacher who answered them
 */
public record TaughtTask(Task task, Predictor teacher) {
    /**
     * Divides a task of labelled examples: of each class the first {@code teacherShots} supports go to the teacher with their
     * labels, the others to the student without.
     *
     * @param labelled with more than {@code teacherShots} supports of each class
     * @param teachers what a teacher is made by
     * @param temperature T of its answers, above 0; they are targets of probabilities, softened by it
     */
    public static TaughtTask of(Task labelled, BaseLearner teachers, int teacherShots, double temperature) {
        Examples support = labelled.support();
        int[] labels = support.classes().labels();
        int ways = support.classes().names().size();
        int[] seen = new int[ways];
        boolean[] toTeacher = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            toTeacher[i] = seen[labels[i]]++ < teacherShots;
        }
        for (int c = 0; c < ways; c++) {
            if (seen[c] <= teacherShots) {
                throw new IllegalArgumentException(
                        "class '" + support.classes().names().get(c) + "' has " + seen[c]
                                + " supports, but a teacher takes " + teacherShots
                                + " and the student needs one more: draw tasks of more shots");
            }
        }
        Predictor teacher = teachers.learn(rows(support, where(toTeacher, true), ways));
        Examples shown = rows(support, where(toTeacher, false), 0);
        double[] softened = SoftTargets.of(teacher.predict(shown), temperature);
        float[] targets = new float[softened.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) softened[i];
        }
        Examples taught = new Examples(support.shape(), shown.inputs(), new Targets.Values(targets, ways));
        return new TaughtTask(new Task(taught, labelled.query()), teacher);
    }

    /**
     * The same task with its classes in another order.
     *
     * @param order which of the classes comes at each place
     */
    Task permuted(int[] order) {
        int ways = order.length;
        int[] place = new int[ways];
        for (int c = 0; c < ways; c++) {
            place[order[c]] = c;
        }
        Targets.Values given = (Targets.Values) task.support().targets();
        float[] shares = new float[given.values().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i / ways * ways + place[i % ways]] = given.values()[i];
        }
        Targets.Classes right = task.query().classes();
        int[] labels = Arrays.stream(right.labels()).map(label -> place[label]).toArray();
        List<String> names = Arrays.stream(order).mapToObj(right.names()::get).toList();
        return new Task(
                new Examples(task.support().shape(), task.support().inputs(), new Targets.Values(shares, ways)),
                new Examples(task.query().shape(), task.query().inputs(), new Targets.Classes(labels, names)));
    }

    private static int[] where(boolean[] marks, boolean mark) {
        return IntStream.range(0, marks.length).filter(i -> marks[i] == mark).toArray();
    }

    /** Some rows, with their labels, or with none where {@code ways} is 0. */
    private static Examples rows(Examples examples, int[] rows, int ways) {
        int length = examples.shape().length();
        float[] inputs = new float[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(examples.inputs(), rows[i] * length, inputs, i * length, length);
        }
        Targets targets = ways == 0
                ? new Targets.None(rows.length)
                : new Targets.Classes(
                        Arrays.stream(rows)
                                .map(row -> examples.classes().labels()[row])
                                .toArray(),
                        examples.classes().names());
        return new Examples(examples.shape(), inputs, targets);
    }
}
