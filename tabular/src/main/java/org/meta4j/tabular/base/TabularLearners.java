package org.meta4j.tabular.base;

import java.util.List;
import org.meta4j.naming.Suggestions;

/** All base-learners of tables by name, with their default settings. */
public final class TabularLearners {
    private static final List<TabularLearner> ALL = List.of(
            new MeanPrediction(),
            new NearestNeighbours(NearestNeighbours.Settings.DEFAULT),
            new RidgeRegression(RidgeRegression.Settings.DEFAULT),
            new DecisionTree(DecisionTree.Settings.DEFAULT),
            new LogisticRegression(LogisticRegression.Settings.DEFAULT));

    private TabularLearners() {}

    /** All: mean, knn, ridge, tree, logistic. */
    public static List<TabularLearner> all() {
        return ALL;
    }

    /** Those that can predict numbers, or those that can predict classes. */
    public static List<TabularLearner> all(boolean regression) {
        return ALL.stream()
                .filter(learner -> !regression || learner.doesRegression())
                .toList();
    }

    /** @throws IllegalArgumentException with the nearest name if there is none */
    public static TabularLearner named(String name) {
        return ALL.stream()
                .filter(learner -> learner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Suggestions.unknown(
                        "base-learner",
                        name,
                        ALL.stream().map(TabularLearner::name).toList())));
    }
}
