package org.meta4j.app.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.data.Fingerprint;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class FileInfoCommandTest {
    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path run;
    private static Path task;

    @BeforeAll
    static void train() {
        images = TinyImages.write(temporary);
        run = temporary.resolve("run");
        Cli cli = Cli.line("train --method siamese --data folder:" + images + " --ways 3 --network cnn2 --filters 2"
                + " --iterations 2 --validation-tasks 2 --calibration-tasks 3 --seed 9 --quiet --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        task = temporary.resolve("letters.task.safetensors");
        assertThat(Cli.line("adapt " + images + " --model " + run + " -o " + task)
                        .code())
                .isZero();
    }

    @Test
    void ofAnOnnxFileItSaysWhatGoesInWhatComesOutAndWhetherItCanTeach() throws Exception {
        Path protonet = temporary.resolve("protonet");
        Cli train = Cli.line("train --method protonet --data folder:" + images + " --ways 3 --network cnn2 --filters 2"
                + " --iterations 1 --validation-tasks 0 --calibration-tasks 0 --quiet --out " + protonet);
        assertThat(train.code()).as(train.err()).isZero();
        Path encoder = temporary.resolve("encoder.onnx");
        Path learner = temporary.resolve("learner.onnx");
        Cli.line("export " + protonet + " -o " + encoder);
        Cli.line("export " + protonet + " --learner --ways 3 --shots 1 -o " + learner);

        JsonNode report = json(encoder);
        assertThat(report.get("bytes").longValue()).isEqualTo(Files.size(encoder));
        assertThat(report.get("opset").intValue()).isEqualTo(18);
        assertThat(report.get("inputs").get("examples").get(0).intValue()).isEqualTo(-1);
        assertThat(report.get("operators").get("Conv").intValue()).isEqualTo(2);
        assertThat(report.get("metadata").get("meta4j.method").asString()).isEqualTo("protonet");
        assertThat(report.get("network").booleanValue()).isTrue();

        assertThat(info(encoder).out())
                .contains("an ONNX file", "examples [any, ", "features [any, ", "2 × Conv", "meta4j.method")
                .contains("can teach");
        assertThat(info(learner).out()).contains("cannot teach: a network has one input");
        Cli none = Cli.line("info " + temporary.resolve("none.onnx"));
        assertThat(none.code()).isOne();
        assertThat(none.err()).contains("none.onnx cannot be read: there is no such file");
    }

    private static Cli info(Path file) {
        Cli cli = Cli.run("info", file.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).isEmpty();
        return cli;
    }

    private static JsonNode json(Path file) {
        Cli cli = Cli.run("info", file.toString(), "--json");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out().lines()).hasSize(1);
        return Json.parse("out", cli.out());
    }

    @Test
    void aModelTellsItsSettingsItsShapesAndWhereItComesFrom() throws IOException {
        Path model = run.resolve("model.safetensors");
        // Two 3×3 convolutions with biases, of 2 and 4 filters, and a layer of 8 numbers from 7×7×4.
        int parameters = 9 * 2 + 2 + 9 * 2 * 4 + 4 + 7 * 7 * 4 * 8 + 8;

        assertThat(info(model).out().lines().map(String::stripTrailing).toList())
                .startsWith(model + ": model (meta4j-model, version 1)")
                .contains(
                        row("SHA-256", Fingerprint.ofFile(model)),
                        row("parameters", String.format("%,d", parameters)),
                        row("network", "cnn2, 2 filters, examples of 28×28×1"),
                        row("comparison", "margin 1.0, mining hardest, class distance nearest"),
                        row("data", "folder/symbols"),
                        row("seed", "9"),
                        "  parameter/dense.weight       196×8",
                        "calibration")
                .noneMatch(line -> line.equals("run"));
    }

    private static String row(String name, String value) {
        return String.format("  %-24s %s", name, value);
    }

    @Test
    void aRunFolderIsItsModelWithWhatTheRunWasBegunWith() {
        assertThat(info(run).out())
                .startsWith(run.resolve("model.safetensors") + ": model")
                .contains("command                  meta4j train --method siamese", "--seed 9");
        JsonNode json = json(run);
        assertThat(json.get("run").get("training").get("seed").intValue()).isEqualTo(9);
        assertThat(json.get("run").get("versions").propertyNames()).contains("system");
    }

    @Test
    void jsonHoldsTheWholeDocumentOfTheFile() {
        Path model = run.resolve("model.safetensors");
        TrainedLearner learner = TrainedLearner.load(model);
        JsonNode json = json(model);

        assertThat(json.propertyNames())
                .containsExactly(
                        "file",
                        "bytes",
                        "sha256",
                        "kind",
                        "format",
                        "formatVersion",
                        "parameters",
                        "document",
                        "tensors");
        assertThat(json.get("kind").stringValue()).isEqualTo("model");
        assertThat(json.get("formatVersion").intValue()).isEqualTo(1);
        JsonNode document = json.get("document");
        assertThat(document.get("learner")).hasToString(Json.write(learner.settings()));
        // What is null in the file is null here.
        assertThat(document.get("learner").has("inner")).isTrue();
        assertThat(document.get("provenance")).hasToString(Json.write(learner.provenance()));
        assertThat(document.get("calibration").get("entries")).isNotEmpty();
        assertThat(json.get("tensors").get(0).get("name").stringValue()).isEqualTo("parameter/block1.conv.weight");
        assertThat(json.get("tensors").get(0).get("shape")).isEqualTo(Json.parse("shape", "[3,3,1,2]"));
    }

    @Test
    void anAdaptedLearnerTellsItsClassesAndItsModel() throws IOException {
        assertThat(info(task).out())
                .startsWith(task + ": task (meta4j-task, version 1)")
                .contains(
                        "classes (supports)",
                        row("solved by", "run/model.safetensors"),
                        row("SHA-256 of the model", Fingerprint.ofFile(run.resolve("model.safetensors"))),
                        row("meta-trained on", "folder/symbols"),
                        "support/embeddings");
        assertThat(json(task).get("document").get("task").get("supports")).isNotEmpty();
    }

    @Test
    void aCheckpointTellsHowFarItIsAndSumsUpItsMoments() {
        assertThat(info(run.resolve("checkpoints/last.safetensors")).out())
                .contains(
                        ": checkpoint (meta4j-checkpoint, version 1)",
                        row("iteration", "2"),
                        "adam/mean/…",
                        "1,672 numbers in 6 tensors")
                .doesNotContain("calibration");
    }

    @Test
    void aForeignFileTellsItsTensorsOfAnyTypeAndItsMetadata() throws IOException {
        Path foreign = written(
                "foreign.safetensors",
                "{'__metadata__':{'format':'pt','note':'two\\nlines'},'step':{'dtype':'I64','shape':[],"
                        + "'data_offsets':[0,8]},'w':{'dtype':'BF16','shape':[2,3],'data_offsets':[8,20]}}",
                20);

        assertThat(info(foreign).out().lines().toList())
                .startsWith(foreign + ": a safetensors file, not written by meta4j")
                .endsWith(
                        "metadata",
                        row("format", "pt"),
                        row("note", "two?lines"),
                        "tensors: 2",
                        row("step", "1 I64"),
                        row("w", "2×3 BF16"));
        JsonNode json = json(foreign);
        assertThat(json.propertyNames()).containsExactly("file", "bytes", "sha256", "kind", "metadata", "tensors");
        assertThat(json.get("metadata").get("note").stringValue()).isEqualTo("two\nlines");
        assertThat(json.get("tensors").get(1))
                .isEqualTo(Json.parse("t", "{\"name\":\"w\",\"dtype\":\"BF16\",\"shape\":[2,3],\"bytes\":12}"));
    }

    private static Path written(String name, String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(temporary.resolve(name), bytes.array());
    }

    /** A thing that is not a file to look into; {@code {}} stands for it in the message. */
    private record Wrong(String name, Making made, String message) {
        interface Making {
            Path in(Path folder) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Wrong> wrongInputs() {
        return List.of(
                new Wrong(
                        "missing",
                        folder -> folder.resolve("none"),
                        "{}: there is no such file: check the name and the folder"),
                new Wrong(
                        "a folder of no run",
                        folder -> Files.createDirectories(folder.resolve("plain")),
                        "folder {} has no model.safetensors (it is empty): give the folder of a run or a model file;"
                                + " 'meta4j train' makes one"),
                new Wrong(
                        "empty",
                        folder -> Files.write(folder.resolve("empty"), new byte[0]),
                        "{}: the file is empty; a safetensors file has at least 8: save or copy it again"),
                new Wrong(
                        "an image",
                        folder -> images.resolve("c00/0.png"),
                        "{}: not a safetensors file: its first 8 bytes give a header of 727905341920923785 bytes, but at"
                                + " most 100000000 are allowed"),
                new Wrong(
                        "cut off",
                        folder -> {
                            byte[] whole = Files.readAllBytes(run.resolve("model.safetensors"));
                            return Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 100));
                        },
                        "{}: tensor 'parameter/dense.weight': its data_offsets [384, 6656] reach beyond the 6588 bytes of"
                                + " data: the file is cut off or damaged; save or copy it again"),
                new Wrong(
                        "of a later version",
                        folder -> written("later", document("meta4j-model", 9), 0),
                        "{}: this file is of format version 9, but this meta4j reads up to 1: use a newer meta4j"),
                new Wrong(
                        "of an unknown format",
                        folder -> written("unknown", document("meta4j-idea", 1), 0),
                        "{}: this meta4j knows nothing of the format 'meta4j-idea': use a newer meta4j"),
                new Wrong(
                        "a model without a document",
                        folder -> written("bare", document("meta4j-model", 1), 0),
                        "{}: its document has no field 'learner'; there are []"),
                new Wrong(
                        "foreign and cut off",
                        folder -> written("short", "{'w':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}}", 3),
                        "{}: tensor 'w': its data_offsets [0, 4] reach beyond the 3 bytes of data: the file is cut off or"
                                + " damaged; save or copy it again"));
    }

    private static String document(String format, int version) {
        return "{'__metadata__':{'meta4j':'{\\'format\\':\\'" + format + "\\',\\'formatVersion\\':" + version + "}'}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongInputs")
    void aWrongFileIsRefusedInOneLine(Wrong wrong) throws IOException {
        Path given = wrong.made().in(temporary);
        Cli cli = Cli.run("info", given.toString());

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualTo(String.format("meta4j: %s%n", wrong.message().replace("{}", given.toString())));
    }

    @Test
    void withoutAFileTheUseIsWrong() {
        assertThat(Cli.run("info"))
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format("meta4j: missing required parameter: 'RUN|FILE' (see 'meta4j info --help')%n")));
    }
}
