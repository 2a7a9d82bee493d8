package org.meta4j.learners;

import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;

/** A base-learner whose solved tasks can be written to files. Thread-safe. */
@FunctionalInterface
public interface Solver extends BaseLearner {
    @Override
    SolvedTask learn(Examples support);
}
