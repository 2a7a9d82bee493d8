package org.meta4j.distill;

import java.util.List;
import java.util.stream.Collectors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Claim;
import org.meta4j.learners.training.Guide;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.TaskFamily;

/**
 * Distils learners into a student: meta-training in which each task is solved by the teachers too, and the student is to
 * answer its queries as they do. Teachers may be of other methods and networks than the student. A teacher like the student
 * itself makes it a born-again one (Furlanello et al., Born-Again Neural Networks, 2018, arXiv:1805.04770).
 */
public final class Distiller {
    private Distiller() {}

    /**
     * Training of a student: a {@link Trainer} like any other, which validates, announces and can be stopped and resumed. What
     * it yields is an ordinary learner.
     *
     * @param student its method and network
     * @param teachers at least one
     * @param settings what it is to have of them
     * @param training episodes, iterations, rate
     * @throws IllegalArgumentException if teachers, student and tasks do not go together
     */
    public static Trainer trainer(
            LearnerSettings student,
            List<Teacher> teachers,
            DistillSettings settings,
            TrainingSettings training,
            TaskFamily data,
            Workers workers) {
        check(student, teachers, settings, training.episode());
        return new Trainer(student, training, data, workers)
                .guidedBy(guide(teachers, settings, training.episode().ways()));
    }

    /**
     * What teachers have to say, for whoever trains.
     *
     * @param ways classes of a training task
     */
    public static Guide guide(List<Teacher> teachers, DistillSettings settings, int ways) {
        return new Teachers(teachers, settings, ways);
    }

    /**
     * Refuses what does not go together.
     *
     * @param episode shape of training tasks
     * @throws IllegalArgumentException that says what, and what would
     */
    public static void check(
            LearnerSettings student, List<Teacher> teachers, DistillSettings settings, EpisodeShape episode) {
        if (teachers.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one teacher, but there is none");
        }
        Method method = Methods.named(student.method());
        if (!canLearn(method, student)) {
            throw new IllegalArgumentException("a student of method '" + student.method()
                    + "' cannot be distilled, as it is not trained to score the queries of episodes: use a student of "
                    + String.join(", ", students()));
        }
        if (settings.usesFeatures() && method.adapts()) {
            throw new IllegalArgumentException("a student of method '" + student.method()
                    + "' has no features that stay the same in every task: give weights of 0 to hints, distances and"
                    + " angles, or use a student such as protonet");
        }
        for (Teacher teacher : teachers) {
            check(student, teacher, episode);
            if (settings.usesFeatures()) {
                teacher.features();
            }
        }
    }

    private static void check(LearnerSettings student, Teacher teacher, EpisodeShape episode) {
        ExampleShape examples = student.network().network().exampleShape();
        if (!teacher.exampleShape().equals(examples)) {
            throw new IllegalArgumentException("the examples of " + teacher.name() + " are " + teacher.exampleShape()
                    + ", but the student's are " + examples + ": teachers and student must look at the same examples");
        }
        teacher.requiredWays().ifPresent(ways -> require("classes", ways, episode.ways(), teacher));
        teacher.requiredShots().ifPresent(shots -> require("shots", shots, episode.shots(), teacher));
    }

    private static void require(String what, int needed, int has, Teacher teacher) {
        if (needed != has) {
            throw new IllegalArgumentException(teacher.name() + " solves tasks of " + needed + " " + what
                    + ", but training tasks have " + has + ": train on tasks of " + needed
                    + ", or use a teacher that takes any number, such as protonet");
        }
    }

    /** Methods that a student can have. */
    public static List<String> students() {
        return Methods.all().stream()
                .filter(method -> method.tasks().contains(TaskType.CLASSIFICATION))
                .filter(method -> !method.pretrains() && !method.comparesPairs())
                .filter(method ->
                        canLearn(method, method.defaults(ExampleShape.image(28, 28, 1), EpisodeShape.DEFAULT)))
                .map(Method::name)
                .collect(Collectors.toUnmodifiableList());
    }

    /** Whether what it lowers is a loss of the scores of an episode's queries: Reptile has none, siamese networks compare pairs. */
    private static boolean canLearn(Method method, LearnerSettings settings) {
        if (method.pretrains() || method.comparesPairs()) {
            return false;
        }
        return !(method.objective(settings) instanceof AdaptingObjective adapting)
                || adapting.claim() != Claim.DIFFERENCE && adapting.claim() != Claim.IMPLICIT;
    }
}
