package org.meta4j.app.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.pictures.ExplanationPicture;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.trust.Explanation;
import org.meta4j.tasks.Predictions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meta4j predict FILE IMAGE…}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predict the class of images by a task that 'meta4j adapt' has learned.",
        footer = {
            "",
            "Examples:",
            "  meta4j predict letters.task.safetensors unknown.png",
            "  meta4j predict letters.task.safetensors scans/ --json",
            "  meta4j predict letters.task.safetensors odd.png --explain --picture why.png"
        })
public final class PredictCommand implements Callable<Integer> {
    private static final int NEAREST = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "Task file, as written by 'meta4j adapt'.")
    private @Nullable Path file;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Images, or folders of images with all their sub-folders.")
    private List<Path> images = List.of();

    @Option(names = "--skip-bad", description = "Leave out images that cannot be read instead of stopping.")
    private boolean skipBad;

    @Option(
            names = "--explain",
            description =
                    "Say why: the nearest examples, and how much more probable each makes the class than it would be"
                            + " without that example.")
    private boolean explain;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description =
                    "Draw the reasons as a PNG picture, of at most " + ExplanationPicture.MOST_IMAGES + " images.")
    private @Nullable Path picture;

    @Option(
            names = "--json",
            description = "Print the result as JSON: [{\"file\", \"class\", \"probability\", \"nearest\"}]; with"
                    + " --explain also \"supports\": [{\"file\", \"distance\", \"effect\"}]. The class is null for none"
                    + " of these.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        TaskFile task = TaskFile.load(Objects.requireNonNull(file));
        QueryImages queries = QueryImages.read(images, task.exampleShape(), task.ink(), skipBad);
        if (picture != null && queries.files().size() > ExplanationPicture.MOST_IMAGES) {
            throw new UsageException("--picture shows at most " + ExplanationPicture.MOST_IMAGES
                    + " images, but there are " + queries.files().size() + ": name fewer, or leave --picture out");
        }
        Predictions predictions = task.predict(queries.inputs());
        boolean reasons = explain || picture != null;
        List<Explanation> why = reasons ? Explanation.of(task, queries.inputs(), predictions) : List.of();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < predictions.count(); i++) {
            int label = predictions.label(i);
            answers.add(new Answer(
                    queries.files().get(i).toString(),
                    task.isKnown(predictions, i),
                    task.classes().get(label),
                    predictions.probability(i, label),
                    task.nearest(predictions, i, NEAREST),
                    explain ? Optional.of(why.get(i)) : Optional.empty()));
        }
        if (picture != null) {
            ExplanationPicture.write(picture, task, queries.inputs(), rows(answers, why));
        }
        queries.bad().forEach(reason -> line.getErr().println("left out: " + reason));
        line.getErr().flush();
        if (json) {
            Answers.printJson(answers, line.getOut());
        } else {
            Answers.print(answers, line.getOut());
        }
        return ExitCodes.DONE;
    }

    private static List<ExplanationPicture.Row> rows(List<Answer> answers, List<Explanation> why) {
        List<ExplanationPicture.Row> rows = new ArrayList<>();
        for (int i = 0; i < why.size(); i++) {
            Path name = Path.of(answers.get(i).file()).getFileName();
            rows.add(new ExplanationPicture.Row(
                    name == null ? "" : name.toString(), answers.get(i).shownClass(), why.get(i)));
        }
        return rows;
    }
}
