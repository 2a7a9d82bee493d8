package org.meta4j.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class ExportCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        String data = "train --data folder:" + TinyImages.write(folder) + " --ways 3 --network cnn4-strided --filters 8"
                + " --iterations 20 --validation-tasks 0 --calibration-tasks 0 ";
        run = folder.resolve("run");
        for (String method : List.of("protonet", "maml")) {
            Path out = method.equals("protonet") ? run : folder.resolve(method);
            Cli cli = Cli.line(data + "--method " + method + " --out " + out);
            assertThat(cli.code()).as(cli.err()).isZero();
        }
    }

    private static JsonNode export(String words) {
        Cli cli = Cli.line("export " + words + " --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        return Json.parse("export", cli.out());
    }

    @Test
    void anEncoderOfEachNumberOfBits() throws Exception {
        long larger = Long.MAX_VALUE;
        for (int bits : new int[] {32, 8, 4}) {
            Path file = folder.resolve("encoder" + bits + ".onnx");
            JsonNode result = export(run + " --bits " + bits + " --calibration-examples 32 -o " + file);

            assertThat(result.get("bytes").longValue()).isEqualTo(Files.size(file));
            assertThat(result.get("opset").intValue()).isEqualTo(bits == 4 ? 21 : 18);
            assertThat(result.get("kind").stringValue()).isEqualTo("encoder");
            assertThat(result.get("inputs").get("examples").get(0).intValue()).isEqualTo(-1);
            assertThat(Files.readString(folder.resolve("encoder" + bits + ".onnx.md")))
                    .startsWith("---\nlicense: other\n")
                    .contains(
                            "encoder" + bits + ".onnx", "weights: " + (bits == 32 ? "32-bit floats" : bits + " bits"));
            if (bits != 8) {
                assertThat(result.get("bytes").longValue()).isLessThan(larger);
                larger = result.get("bytes").longValue();
            }
        }
    }

    @Test
    void aWholeLearnerOfAnyNumberOfQueries() throws Exception {
        Path file = folder.resolve("learner.onnx");
        Path card = folder.resolve("CARD.md");
        JsonNode result =
                export(run + " --learner --ways 4 --shots 2 -o " + file + " --card " + card + " --license apache-2.0");

        assertThat(result.get("inputs").get("support").get(0).intValue()).isEqualTo(8);
        assertThat(result.get("inputs").get("query").get(0).intValue()).isEqualTo(-1);
        assertThat(result.get("outputs").get("probabilities").get(1).intValue()).isEqualTo(4);
        assertThat(result.get("queries").isNull()).isTrue();
        assertThat(Files.readString(card))
                .startsWith("---\nlicense: apache-2.0\n")
                .contains("- \"protonet\"", "tasks of 4 ways and 2 shots", "## Python", "## Java", "InferenceSession");
    }

    @Test
    void gradientStepsAreNormalisedAsInPredictOrAsInEval() {
        Path maml = folder.resolve("maml");
        JsonNode single = export(maml + " --learner -o " + folder.resolve("maml1.onnx"));
        JsonNode together = export(maml + " --learner --batch-norm transductive -o " + folder.resolve("maml2.onnx"));
        JsonNode longer = export(maml + " --learner --solving-steps 5 -o " + folder.resolve("maml5.onnx"));

        assertThat(single.get("queries").intValue()).isOne();
        assertThat(single.get("batchNorm").stringValue()).isEqualTo("support-plus-one");
        assertThat(together.get("queries").intValue()).isEqualTo(45);
        assertThat(longer.get("nodes").intValue())
                .isGreaterThan(single.get("nodes").intValue());
    }

    @Test
    void aClassifierOfAFoldersClasses() throws Exception {
        Path file = folder.resolve("classifier.onnx");
        JsonNode result = export(run + " --support " + folder.resolve("symbols") + " -o " + file);

        assertThat(result.get("kind").stringValue()).isEqualTo("classifier");
        assertThat(result.get("inputs").propertyNames()).containsExactly("query");
        assertThat(result.get("outputs").get("probabilities").get(0).intValue()).isEqualTo(-1);
        assertThat(result.get("outputs").get("probabilities").get(1).intValue()).isGreaterThan(2);
        assertThat(Files.readString(folder.resolve("classifier.onnx.md"))).contains("meta4j.class.");
        long whole = result.get("bytes").longValue();
        Path smaller = folder.resolve("classifier8.onnx");
        JsonNode rounded = export(run + " --support " + folder.resolve("symbols") + " --bits 8 -o " + smaller);
        assertThat(rounded.get("bits").intValue()).isEqualTo(8);
        assertThat(rounded.get("bytes").longValue()).isLessThan(whole);
        Cli both = Cli.line("export " + run + " --support " + folder.resolve("symbols") + " --learner -o " + file);
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--support writes a classifier as ONNX");
    }

    @Test
    void parametersArePlainSafetensorsAgain() {
        Path small = folder.resolve("small.safetensors");
        Cli compress = Cli.line("compress " + run.resolve("model.safetensors") + " --recipe quantize(4) -o " + small);
        assertThat(compress.code()).as(compress.err()).isZero();
        Path plain = folder.resolve("plain.safetensors");

        export(small + " --format safetensors -o " + plain);

        TrainedLearner learner = TrainedLearner.load(plain);
        assertThat(learner.settings().method()).isEqualTo("protonet");
        assertThat(learner.parameters().names()).contains("block1.conv.weight");
    }

    @Test
    void somebodyElsesReadmeIsNotReplacedButOursIs() throws Exception {
        Path card = folder.resolve("README.md");
        Files.writeString(card, "# Mine\n");
        Path file = folder.resolve("again.onnx");

        Cli refused = Cli.line("export " + run + " -o " + file + " --card " + card);
        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("README.md is there already and is no model card of meta4j's");
        assertThat(file).doesNotExist();
        assertThat(card).hasContent("# Mine\n");

        Files.delete(card);
        export(run + " -o " + file + " --card " + card);
        export(run + " -o " + file + " --card " + card);
        assertThat(Files.readString(card)).contains("written by meta4j export");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{run} --bits 16 -o {folder}/x | 2 | bits must be 32, 8 or 4, but were 16",
                "{run} --bits 8 --learner -o {folder}/x | 2 | a whole learner has 32-bit floats",
                "{run} --format safetensor -o {folder}/x | 2 | safetensors",
                "{run} --format safetensors --bits 8 -o {folder}/x | 2 | use 'meta4j compress'",
                "{run} --format safetensors --learner -o {folder}/x | 2 | --learner is for --format onnx",
                "{run} --ways 5 -o {folder}/x | 2 | --ways goes with --learner",
                "{run} --learner --queries 0 -o {folder}/x | 2 | queries must be at least 1, but were 0",
                "{run} --learner --ways 1 -o {folder}/x | 2 | ways must be at least 2, but were 1",
                "{run} --learner --batch-norm transductive -o {folder}/x | 2 | use running",
                "{run} --learner --solving-steps 2 -o {folder}/x | 2 | takes no steps on a task",
                "{folder}/maml --learner --solving-steps -1 -o {folder}/x | 2 | steps",
                "{run} --data drawn -o {folder}/x | 2 | --data is what --bits 8 and --bits 4 are calibrated with",
                "{run} --bits 8 --calibration-examples 31 -o {folder}/x | 2 | at least 32, but were 31",
                "{run}/model.safetensors --bits 8 -o {folder}/x | 2 | give --data, or the folder of the run",
                "{run} --license a:b -o {folder}/x | 2 | a license is a word",
                "{run} -o {folder}/none/x | 1 | there is no folder {folder}/none; make it first",
                "{run} -o {run}/model.safetensors | 1 | name another file with -o",
                "{folder}/maml --learner --ways 4 -o {folder}/x | 2 | use --ways 3",
                "{folder}/maml -o {folder}/x | 1 | export the whole learner"
            })
    void whatCannotBeIsRefusedBeforeAnythingIsWritten(String words, int code, String reason) {
        Cli cli = Cli.line("export " + filled(words));

        assertThat(cli.err()).contains(filled(reason));
        assertThat(cli.code()).isEqualTo(code);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("x.md")).doesNotExist();
    }

    private static String filled(String words) {
        return words.replace("{run}", run.toString()).replace("{folder}", folder.toString());
    }
}
