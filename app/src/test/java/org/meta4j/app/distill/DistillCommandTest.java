package org.meta4j.app.distill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.data.DataOptions;
import org.meta4j.data.Fingerprint;
import org.meta4j.distill.StudentSpec;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class DistillCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        String images = "folder:" + TinyImages.write(folder);
        run = folder.resolve("run");
        trained("--data " + images + " --method protonet --network cnn4-strided --filters 8", run);
        trained(
                "--data " + images + " --method fomaml --network cnn4-strided --filters 8 --inner-steps 1",
                folder.resolve("maml"));
        trained(
                "--data table:" + Files.writeString(folder.resolve("rows.csv"), rows())
                        + " --method protonet --network mlp --filters 4",
                folder.resolve("table"));
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 120; i++) {
            rows.append(i * 7 % 11)
                    .append(',')
                    .append(i * 5 % 13)
                    .append(",c")
                    .append(i % 12)
                    .append('\n');
        }
        return rows.toString();
    }

    private static void trained(String words, Path out) {
        Cli cli = Cli.line(
                "train " + words + " --ways 3 --iterations 3 --validation-tasks 0 --calibration-tasks 0 --out " + out);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    void aStudentOfTwoTeachersIsWrittenComparedAndUsedLikeAnyOther() throws Exception {
        Path small = folder.resolve("small.safetensors");
        Cli cli = Cli.line("distill --teacher " + run + " --teacher " + folder.resolve("maml")
                + " --teacher-weight 2 --teacher-weight 1 --student protonet:cnn4-2 --temperature 2 --hard 0.3"
                + " --iterations 4 --tasks 10 --queries 3 --compare --json -o " + small);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("distill", cli.out());

        assertThat(result.get("student").asString()).isEqualTo("protonet:cnn4-2");
        assertThat(result.get("bytes").longValue()).isEqualTo(Files.size(small));
        assertThat(result.get("iterations").longValue()).isEqualTo(4);
        assertThat(result.get("temperature").doubleValue()).isEqualTo(2);
        // A teacher of MAML needs tasks of its size.
        assertThat(result.get("trainingWays").intValue()).isEqualTo(3);
        assertThat(result.get("accuracyWithout").doubleValue()).isBetween(0.0, 1.0);
        assertThat(result.get("teachers")).hasSize(2);
        assertThat(result.get("teachers").get(0).get("weight").doubleValue()).isEqualTo(2);
        assertThat(result.get("teachers").get(1).get("method").asString()).isEqualTo("fomaml");

        // The student says who taught it, and by which content the teachers are known again.
        List<String> teachers =
                Objects.requireNonNull(TrainedLearner.load(small).provenance().teachers());
        assertThat(teachers).hasSize(2);
        assertThat(teachers.get(1))
                .isEqualTo("maml/model.safetensors, SHA-256 "
                        + Fingerprint.ofFile(folder.resolve("maml").resolve("model.safetensors"))
                        + ", weight 1.0 (labels 0.3, answers 0.7 at temperature 2.0)");
        assertThat(Cli.line("info " + small).out()).contains("teacher", teachers.get(0));
        assertThat(TrainedLearner.load(run.resolve("model.safetensors"))
                        .provenance()
                        .teachers())
                .isNull();

        Cli eval = Cli.line("eval " + small + " --data folder:" + folder.resolve("symbols") + " --ways 3 --shots 1"
                + " --queries 3 --tasks 10 --seed 1 --json");
        assertThat(eval.code()).as(eval.err()).isZero();
        assertThat(Json.parse("eval", eval.out()).get("accuracy").doubleValue())
                .isEqualTo(result.get("accuracy").doubleValue());
    }

    @Test
    void aNetworkOfAnotherProgramCanTeach() {
        Path encoder = folder.resolve("encoder.onnx");
        Cli export = Cli.line("export " + run + " --format onnx -o " + encoder);
        assertThat(export.code()).as(export.err()).isZero();

        Cli cli = Cli.line("distill --teacher " + encoder + " --student protonet:cnn4-2 --hint 0.1 --data folder:"
                + folder.resolve("symbols") + " --ways 3 --shots 1 --iterations 2 --tasks 10 --queries 3 --json -o "
                + folder.resolve("taught.safetensors"));

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode teacher = Json.parse("distill", cli.out()).get("teachers").get(0);
        assertThat(teacher.get("method").asString()).isEqualTo("onnx");
        assertThat(teacher.get("network").asString()).isEqualTo("encoder.onnx");
        assertThat(teacher.get("accuracy").doubleValue()).isBetween(0.34, 1.0);
    }

    @Test
    void whatWasInterruptedGoesOnAndComesToTheSameStudent() {
        String words =
                "distill --teacher " + run + " --student protonet:cnn4-2 --iterations 6 --tasks 2 --queries 3 -o ";
        Path whole = folder.resolve("whole.safetensors");
        assertThat(Cli.line(words + whole).code()).isZero();
        assertThat(folder.resolve("whole.safetensors.checkpoint")).doesNotExist();

        Path half = folder.resolve("half.safetensors");
        Path kept = folder.resolve("half.safetensors.checkpoint");
        Streams nobody = Streams.of(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        DistillPlan plan = DistillPlan.of(
                TeacherFile.read(List.of(run.toString()), List.of()),
                StudentSpec.parse("protonet:cnn4-2"),
                CommandLine.populateCommand(new LessonOptions(), "--iterations", "6"),
                CommandLine.populateCommand(new TaskOptions(), "--tasks", "2", "--queries", "3"),
                CommandLine.populateCommand(new DataOptions()),
                nobody);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = plan.trainer(plan.teachers(), workers);
            trainer.listen(event -> {
                if (event instanceof TrainingEvent.Iterated iterated && iterated.iteration() == 2) {
                    trainer.stop();
                }
            });
            trainer.train(trainer.start(), checkpoint -> checkpoint.write(kept));
        }

        Cli again = Cli.line(words + half);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("half.safetensors.checkpoint is of a distillation that was interrupted");
        Cli other = Cli.line(words + half + " --resume --temperature 2 --seed 3");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err())
                .contains("was begun otherwise (its training, its teachers or what they count): give the same words");
        Cli resumed = Cli.line(words + half + " --resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(TrainedLearner.load(half).parameters().asMap().values().stream()
                        .flatMapToDouble(DistillCommandTest::numbers))
                .containsExactlyElementsOf(TrainedLearner.load(whole).parameters().asMap().values().stream()
                        .flatMapToDouble(DistillCommandTest::numbers)
                        .boxed()
                        .toList());
        assertThat(kept).doesNotExist();
        Cli nothing = Cli.line(words + half + " --resume");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("half.safetensors.checkpoint to go on from: leave out --resume");
    }

    private static DoubleStream numbers(Tensor tensor) {
        return IntStream.range(0, tensor.values().length).mapToDouble(i -> tensor.values()[i]);
    }

    @Test
    void whatComesOutIsATableForPeople() {
        Cli cli = Cli.line("distill --teacher " + run + " --student protonet:mlp-8 --hint 0.1 --angles 1"
                + " --iterations 2 --tasks 5 --queries 3 -o " + folder.resolve("mlp.safetensors"));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains(
                        "teacher protonet:cnn4-strided-8", "student protonet:mlp-8", "5 held-out tasks", "2 iterations")
                .doesNotContain("without a teacher");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--teacher {f}/run --student protonet:vgg-16 | 2 | unknown network 'vgg'",
                "--teacher {f}/run --student protonet | 2 | a student is METHOD:NETWORK-SIZE, such as protonet:cnn4-16",
                "--teacher {f}/run --student rfs:cnn4-16 | 2 | a student cannot be of method 'rfs'",
                "--teacher {f}/none --student protonet:cnn4-2 | 1 | there is no model at {f}/none",
                "--teacher {f}/run --teacher {f}/table --student protonet:mlp-2 | 2 |"
                        + " the examples of a teacher of method 'protonet' are 2, but the student's are",
                "--teacher {f}/none.onnx --student protonet:cnn4-2 | 1 |"
                        + " ONNX file {f}/none.onnx cannot be read: there is no such file",
                "--teacher {f}/run --student protonet:cnn4-2 --temperature 0 | 2 | temperature must be above 0",
                "--teacher {f}/run --student protonet:cnn4-2 --hard 1 | 2 | nothing comes from a teacher",
                "--teacher {f}/run --student protonet:cnn4-2 --minutes 1 --iterations 5 | 2 | not both",
                "--teacher {f}/maml --student protonet:cnn4-2 --ways 2 | 2 | was meta-trained for 3-way tasks",
                "--teacher {f}/maml --student protonet:cnn4-2 --hint 1 | 2 |"
                        + " a teacher of method 'fomaml' has no features of its own",
                "--teacher {f}/run --teacher-weight 1 --teacher-weight 1 --student protonet:cnn4-2 | 2 | once for each",
                "--teacher {f}/run --student protonet:cnn4-2 --ways 1000 | 1 | classes"
            })
    void whatCannotBeIsRefusedBeforeAnythingIsWritten(String words, int code, String reason) {
        Cli cli = Cli.line("distill " + words.replace("{f}", folder.toString()) + " -o " + folder.resolve("x"));

        assertThat(cli.err()).contains(reason.strip().replace("{f}", folder.toString()));
        assertThat(cli.code()).isEqualTo(code);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aStudentDoesNotReplaceItsTeacher() {
        Path model = run.resolve("model.safetensors");
        Cli cli = Cli.line("distill --teacher " + run + " --student protonet:cnn4-2 -o " + model);
        assertThat(cli.code()).isOne();
        assertThat(cli.err()).contains("would replace its teacher " + model + ": name another file with -o");
    }
}
