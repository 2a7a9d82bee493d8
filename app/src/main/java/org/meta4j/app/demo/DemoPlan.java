package org.meta4j.app.demo;

import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.methods.ProtoNet;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * How large a demo is.
 *
 * @param drawn the made-up alphabets
 * @param learner what is meta-trained
 * @param training how; its seed is replaced by the demo's
 * @param tasks test tasks for each of the two scores, at least 2
 */
record DemoPlan(DrawnAlphabetsSettings drawn, LearnerSettings learner, TrainingSettings training, int tasks) {
    /** Episodes of meta-training unless the user wants others: about a minute on two cores. */
    static final int EPISODES = 600;

    /** Test tasks for each score: enough for an interval of about half a percent. */
    static final int TASKS = 400;

    /** Five classes, fifteen queries of each; the two scores have 1 and 5 shots. */
    static final EpisodeShape TEST = EpisodeShape.DEFAULT;

    static final int FEW_SHOTS = 1;
    static final int MORE_SHOTS = 5;

    DemoPlan {
        if (tasks < 2) {
            throw new IllegalArgumentException("test tasks must be at least 2, but were " + tasks);
        }
    }

    /** Prototypical networks with their usual encoder on 28×28 drawings. */
    static DemoPlan standard() {
        Method method = new ProtoNet();
        DrawnAlphabetsSettings drawn = DrawnAlphabetsSettings.DEFAULT;
        TrainingSettings training =
                method.trainingDefaults(TEST).withIterations(EPISODES).withValidation(0, 1, 0);
        return new DemoPlan(
                drawn, method.defaults(ExampleShape.image(drawn.size(), drawn.size(), 1), TEST), training, TASKS);
    }

    DemoPlan withEpisodes(long episodes) {
        return new DemoPlan(drawn, learner, training.withIterations(episodes), tasks);
    }

    DemoPlan withTasks(int count) {
        return new DemoPlan(drawn, learner, training, count);
    }

    DemoPlan withSeed(long seed) {
        return new DemoPlan(drawn, learner, training.withSeed(seed), tasks);
    }
}
