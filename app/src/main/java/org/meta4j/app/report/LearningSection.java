package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.pictures.charts.LearningCurve;

/** How training went. */
final class LearningSection {
    private static final String ID = "learning";
    private static final String TITLE = "Learning curves";

    private LearningSection() {}

    /**
     * @param metrics empty where only a model file is known
     * @param newClasses whether validation tasks are of classes that are not trained on
     */
    static Section of(Optional<Metrics> metrics, boolean newClasses) {
        if (metrics.isEmpty()) {
            return Section.missing(
                    ID, TITLE, "A model file holds no learning curves: give the folder of its run instead.");
        }
        Metrics numbers = metrics.get();
        LearningCurve loss = new LearningCurve(
                "learning-loss",
                "Loss on training tasks",
                "loss",
                false,
                numbers.iterations(),
                numbers.losses(),
                List.of());
        LearningCurve accuracy = new LearningCurve(
                "learning-accuracy",
                numbers.validations().isEmpty()
                        ? "Accuracy on training tasks"
                        : "Accuracy on training and validation tasks",
                "accuracy on queries",
                true,
                numbers.iterations(),
                numbers.accuracies(),
                numbers.validations());
        List<Section.Block> blocks = new ArrayList<>();
        if (numbers.isEmpty()) {
            blocks.add(new Section.Missing("The run has no measurements: its metrics.jsonl is missing or empty. 'meta4j"
                    + " train' writes it."));
        }
        gaps(numbers).ifPresent(blocks::add);
        if (accuracy.hasContent()) {
            blocks.add(new Section.Figure(
                    accuracy,
                    "Each dot is one iteration's tasks. The line is a running mean of neighbouring dots, the band its"
                            + " 95 % interval."
                            + (numbers.validations().isEmpty()
                                    ? ""
                                    : newClasses
                                            ? " Validation tasks are of classes that training did not learn from."
                                            : " Validation tasks are of the training classes, with other examples.")));
        }
        if (loss.hasContent()) {
            blocks.add(new Section.Figure(loss, "The same for the loss that meta-training lowers."));
        }
        return new Section(ID, TITLE, blocks);
    }

    private static Optional<Section.Block> gaps(Metrics numbers) {
        long missing = Arrays.stream(numbers.losses())
                .filter(loss -> !Double.isFinite(loss))
                .count();
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Section.Missing(Texts.count(missing) + " of " + Texts.count(numbers.losses().length)
                        + " losses are not numbers and are left out: training diverged there; a lower --meta-learning-rate"
                        + " may help."));
    }
}
