package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.Fact;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.app.train.RunSettings;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;

/** What a learner was made with, and where it comes from. */
final class SettingsSections {
    private SettingsSections() {}

    static Section settings(TrainedLearner learner, Optional<RunSettings> run) {
        List<Section.Row> rows = new ArrayList<>();
        run.ifPresent(settings -> rows.add(row("command", "meta4j " + String.join(" ", settings.command()))));
        add(rows, LearnerFacts.learner(learner.settings()));
        add(rows, LearnerFacts.training(learner.provenance().training()));
        run.ifPresent(settings -> rows.add(row("data", LearnerFacts.words(settings.data()))));
        run.ifPresent(settings -> rows.add(row("threads", Texts.count(settings.threads()))));
        return new Section("settings", "Settings", new Section.Table(rows));
    }

    static Section provenance(TrainedLearner learner, TaskFile.Model file, Optional<RunSettings> run) {
        List<Section.Row> rows = new ArrayList<>();
        rows.add(row("model", file.name()));
        rows.add(row("SHA-256 of the model", file.fingerprint()));
        add(rows, LearnerFacts.provenance(learner.provenance()));
        run.ifPresent(settings -> rows.add(row("system", settings.versions().system())));
        return new Section("provenance", "Provenance", new Section.Table(rows));
    }

    private static void add(List<Section.Row> rows, List<Fact> facts) {
        facts.forEach(fact -> rows.add(row(fact.name(), fact.value())));
    }

    private static Section.Row row(String name, String value) {
        return new Section.Row(name, value);
    }
}
