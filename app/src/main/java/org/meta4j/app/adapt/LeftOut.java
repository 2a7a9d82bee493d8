package org.meta4j.app.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Temperature;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * A cheap check of a support set: in round r the r-th example of each class is left out, the rest is learned, and those
 * left out are predicted. A low share hints at mislabelled or hopeless classes; it is no score, for a score needs
 * examples that were not chosen together with the supports.
 *
 * @param right predictions that were right
 * @param tried predictions
 * @param familiarity of each example that was left out; empty without a calibration
 */
record LeftOut(int right, int tried, double[] familiarity) {
    private static final int MOST_ROUNDS = 20;

    /** Examples learned in all rounds together: keeps the check at about a second. */
    private static final int MOST_LEARNED = 2000;

    double accuracy() {
        return (double) right / tried;
    }

    /** Empty if a class has one example only, or the learner takes no other number of examples. */
    static Optional<LeftOut> check(TrainedLearner learner, Examples support, @Nullable Calibration calibration) {
        int[] sizes = new int[support.classes().names().size()];
        for (int label : support.classes().labels()) {
            sizes[label]++;
        }
        if (Arrays.stream(sizes).min().orElse(0) < 2
                || learner.settings().requiredShots().isPresent()) {
            return Optional.empty();
        }
        int largest = Arrays.stream(sizes).max().orElse(0);
        int affordable = Math.max(1, Math.min(MOST_ROUNDS, MOST_LEARNED / support.count()));
        int right = 0;
        int tried = 0;
        List<Double> familiarity = new ArrayList<>();
        for (int round = 0; round < Math.min(largest, affordable); round++) {
            List<Integer> kept = new ArrayList<>();
            List<Integer> left = new ArrayList<>();
            divide(support.classes().labels(), sizes.length, round, kept, left);
            Examples queries = select(support, left);
            Predictions predictions = learner.learn(select(support, kept)).predict(queries);
            if (calibration != null) {
                predictions =
                        Temperature.scale(predictions, calibration.entry(sizes).temperature());
            }
            for (int i = 0; i < left.size(); i++) {
                right += predictions.label(i) == queries.classes().labels()[i] ? 1 : 0;
                if (calibration != null) {
                    familiarity.add(calibration.familiarity().of(predictions, i));
                }
            }
            tried += left.size();
        }
        return Optional.of(new LeftOut(
                right,
                tried,
                familiarity.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static void divide(int[] labels, int classes, int round, List<Integer> kept, List<Integer> left) {
        int[] seen = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            (seen[labels[i]]++ == round ? left : kept).add(i);
        }
    }

    private static Examples select(Examples all, List<Integer> rows) {
        int length = all.shape().length();
        float[] inputs = new float[rows.size() * length];
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(all.inputs(), rows.get(i) * length, inputs, i * length, length);
            labels[i] = all.classes().labels()[rows.get(i)];
        }
        return new Examples(
                all.shape(), inputs, new Targets.Classes(labels, all.classes().names()));
    }
}
