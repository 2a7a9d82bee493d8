package org.meta4j.app.tables;

import java.util.Set;
import org.meta4j.learners.Method;
import org.meta4j.learners.TaskType;

/** What the table of methods says of sets of models, which are no network and so no {@link Method}. */
public final class ModelSetCard {
    /** Tasks that a set can be trained for. */
    public static final Set<TaskType> TASKS = Set.of(TaskType.CLASSIFICATION, TaskType.REGRESSION);

    /** The row. */
    public static final Method.Card CARD = new Method.Card(
            "model set",
            "whom of several models to trust, and what they share",
            "each member learned once and once for each of 10 folds",
            "tables; tasks of several kinds; any base-learners, trees too",
            "Jacobs, Jordan, Nowlan, Hinton: Adaptive Mixtures of Local Experts, Neural Computation 3(1), 1991; Freund,"
                    + " Schapire: A Decision-Theoretic Generalization of On-Line Learning, Journal of Computer and System"
                    + " Sciences 55(1), 1997");

    private ModelSetCard() {}
}
