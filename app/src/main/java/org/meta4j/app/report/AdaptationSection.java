package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.app.pictures.charts.AccuracyCurve;
import org.meta4j.engine.Workers;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;

/** How a learner gets better on a new task: over inner steps where it takes any, otherwise over shots. */
final class AdaptationSection {
    private static final String ID = "adaptation";
    private static final int MOST_TASKS = 100;
    private static final int STEPS = 10;
    private static final int MOST_STEPS = 50;
    private static final int MOST_SHOTS = 10;

    private final TestTasks test;
    private final Workers workers;
    private final int tasks;

    AdaptationSection(TestTasks test, Workers workers) {
        this.test = test;
        this.workers = workers;
        this.tasks = Math.min(MOST_TASKS, test.tasks());
    }

    Section section() {
        InnerSettings inner = test.learner().settings().inner();
        return inner == null ? overShots() : overSteps(inner);
    }

    private Section overSteps(InnerSettings inner) {
        TreeSet<Integer> counts = new TreeSet<>(List.of(inner.innerSteps(), inner.solvingSteps()));
        for (int step = 0; step <= STEPS; step++) {
            counts.add(step);
        }
        counts.removeIf(steps -> steps > MOST_STEPS && steps != inner.solvingSteps());
        List<AccuracyCurve.Point> points = new ArrayList<>();
        for (int steps : counts) {
            InnerSettings settings = inner.withSolvingSteps(steps);
            points.add(new AccuracyCurve.Point(
                    steps, accuracy(test.learner().withInner(settings), test.shape()), steps == inner.solvingSteps()));
        }
        return section(
                "Accuracy over inner steps",
                "inner steps on the task",
                points,
                String.format(
                        Locale.ROOT,
                        "%s %s, the same for each count. Meta-training took %d steps, a new task gets %d.",
                        Texts.count(tasks),
                        LearnerFacts.words(test.shape()),
                        inner.innerSteps(),
                        inner.solvingSteps()));
    }

    private Section overShots() {
        OptionalInt required = test.learner().settings().requiredShots();
        if (required.isPresent()) {
            return Section.missing(
                    ID,
                    "Adaptation",
                    "The method takes no steps on a task, and no other number of shots than " + required.getAsInt()
                            + ".");
        }
        int least = TestTasks.leastSize(test.examples());
        int queries = Math.min(test.shape().queries(), Math.max((least + 1) / 2, least - MOST_SHOTS));
        int most = Math.min(MOST_SHOTS, least - queries);
        if (most < 1) {
            return Section.missing(
                    ID, "Adaptation", "The smallest class has " + least + " examples, too few for a curve over shots.");
        }
        EpisodeShape trained = test.shape().withQueries(queries);
        List<AccuracyCurve.Point> points = new ArrayList<>();
        for (int shots = 1; shots <= most; shots++) {
            points.add(new AccuracyCurve.Point(
                    shots, accuracy(test.learner(), trained.withShots(shots)), shots == trained.shots()));
        }
        return section(
                "Accuracy over shots",
                "support examples of each class",
                points,
                String.format(
                        Locale.ROOT,
                        "%s tasks for each count of shots, %d-way, %d queries a class. The method takes no steps on a"
                                + " task.",
                        Texts.count(tasks),
                        trained.ways(),
                        queries));
    }

    private Section section(String title, String counted, List<AccuracyCurve.Point> points, String caption) {
        return new Section(
                ID,
                "Adaptation",
                new Section.Figure(
                        new AccuracyCurve(ID, title, counted, 1.0 / test.shape().ways(), points), caption));
    }

    private MeanInterval accuracy(TrainedLearner learner, EpisodeShape shape) {
        EpisodeSampler sampler = new EpisodeSampler(test.examples(), shape, TestTasks.SEED);
        OpenResults results = OpenResults.solve(workers, learner, sampler, tasks, done -> {});
        boolean[] right = results.right();
        double[] shares = new double[results.tasks()];
        int each = shape.querySize();
        for (int i = 0; i < right.length; i++) {
            // Too many steps may end in numbers that are none: then the first class is the answer, as good as any.
            shares[i / each] += right[i] ? 1.0 / each : 0;
        }
        return MeanInterval.of(shares);
    }
}
