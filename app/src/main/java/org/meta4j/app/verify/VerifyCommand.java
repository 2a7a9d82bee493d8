package org.meta4j.app.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.models.ModelFile;
import org.meta4j.app.tables.ModelSetVerifier;
import org.meta4j.data.DataException;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.verify.Finding;
import org.meta4j.learners.verify.SplitLeak;
import org.meta4j.learners.verify.Verifier;
import org.meta4j.tabular.modelset.ModelSet;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Check that learners are what they say they are: gradients against finite differences, answers that"
                        + " do not change with their neighbours, training and test classes that share nothing, the same bits for"
                        + " the same seed and after loading. The exit code is 1 where a check fails.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j verify", "  meta4j verify --method maml", "  meta4j verify --model runs/first --json"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int ALPHABETS = 6;

    private final Streams streams;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            description = "Check a trained learner, and the split of its run's data. Default: every method, fresh.")
    private @Nullable Path model;

    @Option(names = "--method", paramLabel = "METHOD", description = "Check this method alone.")
    private @Nullable String method;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of everything that is made up for the checks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--json",
            description = "Print [{\"check\", \"passed\", \"value\", \"bound\", \"must\", \"what\"}].")
    private boolean json;

    public VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (model == null && ModelSet.NAME.equals(method)) {
            return report(ofModelSets());
        }
        Optional<Method> chosen =
                Optional.ofNullable(method).map(name -> UsageException.check(() -> Methods.named(name)));
        List<Finding> findings = model == null ? ofMethods(chosen) : ofModel(ModelFile.find(model), chosen);
        return report(findings);
    }

    private int report(List<Finding> findings) {
        boolean passed = findings.stream().allMatch(Finding::passed);
        if (json) {
            streams.out().println(Json.write(findings));
        } else {
            print(findings, passed);
        }
        return passed ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private List<Finding> ofModelSets() {
        try (ScratchFolder scratch = ScratchFolder.make()) {
            return new ModelSetVerifier(seed, scratch.path()).findings();
        }
    }

    private List<Finding> ofMethods(Optional<Method> chosen) {
        List<Finding> findings = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.make()) {
            Verifier verifier = new Verifier(seed, scratch.path());
            chosen.map(List::of).orElseGet(Methods::all).forEach(each -> findings.addAll(verifier.method(each)));
        }
        if (chosen.isEmpty()) {
            findings.addAll(ofModelSets());
        }
        DrawnAlphabetsSettings few = DrawnAlphabetsSettings.DEFAULT.withAlphabets(ALPHABETS);
        findings.addAll(SplitLeak.check(DrawnAlphabets.metaDataset(few, seed)));
        return findings;
    }

    private List<Finding> ofModel(ModelFile file, Optional<Method> chosen) {
        TrainedLearner learner = file.load();
        String name = learner.settings().method();
        if (chosen.isPresent() && !chosen.get().name().equals(name)) {
            throw new UsageException("--method " + method + " contradicts --model " + model + ", which is a learner of "
                    + name + ": leave one of them out");
        }
        List<Finding> findings = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.make()) {
            findings.addAll(new Verifier(seed, scratch.path()).learner(learner));
        }
        if (learner.settings().tasks() == TaskType.REGRESSION) {
            return findings;
        }
        if (file.data().isPresent()) {
            findings.addAll(SplitLeak.check(data(learner, file.data().get())));
        } else {
            note("the data of this model are not known, so its split is not checked: give the folder of its run");
        }
        return findings;
    }

    private MetaDataset data(TrainedLearner learner, DataChoice choice) {
        DataSource source = choice.open(learner.exampleShape());
        MetaDataset data = choice.resolved(source)
                .divide(source, learner.provenance().training().validation().ways());
        if (!data.fingerprint().equals(learner.provenance().dataFingerprint())) {
            throw new DataException(
                    "the data of this run are not those that it was trained on: images, classes or split"
                            + " of " + choice.data()
                            + " have changed since; put the old ones back, or give the model's file"
                            + " alone");
        }
        return data;
    }

    private void note(String text) {
        streams.err().println("meta4j: note: " + text);
    }

    private void print(List<Finding> findings, boolean passed) {
        int width = findings.stream()
                .mapToInt(found -> found.check().length())
                .max()
                .orElse(0);
        String row = "%-6s  %-" + width + "s  %9s  %-16s  %s%n";
        streams.out().printf(Locale.ROOT, row, "", "check", "value", "must be", "value is the");
        for (Finding found : findings) {
            streams.out()
                    .printf(
                            Locale.ROOT,
                            row,
                            found.passed() ? "ok" : "FAILED",
                            found.check(),
                            number(found.value()),
                            (found.must() == Finding.Side.AT_MOST ? "at most " : "at least ") + number(found.bound()),
                            found.what());
        }
        long failed = findings.stream().filter(found -> !found.passed()).count();
        streams.out()
                .println(
                        passed
                                ? "All " + findings.size() + " checks passed."
                                : failed + " of " + findings.size() + " checks failed.");
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1e", value);
    }
}
