package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.train.RunSettings;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;

/** What a learner was made with, and where it comes from. */
final class SettingsSections {
    private SettingsSections() {}

    static Section settings(TrainedLearner learner, Optional<RunSettings> run) {
        List<Section.Row> rows = new ArrayList<>();
        run.ifPresent(settings -> rows.add(row("command", "meta4j " + String.join(" ", settings.command()))));
        learner(rows, learner.settings());
        training(rows, learner.provenance().training());
        run.map(RunSettings::data).ifPresent(data -> rows.add(row("data", words(data))));
        run.ifPresent(settings -> rows.add(row("threads", Texts.count(settings.threads()))));
        return new Section("settings", "Settings", new Section.Table(rows));
    }

    private static void learner(List<Section.Row> rows, LearnerSettings settings) {
        rows.add(row("method", settings.method()));
        rows.add(row(
                "network",
                settings.network().kind() + ", "
                        + Texts.count(settings.network().filters()) + " filters, examples of "
                        + learnerShape(settings)));
        InnerSettings inner = settings.inner();
        if (inner != null) {
            rows.add(row(
                    "inner loop",
                    inner.innerSteps() + " steps while meta-training, " + inner.solvingSteps()
                            + " on a new task, learning rate " + inner.innerRate()));
        }
        SiameseSettings siamese = settings.siamese();
        if (siamese != null) {
            rows.add(row(
                    "comparison",
                    "margin " + siamese.margin() + ", mining "
                            + siamese.mining().label() + ", class distance "
                            + siamese.classDistance().label()));
        }
    }

    private static String learnerShape(LearnerSettings settings) {
        return String.join(
                "×",
                settings.network().exampleShape().stream().map(String::valueOf).toList());
    }

    private static void training(List<Section.Row> rows, TrainingSettings training) {
        rows.add(row(
                "training tasks",
                words(training.episode()) + ", " + Texts.count(training.tasksPerIteration()) + " an iteration"));
        String limit = training.minutes() == TrainingSettings.UNLIMITED
                ? ""
                : String.format(Locale.ROOT, ", %s minutes at most", training.minutes());
        rows.add(row("iterations", Texts.count(training.iterations()) + " at most" + limit));
        rows.add(row(
                "meta-learning rate",
                training.metaLearningRate() + " (Adam), halved " + training.halvings() + " times"));
        rows.add(row(
                "validation",
                training.validationTasks() == 0
                        ? "none"
                        : Texts.count(training.validationTasks()) + " " + words(training.validation()) + ", every "
                                + Texts.count(training.validateEvery()) + " iterations"
                                + (training.patience() == 0 ? "" : ", patience " + Texts.count(training.patience()))));
        rows.add(row("seed", Long.toString(training.seed())));
    }

    private static String words(EpisodeShape shape) {
        return TestTasks.words(shape);
    }

    private static String words(DataChoice data) {
        return data.data() + ", split " + data.split() + ", split seed " + data.splitSeed()
                + (data.trainOnValidation() ? ", validation classes trained on too" : "");
    }

    static Section provenance(TrainedLearner learner, TaskFile.Model file, Optional<RunSettings> run) {
        Provenance from = learner.provenance();
        List<Section.Row> rows = new ArrayList<>();
        rows.add(row("model", file.name()));
        rows.add(row("SHA-256 of the model", file.fingerprint()));
        rows.add(row("data", from.data()));
        rows.add(row("SHA-256 of the data", from.dataFingerprint()));
        rows.add(row("parameters of iteration", Texts.count(from.iteration())));
        rows.add(row("training time", Texts.duration(from.seconds())));
        rows.add(row(
                "validation accuracy",
                from.validationAccuracy() < 0 ? "not validated" : Texts.percent(from.validationAccuracy())));
        rows.add(row("meta4j", from.library()));
        rows.add(row("Java", from.java()));
        run.ifPresent(settings -> rows.add(row("system", settings.versions().system())));
        rows.add(row("kernels", from.kernels()));
        return new Section("provenance", "Provenance", new Section.Table(rows));
    }

    private static Section.Row row(String name, String value) {
        return new Section.Row(name, value);
    }
}
