package org.meta4j.learners.training;

import java.util.List;
import java.util.Map;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.tasks.Task;

/**
 * What a learner is trained by beside the labels of its tasks, such as what other models know of them. Thread-safe. Once
 * trained, a learner is like any other: of its guide its file has the names alone.
 */
public interface Guide {
    /** Labels alone. */
    Guide NONE = new Guide() {
        @Override
        public Objective objective(Objective own) {
            return own;
        }

        @Override
        public Map<String, float[]> columns(Task task) {
            return Map.of();
        }
    };

    /**
     * What is lowered in place of a method's own objective. It may have parameters beside the method's: they are trained,
     * kept in checkpoints, and left behind by what was learned. Equal for equal arguments.
     */
    Objective objective(Objective own);

    /**
     * The columns that this objective wants of a task's examples, supports first: [supports + queries, …], by name. Called
     * on any thread.
     */
    Map<String, float[]> columns(Task task);

    /** Who guides, as the learner's provenance is to name them. */
    default List<String> names() {
        return List.of();
    }
}
