package org.meta4j.app.eval;

import java.util.OptionalInt;
import org.meta4j.app.cli.UsageException;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeShape;

/** Refuses tasks of ways or shots that a learner was not made for. */
public final class TaskSizes {
    private TaskSizes() {}

    /** A message of what the learner was trained for and what is offered, with the way out. */
    private interface Message {
        String of(String trained, String name, String unit, int offered, int required);
    }

    /** Tasks that the user may choose otherwise. */
    public static void require(TrainedLearner learner, EpisodeShape shape) {
        require(
                learner.settings(),
                shape,
                (trained, name, unit, offered, required) -> trained + ", but --" + name + " is " + offered + ": use --"
                        + name + " " + required + ", or a learner of protonet, which takes any number");
    }

    /** Lake's runs, which are as they are. */
    static void requireLakeRuns(TrainedLearner learner) {
        require(
                learner.settings(),
                LakeRuns.SHAPE,
                (trained, name, unit, offered, required) -> "lake-runs are " + offered + unit + " tasks, but " + trained
                        + ": train one with --" + name + " " + offered
                        + ", or a learner of protonet, which takes any number");
    }

    private static void require(LearnerSettings learner, EpisodeShape shape, Message message) {
        require(learner, "ways", "-way", shape.ways(), learner.requiredWays(), message);
        require(learner, "shots", "-shot", shape.shots(), learner.requiredShots(), message);
    }

    private static void require(
            LearnerSettings learner, String name, String unit, int offered, OptionalInt required, Message message) {
        if (required.isPresent() && required.getAsInt() != offered) {
            String trained = "this learner of " + learner.method() + " was meta-trained for " + required.getAsInt()
                    + unit + " tasks";
            throw new UsageException(message.of(trained, name, unit, offered, required.getAsInt()));
        }
    }
}
