package org.meta4j.app.info;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.app.calibrate.CalibrationWords;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.Fact;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.app.tables.ModelSetFile;
import org.meta4j.app.train.RunSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.files.TensorListing;
import org.meta4j.learners.optimisers.LearnedOptimiser;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.trust.Calibration;
import tools.jackson.databind.JsonNode;

/** A report as text: headings, and below each a line for each fact. */
final class ReportText {
    /** Of the column of names, unless one is longer. */
    private static final int WIDTH = 24;

    /** Characters of a foreign file's string that are shown; JSON has all. */
    private static final int LONGEST = 200;

    /** Sets of tensors of which each tensor is shown; of others, such as Adam's moments, how many they are. */
    private static final List<String> SHOWN = List.of(Prefixed.PARAMETER, Prefixed.STATISTIC, "support/", "");

    private final FileReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(FileReport report) {
        this.report = report;
    }

    static List<String> lines(FileReport report) {
        ReportText text = new ReportText(report);
        text.head();
        JsonNode document = report.document();
        if (document == null) {
            text.foreign(Objects.requireNonNull(report.metadata()));
        } else {
            text.own(document);
        }
        text.tensors();
        return text.lines;
    }

    private void head() {
        String what = report.format() == null
                ? "a safetensors file, not written by meta4j"
                : report.kind() + " (" + report.format() + ", version " + report.formatVersion() + ")";
        lines.add(report.file() + ": " + what);
        fact("bytes", Texts.count(report.bytes()));
        fact("SHA-256", report.sha256());
        Long parameters = report.parameters();
        if (parameters != null) {
            fact("parameters", Texts.count(parameters));
        }
    }

    private void foreign(Map<String, String> metadata) {
        heading(metadata.isEmpty() ? "metadata: none" : "metadata");
        metadata.forEach((name, value) -> fact(
                name, value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "… (all of it with --json)"));
    }

    private void own(JsonNode document) {
        if (ModelSetFile.FORMAT.equals(report.format())) {
            headed(ModelSetFacts.of(ModelSetFile.load(Path.of(report.file()))));
            return;
        }
        if (Documents.OPTIMISER.equals(report.format())) {
            headed(OptimiserFacts.of(LearnedOptimiser.load(Path.of(report.file()))));
            return;
        }
        if (NetworkFacts.FORMATS.contains(Objects.requireNonNull(report.format()))) {
            headed(NetworkFacts.of(report.file(), report.format()));
            return;
        }
        JsonNode task = document.path("task");
        heading("learner");
        facts(LearnerFacts.learner(
                read(task.isMissingNode() ? document.path("learner") : task.path("learner"), LearnerSettings.class)));
        switch (Objects.requireNonNull(report.format())) {
            case Documents.MODEL -> model(read(document.path("provenance"), Provenance.class));
            case Documents.COMPRESSED -> {
                heading("compression");
                fact("recipe", document.path("recipe").stringValue());
                model(read(document.path("provenance"), Provenance.class));
            }
            case Documents.TASK -> task(task);
            default -> checkpoint(document);
        }
        RunSettings run = report.run();
        if (run != null) {
            heading("run");
            fact("command", "meta4j " + String.join(" ", run.command()));
            fact("data", LearnerFacts.words(run.data()));
            fact("threads", Texts.count(run.threads()));
            fact("system", run.versions().system());
        }
        if (!report.kind().equals("checkpoint")) {
            calibration(document.path(Calibration.FIELD));
        }
    }

    private void headed(Map<String, List<Fact>> all) {
        all.forEach((heading, facts) -> {
            heading(heading);
            facts(facts);
        });
    }

    private void model(Provenance provenance) {
        heading("provenance");
        facts(LearnerFacts.provenance(provenance));
        heading("training");
        facts(LearnerFacts.training(provenance.training()));
    }

