package org.meta4j.learners.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/**
 * What a task was adapted from, so that it can be adapted again to fewer supports.
 *
 * @param initial the meta-parameters
 * @param labels of the supports
 */
record Readaptation(Tensors initial, int[] labels) {
    private static final String INITIAL = "initial/";
    private static final String LABELS = "support/labels";

    /** What {@link #addTo} added; null if the state is of a version that did not add it. */
    static @Nullable Readaptation restore(Tensors state) {
        Tensors initial = Prefixed.get(state, INITIAL);
        return initial.names().isEmpty() || !state.contains(LABELS)
                ? null
                : new Readaptation(initial, Prefixed.integers(state, LABELS));
    }

    Prefixed addTo(Prefixed state) {
        return state.put(INITIAL, initial).put(LABELS, labels);
    }

    /** For each support, the predictions after adapting to all others. */
    List<Predictions> leaveOneOut(
            AdaptationPrograms programs, BatchNorm mode, float[] support, int ways, Examples query) {
        int length = support.length / labels.length;
        List<Predictions> all = new ArrayList<>(labels.length);
        for (int s = 0; s < labels.length; s++) {
            float[] rest = new float[support.length - length];
            int[] restLabels = new int[labels.length - 1];
            System.arraycopy(support, 0, rest, 0, s * length);
            System.arraycopy(support, (s + 1) * length, rest, s * length, rest.length - s * length);
            System.arraycopy(labels, 0, restLabels, 0, s);
            System.arraycopy(labels, s + 1, restLabels, s, restLabels.length - s);
            Tensors adapted = programs.adapt(initial, rest, SupportSets.oneHot(restLabels, ways), restLabels.length);
            Predictions without =
                    new AdaptedTask(programs, mode, adapted, rest, restLabels.length, ways, null).predict(query);
            int label = labels[s];
            boolean gone = Arrays.stream(restLabels).noneMatch(left -> left == label);
            all.add(gone ? withoutClass(without, label) : without);
        }
        return all;
    }

    /** An output that no support speaks for is not a class that can be predicted. */
    private static Predictions withoutClass(Predictions predictions, int label) {
        double[] scores = new double[predictions.scores().length];
        Arrays.setAll(
                scores,
                i -> i % predictions.ways() == label
                        ? Double.NEGATIVE_INFINITY
                        : predictions.scores()[i]);
        return Rows.predictions(scores, predictions.ways(), predictions::supportDistances);
    }
}
