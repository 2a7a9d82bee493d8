package org.meta4j.app.distill;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.app.data.DataOptions;
import org.meta4j.data.DataException;
import org.meta4j.distill.StudentSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meta4j distill}. */
@Command(
        name = "distill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Train a small learner to answer as other models do: choose tasks, meta-train the student on them,"
                        + " learn what the teachers know, and apply it to new tasks. Teachers may be of any method and network.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j distill --teacher runs/first --student protonet:cnn4-16 -o small.safetensors",
            "  meta4j distill --teacher runs/a --teacher runs/b --student protonet:mlp-64 --temperature 2 --minutes 5 \\",
            "      --compare -o small.safetensors",
            "  meta4j distill --teacher resnet.onnx --student protonet:cnn4-32 --data folder:parts -o small.safetensors",
            "  meta4j eval small.safetensors --data omniglot:DIR",
            "",
            "A student is METHOD:NETWORK-SIZE: networks cnn4, cnn4-pooled, cnn4-map, cnn2, mlp and mlp2, their size in filters",
            "or in the width of the first layer."
        })
public final class DistillCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "RUN|FILE",
            description =
                    "Run folder, model file, checkpoint or compressed model, or FILE.onnx[#VALUE], a network of another"
                            + " program up to its first output or the value of that name; may be repeated.")
    private List<String> teachers = List.of();

    @Option(
            names = "--teacher-weight",
            paramLabel = "W",
            description = "With several teachers, one for each: what its answers count. Default: 1.")
    private List<Double> weights = List.of();

    @Option(names = "--student", required = true, paramLabel = "SPEC", description = "Such as protonet:cnn4-16.")
    private @Nullable String student;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "File to write the student to.")
    private @Nullable Path out;

    @Mixin
    private LessonOptions lesson = new LessonOptions();

    @Mixin
    private TaskOptions tasks = new TaskOptions();

    @Option(
            names = "--resume",
            description =
                    "Go on where an interrupted distillation was: from FILE.checkpoint, with the same words else.")
    private boolean resume;

    @Option(
            names = "--compare",
            description = "Also train the same student for as many iterations without a teacher, and score it.")
    private boolean compare;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result alone.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public DistillCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        StudentSpec spec = UsageException.check(() -> StudentSpec.parse(Objects.requireNonNull(student)));
        Path target = Objects.requireNonNull(out);
        lesson.check();
        tasks.check();
        dataOptions.requireNoPart();
        if (dataOptions.areNumbers()) {
            throw new UsageException("'meta4j distill' is for tasks of classes: name other --data");
        }
        Writable.require(target);
        List<TeacherFile> files = TeacherFile.read(teachers, weights);
        for (TeacherFile file : files) {
            if (FilePaths.same(target, file.path())) {
                throw new DataException(
                        "the student would replace its teacher " + file.path() + ": name another file with -o");
            }
        }
        Lesson kept = Lesson.of(target, resume);
        DistillPlan plan = DistillPlan.of(files, spec, lesson, tasks, dataOptions, streams);
        Optional<DistillResult> result =
                new DistillRun(plan, kept, Threads.of(threads), streams, quiet).run(target, compare);
        result.ifPresent(done -> streams.out().println(json ? done.json() : done.text()));
        return result.isPresent() ? ExitCodes.DONE : ExitCodes.INTERRUPTED;
    }
}
