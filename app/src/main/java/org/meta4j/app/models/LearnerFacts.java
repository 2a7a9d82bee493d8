package org.meta4j.app.models;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.data.DataChoice;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.training.Distortion;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;

/** Settings and provenance of learners in words: the same wherever a person reads them. */
public final class LearnerFacts {
    /** Iterations that no training reaches: the settings' way to say that time alone limits. */
    private static final long NO_LIMIT = 1_000_000_000;

    private LearnerFacts() {}

    /** What makes it answer as it does. */
    public static List<Fact> learner(LearnerSettings settings) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("method", settings.method()));
        NetworkSettings network = settings.network();
        facts.add(new Fact(
                "network",
                network.kind() + ", " + Texts.count(network.filters())
                        + (network.kind().equals(NetworkSettings.MLP) ? " wide" : " filters") + ", examples of "
                        + sizes(network.exampleShape())
                        + (NetworkSettings.hasReadouts(network.kind()) ? ", readout " + network.readout() : "")));
        InnerSettings inner = settings.inner();
        if (inner != null) {
            facts.add(new Fact(
                    "inner loop",
                    inner.innerSteps() + " steps while meta-training, " + inner.solvingSteps()
                            + " on a new task, learning rate " + inner.innerRate()));
        }
        HeadSettings head = settings.head();
        if (head != null && head.ways() != null) {
            facts.add(new Fact(
                    "tasks",
                    "of " + head.ways() + " classes"
                            + (head.shots() == null
                                    ? " alone"
                                    : " with " + head.shots() + (head.shots() == 1 ? " support" : " supports")
                                            + " each alone")));
        }
        SiameseSettings siamese = settings.siamese();
        if (siamese != null) {
            facts.add(new Fact(
                    "comparison",
                    "margin " + siamese.margin() + ", mining "
                            + siamese.mining().label() + ", class distance "
                            + siamese.classDistance().label()));
        }
        return facts;
    }

    /** How it was or is meta-trained. */
    public static List<Fact> training(TrainingSettings training) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "training tasks",
                words(training.episode()) + ", " + Texts.count(training.tasksPerIteration()) + " an iteration"));
        facts.add(new Fact("iterations", iterations(training)));
        if (training.distortion() != null) {
            facts.add(new Fact("distortion", words(training.distortion())));
        }
        facts.add(new Fact(
                "meta-learning rate",
                training.metaLearningRate() + " (Adam), halved "
                        + (training.halvings() == 1 ? "once" : training.halvings() + " times")));
        facts.add(new Fact(
                "validation",
                training.validationTasks() == 0
                        ? "none"
                        : Texts.count(training.validationTasks()) + " " + words(training.validation()) + ", every "
                                + Texts.count(training.validateEvery()) + " iterations"
                                + (training.patience() == 0 ? "" : ", patience " + Texts.count(training.patience()))));
        facts.add(new Fact("seed", Long.toString(training.seed())));
        return facts;
    }

    private static String words(Distortion distortion) {
        return String.format(
                Locale.ROOT,
                "moved by up to %s of a side, turned by up to %s°, resized by up to %s",
                Texts.percent(distortion.shift()),
                distortion.degrees(),
                Texts.percent(distortion.scale()));
    }

    private static String iterations(TrainingSettings training) {
        if (training.minutes() == TrainingSettings.UNLIMITED) {
            return Texts.count(training.iterations());
        }
        String minutes = new BigDecimal(Double.toString(training.minutes()))
                .stripTrailingZeros()
                .toPlainString();
        return (training.iterations() >= NO_LIMIT ? "as many as fit" : "at most " + Texts.count(training.iterations()))
                + " into " + minutes + (minutes.equals("1") ? " minute" : " minutes");
    }

    /** Where its parameters come from. */
    public static List<Fact> provenance(Provenance from) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("data", from.data()));
        facts.add(new Fact("SHA-256 of the data", from.dataFingerprint()));
        if (from.teachers() != null) {
            from.teachers().forEach(teacher -> facts.add(new Fact("teacher", teacher)));
        }
        facts.addAll(List.of(
                new Fact("parameters of iteration", Texts.count(from.iteration())),
                new Fact("training time", Texts.duration(from.seconds())),
                new Fact(
                        "validation accuracy",
                        from.validationAccuracy() < 0 ? "not validated" : Texts.percent(from.validationAccuracy())),
                new Fact("meta4j", from.library()),
                new Fact("Java", from.java()),
                new Fact("kernels", from.kernels())));
        return facts;
    }

    /** Which data a run was begun with. */
    public static String words(DataChoice data) {
        return data.data() + ", split " + data.split() + ", split seed " + data.splitSeed()
                + (data.trainOnValidation() ? ", validation classes trained on too" : "");
    }

    /** Sizes as {@code 5-way 1-shot tasks of 15 queries a class}. */
    public static String words(EpisodeShape shape) {
        return String.format(
                Locale.ROOT,
                "%d-way %d-shot tasks of %d %s a class",
                shape.ways(),
                shape.shots(),
                shape.queries(),
                shape.queries() == 1 ? "query" : "queries");
    }

    /** Sizes as {@code 28×28×1}; {@code 1} of a single number. */
    public static String sizes(List<? extends Number> sizes) {
        return sizes.isEmpty() ? "1" : sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
