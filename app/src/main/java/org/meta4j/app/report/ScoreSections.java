package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.app.pictures.charts.ConfusionMatrix;
import org.meta4j.app.pictures.charts.EpisodeGrid;
import org.meta4j.app.pictures.charts.ReliabilityDiagram;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.learners.trust.TrustScores;
import org.meta4j.scores.Reliability;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.Task;

/** What held-out tasks say of a learner; all of it comes from the same tasks. */
final class ScoreSections {
    private final TestTasks test;
    private final EpisodeSampler sampler;
    private final OpenResults results;

    /** @param results of the sampler's first tasks */
    ScoreSections(TestTasks test, EpisodeSampler sampler, OpenResults results) {
        this.test = test;
        this.sampler = sampler;
        this.results = results;
    }

    Section score() {
        Scores scores = results.scores();
        Reliability reliability = TrustScores.reliability(results);
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Numbers(List.of(
                new Section.Number(
                        "accuracy",
                        Texts.percent(scores.accuracy().mean()) + " ± "
                                + Texts.percentPoints(scores.accuracy().halfWidth()),
                        "95 % interval over " + Texts.count(scores.tasks()) + " tasks"),
                new Section.Number(
                        "macro-F1",
                        Texts.percent(scores.macroF1().mean()) + " ± "
                                + Texts.percentPoints(scores.macroF1().halfWidth()),
                        "mean over the classes of a task"),
                new Section.Number(
                        "guessing",
                        Texts.percent(1.0 / test.shape().ways()),
                        "one of " + test.shape().ways() + " classes"))));
        test.notes().forEach(note -> blocks.add(new Section.Missing(note + ".")));
        blocks.add(new Section.Paragraph(String.format(
                Locale.ROOT,
                "%s of %s, split %s; batch-norm %s, seed %d. 'meta4j eval' with these settings gives the same"
                        + " accuracy.",
                LearnerFacts.words(test.shape()),
                test.data(),
                test.split(),
                test.learner().batchNorm().label(),
                TestTasks.SEED)));
        blocks.add(new Section.Figure(
                new ReliabilityDiagram("reliability", "Reliability", reliability),
                "A bar that ends at the dashed line is as often right as it says. The calibration error is the mean"
                        + " distance from it, weighted by the answers below."));
        return new Section("score", "Held-out score", blocks);
    }

    Section confusion() {
        Map<String, String> groups = new LinkedHashMap<>();
        for (ClassInfo info : test.examples().classes()) {
            groups.put(info.name(), info.group());
        }
        List<String> classes = List.copyOf(groups.keySet());
        List<String> groupNames = groups.values().stream().distinct().toList();
        if (classes.size() <= ConfusionMatrix.MOST) {
            return confusion("classes, all tasks", classes, results.tasks(), name -> name);
        }
        if (groupNames.size() > 1 && groupNames.size() <= ConfusionMatrix.MOST) {
            return confusion(
                    "groups, all tasks", groupNames, results.tasks(), name -> String.valueOf(groups.get(name)));
        }
        return confusion("one task", sampler.task(0).support().classes().names(), 1, name -> name);
    }

    private Section confusion(String what, List<String> labels, int tasks, Function<String, String> label) {
        if (labels.size() > ConfusionMatrix.MOST) {
            return Section.missing(
                    "confusion", "Confusion", "A matrix of " + labels.size() + " classes would not be readable.");
        }
        long[][] counts = new long[labels.size()][labels.size()];
        for (int t = 0; t < tasks; t++) {
            List<String> names = sampler.task(t).support().classes().names();
            int[] places = names.stream()
                    .mapToInt(name -> labels.indexOf(label.apply(name)))
                    .toArray();
            int[] truth = results.labels().get(t);
            for (int i = 0; i < truth.length; i++) {
                counts[places[truth[i]]][places[results.predictions().get(t).label(i)]]++;
            }
        }
        long all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        return new Section(
                "confusion",
                "Confusion",
                new Section.Figure(
                        new ConfusionMatrix("Which are taken for which (" + what + ")", labels, counts),
                        "Percent of each row's queries; " + Texts.count(all) + " queries of " + Texts.count(tasks)
                                + (tasks == 1 ? " task." : " tasks.")));
    }

    Section episode() {
        List<Integer> sizes = test.examples().shape().sizes();
        if (sizes.size() != 3 || sizes.get(2) != 1 && sizes.get(2) != 3) {
            return Section.missing(
                    "episode", "One task", "The examples are no images, so there is nothing to be seen of them.");
        }
        Task task = sampler.task(0);
        return new Section(
                "episode",
                "One task",
                new Section.Figure(
                        EpisodeGrid.of(
                                task,
                                results.predictions().get(0),
                                "Task 0 of " + test.data() + ", split " + test.split()),
                        "The first of the held-out tasks, with every answer."));
    }
}
