package org.meta4j.bench.accuracy;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * What is to be reached, and by what training: a method with its own defaults, on 5-way 1-shot tasks with 15 queries a
 * class.
 *
 * @param method of meta-learning
 * @param accuracy on the test tasks at which training ends, above 0 and at most 1
 * @param iterations of the whole schedule: the learning rate is halved after a half and three quarters of them
 * @param every iterations between evaluations, at least 1
 * @param tasks of an evaluation, the same each time; at least 2
 * @param seed of parameters and tasks
 */
public record Goal(String method, double accuracy, long iterations, long every, int tasks, long seed) {
    static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);

    public Goal {
        Methods.named(method);
        if (!(accuracy > 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("the accuracy must be above 0 and at most 1, but was " + accuracy);
        }
        if (tasks < 2) {
            throw new IllegalArgumentException("tasks must be at least 2, but was " + tasks);
        }
        if (every < 1 || iterations < 1) {
            throw new IllegalArgumentException(
                    "iterations, and those between evaluations, must be at least 1, but were " + iterations + " and "
                            + every);
        }
    }

    LearnerSettings learner() {
        return Methods.named(method).defaults(IMAGE, EpisodeShape.DEFAULT);
    }

    TrainingSettings training() {
        Method known = Methods.named(method);
        return known.trainingDefaults(EpisodeShape.DEFAULT)
                .withIterations(iterations)
                .withValidation(tasks, every, 0)
                .withCheckpointEvery(every)
                .withSeed(seed);
    }
}