    private void task(JsonNode task) {
        heading("task");
        Map<Integer, Integer> supports = new LinkedHashMap<>();
        task.path("supports")
                .forEach(support -> supports.merge(support.path("label").intValue(), 1, Integer::sum));
        List<String> classes = new ArrayList<>();
        for (JsonNode name : task.path("classes")) {
            classes.add(name.stringValue() + " (" + supports.getOrDefault(classes.size(), 0) + ")");
        }
        fact("classes (supports)", String.join(", ", classes));
        fact("batch-norm", task.path("batchNorm").stringValue());
        fact("ink", task.path("ink").stringValue());
        heading("provenance");
        fact("solved by", task.path("model").path("name").stringValue());
        fact("SHA-256 of the model", task.path("model").path("fingerprint").stringValue());
        fact("meta-trained on", task.path("model").path("data").stringValue());
    }

    private void checkpoint(JsonNode document) {
        JsonNode progress = document.path("progress");
        heading("progress");
        fact("iteration", Texts.count(progress.path("iteration").longValue()));
        fact("training time", Texts.duration(progress.path("seconds").doubleValue()));
        double best = progress.path("bestAccuracy").doubleValue();
        fact(
                "best validation",
                best < 0
                        ? "none yet"
                        : Texts.percent(best) + " after iteration "
                                + Texts.count(progress.path("bestIteration").longValue()));
        heading("provenance");
        fact("data", document.path("data").path("name").stringValue());
        fact("SHA-256 of the data", document.path("data").path("fingerprint").stringValue());
        heading("training");
        facts(LearnerFacts.training(read(document.path("training"), TrainingSettings.class)));
    }

    private void calibration(JsonNode found) {
        if (found.isMissingNode()) {
            heading("calibration: none");
            return;
        }
        Calibration calibration = read(found, Calibration.class);
        heading("calibration");
        CalibrationWords.lines(calibration).forEach(line -> lines.add("  " + line));
        fact("SHA-256 of its data", calibration.origin().dataFingerprint());
        fact("seed", Long.toString(calibration.origin().seed()));
    }

    private void tensors() {
        Map<String, List<TensorListing.Entry>> sets = new LinkedHashMap<>();
        report.tensors()
                .forEach(entry -> sets.computeIfAbsent(set(entry.name()), name -> new ArrayList<>())
                        .add(entry));
        List<Fact> facts = new ArrayList<>();
        sets.forEach((name, entries) -> {
            if (SHOWN.contains(name) || report.format() == null) {
                entries.forEach(entry -> facts.add(new Fact(entry.name(), shape(entry))));
            } else {
                long numbers = entries.stream().mapToLong(FileReport::numbers).sum();
                facts.add(new Fact(name + "…", Texts.count(numbers) + " numbers in " + entries.size() + " tensors"));
            }
        });
        heading("tensors: " + report.tensors().size());
        facts(facts);
    }

    private static String shape(TensorListing.Entry entry) {
        return LearnerFacts.sizes(entry.shape()) + (entry.dtype().equals("F32") ? "" : " " + entry.dtype());
    }

    /** What stands before the last stroke; of a foreign file, whose names follow other customs, nothing. */
    private String set(String name) {
        return report.format() == null ? "" : name.substring(0, name.lastIndexOf('/') + 1);
    }

    private <T> T read(JsonNode node, Class<T> type) {
        return Json.read(report.file(), node, type);
    }

    private void heading(String text) {
        lines.add(text);
    }

    /** As a table. */
    private void facts(List<Fact> facts) {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        facts.forEach(fact -> line(Math.max(WIDTH, width), fact.name(), fact.value()));
    }

    private void fact(String name, String value) {
        line(WIDTH, name, value);
    }

    /** On one line, whatever the file says. */
    private void line(int width, String name, String value) {
        String line = "  " + name + " ".repeat(Math.max(0, width - name.length())) + " " + value;
        lines.add(line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?"));
    }
}
