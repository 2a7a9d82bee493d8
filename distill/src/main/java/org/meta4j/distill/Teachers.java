package org.meta4j.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.Guide;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * Teachers as a guide of training: each solves the task itself, and the student sees the weighted mean of their softened
 * probabilities for the queries, and the features of each for all examples. Thread-safe.
 */
final class Teachers implements Guide {
    private final List<Teacher> teachers;
    private final DistillSettings settings;
    private final int classes;
    private final double weights;

    /** @param classes of a training task */
    Teachers(List<Teacher> teachers, DistillSettings settings, int classes) {
        this.teachers = List.copyOf(teachers);
        this.settings = settings;
        this.classes = classes;
        this.weights = teachers.stream().mapToDouble(Teacher::weight).sum();
    }

    @Override
    public Objective objective(Objective own) {
        List<Integer> features = new ArrayList<>();
        if (settings.usesFeatures()) {
            teachers.forEach(teacher -> features.add(teacher.features().features()));
        }
        return new DistilledObjective(own, settings, classes, features);
    }

    @Override
    public Map<String, float[]> columns(Task task) {
        int supports = task.support().count();
        Map<String, float[]> columns = new LinkedHashMap<>();
        float[] answers = new float[(supports + task.query().count()) * classes];
        for (Teacher teacher : teachers) {
            // At a weight of 0 nobody looks at the answers.
            if (settings.hard() < 1) {
                double[] softened = SoftTargets.of(teacher.answers(task), settings.temperature());
                SoftTargets.add(softened, teacher.weight() / weights, answers, supports * classes);
            }
        }
        columns.put(DistilledObjective.ANSWERS, answers);
        if (settings.usesFeatures()) {
            Examples all = joined(task);
            for (int k = 0; k < teachers.size(); k++) {
                columns.put(
                        DistilledObjective.FEATURES + k,
                        teachers.get(k).features().embed(all));
            }
        }
        return columns;
    }

    /** Each with what it counts, so that who goes on from a checkpoint can see whether the lesson is still the same. */
    @Override
    public List<String> names() {
        return teachers.stream()
                .map(teacher -> teacher.origin() + ", weight " + teacher.weight() + " (" + settings.text() + ")")
                .toList();
    }

    private static Examples joined(Task task) {
        float[] support = task.support().inputs();
        float[] query = task.query().inputs();
        float[] all = Arrays.copyOf(support, support.length + query.length);
        System.arraycopy(query, 0, all, support.length, query.length);
        int count = task.support().count() + task.query().count();
        return new Examples(task.support().shape(), all, new Targets.None(count));
    }
}
