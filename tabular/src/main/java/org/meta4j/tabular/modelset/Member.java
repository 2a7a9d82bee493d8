package org.meta4j.tabular.modelset;

import java.util.List;
import org.meta4j.tabular.base.RidgeRegression;
import org.meta4j.tabular.base.TabularLearners;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Task;

/**
 * A model of a set.
 *
 * @param name by which results speak of it
 * @param learner any base-learner: a tree, a meta-trained network; thread-safe
 */
public record Member(String name, BaseLearner learner) {
    public Member {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a member of a set must have a name, but it was blank");
        }
    }

    /**
     * A model that was learned on one task and answers the same in all others, whatever their supports: what a set of one model
     * a task consists of, where tasks come back or resemble each other.
     */
    public static Member learnedOn(String name, BaseLearner learner, Task task) {
        Predictor learned = learner.learn(task.support());
        return new Member(name, support -> learned);
    }

    /** The members of a set if none are named: all base-learners of tables that can do it, ridge with a learned penalty. */
    public static List<Member> defaults(boolean regression) {
        return TabularLearners.all(regression).stream()
                .map(learner -> named(learner.name()))
                .toList();
    }

    /**
     * A base-learner of tables by its name; {@code ridge} is {@link LearnedRidge} with a learned penalty.
     *
     * @throws IllegalArgumentException with the nearest name if there is none
     */
    public static Member named(String name) {
        if (name.equals(RidgeRegression.NAME)) {
            return new Member(name, LearnedRidge.ofPenalty());
        }
        return new Member(name, TabularLearners.named(name));
    }
}
