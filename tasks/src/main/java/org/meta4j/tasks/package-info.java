/**
 * The concepts of meta-learning: tasks, meta-datasets, base-learners, meta-learners. Nothing here
 * knows how a learner computes: a decision tree and a network meet the same interfaces.
 */
@NullMarked
package org.meta4j.tasks;

import org.jspecify.annotations.NullMarked;
