package org.meta4j.app.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.meta4j.app.pictures.charts.EmbeddingMap;
import org.meta4j.app.pictures.charts.PrincipalAxes;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Task;

/** Where a learner's feature space puts examples of a few held-out classes. */
final class EmbeddingSection {
    private static final String ID = "embeddings";
    private static final String TITLE = "Map of embeddings";
    private static final int MOST_CLASSES = 8;
    private static final int MOST_EXAMPLES = 20;

    private EmbeddingSection() {}

    static Section of(TestTasks test) {
        Optional<FeatureSpace> space = test.learner().featureSpace();
        if (space.isEmpty()) {
            return Section.missing(
                    ID,
                    TITLE,
                    "A learner of " + test.learner().settings().method()
                            + " adapts its whole network to each task and has no feature space of its own to show.");
        }
        int ways = Math.min(MOST_CLASSES, test.examples().classes().size());
        int each = Math.min(MOST_EXAMPLES, TestTasks.leastSize(test.examples()));
        Task task = new EpisodeSampler(test.examples(), new EpisodeShape(ways, each - 1, 1), TestTasks.SEED).task(0);
        float[] support = space.get().embed(task.support());
        float[] query = space.get().embed(task.query());
        float[] rows = Arrays.copyOf(support, support.length + query.length);
        System.arraycopy(query, 0, rows, support.length, query.length);
        EmbeddingMap map = new EmbeddingMap(
                "Examples of " + ways + " classes",
                task.support().classes().names(),
                labels(task.support(), task.query()),
                PrincipalAxes.of(rows, space.get().features(), 2));
        return new Section(
                ID,
                TITLE,
                new Section.Figure(
                        map,
                        String.format(
                                Locale.ROOT,
                                "%d examples of each class, drawn at random. Of %d features only the two directions of"
                                        + " most variance can be seen: what overlaps here may lie apart in the others.",
                                each,
                                space.get().features())));
    }

    private static int[] labels(Examples support, Examples query) {
        int[] first = support.classes().labels();
        int[] second = query.classes().labels();
        int[] labels = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, labels, first.length, second.length);
        return labels;
    }
}
