package org.meta4j.app.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.app.Cli;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class ExampleCommandTest {
    @TempDir
    private static Path data;

    @BeforeAll
    static void write() throws IOException {
        MadeUpDigits.write(data.resolve("mnist"), true, 480, 200);
        MadeUpDigits.write(data.resolve("fashion-mnist"), false, 480, 200);
    }

    private static JsonNode json(String line) {
        Cli cli = Cli.line("example " + line + " --data " + data + " --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        return Json.parse("example", cli.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist-cnn --epochs 2", "mnist-mlp --epochs 4 --fashion"})
    void anOrdinaryNetworkLearnsBars(String line) {
        JsonNode result = json(line);

        assertThat(result.get("accuracy").doubleValue()).isGreaterThan(0.9);
        int epochs = result.get("epochSeconds").size();
        assertThat(epochs).isEqualTo(line.contains("cnn") ? 2 : 4);
        assertThat(result.get("accuracies").get(epochs - 1).doubleValue())
                .isEqualTo(result.get("accuracy").doubleValue());
        assertThat(result.get("data").stringValue()).isEqualTo(line.contains("fashion") ? "fashion-mnist" : "mnist");
    }

    @Test
    void whatWasLearnedIsKeptAndExported() throws Exception {
        Path file = data.resolve("bars.safetensors");
        JsonNode result = json("mnist-mlp --epochs 1 -o " + file);
        assertThat(result.get("file").stringValue()).isEqualTo(file.toString());
        assertThat(Cli.line("info " + file).out()).contains("network", "784×128", "mnist/train");

        Path whole = data.resolve("bars.onnx");
        Path small = data.resolve("bars8.onnx");
        Cli export = Cli.line("export " + file + " --json -o " + whole);
        assertThat(export.code()).as(export.err()).isZero();
        JsonNode exported = Json.parse("export", export.out());
        assertThat(exported.get("kind").stringValue()).isEqualTo("network");
        assertThat(exported.get("method").isNull()).isTrue();
        assertThat(exported.get("outputs").get("probabilities").get(1).intValue())
                .isEqualTo(10);
        Cli rounded = Cli.line("export " + file + " --bits 8 --data mnist:" + data.resolve("mnist") + " -o " + small);
        assertThat(rounded.code()).as(rounded.err()).isZero();
        assertThat(Files.size(small)).isLessThan(Files.size(whole) / 3);
        assertThat(Files.readString(data.resolve("bars8.onnx.md"))).contains("8 bits", "trained on: mnist");

        Cli without = Cli.line("export " + file + " --bits 8 -o " + small);
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("give --data");
        Cli learner = Cli.line("export " + file + " --learner -o " + small);
        assertThat(learner.code()).isEqualTo(2);
        assertThat(learner.err()).contains("learns no tasks: leave out --learner");
    }

    @Test
    void whatWasLearnedIsCompressedAndScoredAsItIsRead() throws Exception {
        Path file = data.resolve("wide.safetensors");
        Path small = data.resolve("narrow.safetensors");
        json("mnist-mlp --epochs 3 -o " + file);
        String digits = " --data mnist:" + data.resolve("mnist");

        Cli cli = Cli.line("compress " + file + " --recipe prune(0.5).then(train(1)).then(quantize(4)) --json -o "
                + small + digits);

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("compress", cli.out());
        assertThat(result.get("bytesAfter").longValue())
                .isEqualTo(Files.size(small))
                .isLessThan(Files.size(file) / 6);
        assertThat(result.get("accuracyBefore").doubleValue()).isGreaterThan(0.8);
        assertThat(result.get("accuracyAfter").doubleValue()).isGreaterThan(0.8);
        assertThat(result.get("layers")).hasSize(3);
        assertThat(Cli.line("info " + small).out()).contains("prune(0.5).then(train(1)).then(quantize(4))");
        assertThat(Cli.line("export " + small + " -o " + data.resolve("narrow.onnx"))
                        .code())
                .isZero();
        assertThat(Cli.line("compress " + file + " --recipe quantize(4) -o " + small)
                        .code())
                .isZero();
    }

    @Test
    void aRecipeIsSearchedForAndTheNetworkTeachesWhatIsLeftOfIt() throws Exception {
        Path file = data.resolve("searched.safetensors");
        Path small = data.resolve("found.safetensors");
        Path plot = data.resolve("found.svg");
        json("mnist-mlp --epochs 3 -o " + file);
        String words =
                "compress " + file + " --search-tasks 100 -o " + small + " --data mnist:" + data.resolve("mnist");

        Cli cli = Cli.line(words + " --most-loss 3 --train 2 --teach --plot " + plot + " --json");

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("compress", cli.out());
        assertThat(result.get("recipe").stringValue()).contains("train(2)").endsWith("huffman())");
        assertThat(result.get("bytesAfter").longValue()).isLessThan(Files.size(file) / 6);
        assertThat(result.get("accuracyAfter").doubleValue()).isGreaterThan(0.8);
        assertThat(result.get("search").get("sensitivity")).hasSize(3);
        assertThat(result.get("millisAfter").doubleValue()).isPositive();
        assertThat(result.get("search").get("tried").size()).isGreaterThan(15);
        assertThat(Files.readString(plot)).contains("<svg");

        Cli text = Cli.line(words + " --most-bytes 100000");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("chosen: ", "on 100 training images");
        Cli none = Cli.line(words + " --most-bytes 10");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no recipe that was tried takes at most 10 bytes: the smallest takes");
        Cli many = Cli.line(words.replace("100 ", "1000000 ") + " --most-loss 3");
        assertThat(many.code()).isEqualTo(2);
        assertThat(many.err()).contains("--search-tasks must be less than the");
    }

    @ParameterizedTest
    @CsvSource({
        "narrow(4), only meta-learners can be made narrower",
        "normalize(3), has no batch normalisation",
        "'prune(0.5, dense9.weight=0.1)', dense9.weight",
        "train(2).then(quantize(4)), name with --data what it was trained on",
        "--most-bytes 1000, name with --data what the network was trained on",
        "--most-millis 1 --train 3, only meta-learners can be made narrower",
        "quantize(4) --teach, --teach is for recipes that train",
        "prune(0.5).then(train(1)) --teach --distances 3, teaches by its answers alone"
    })
    void whatIsNotForNetworksIsRefused(String recipe, String message) {
        Path file = data.resolve("refused.safetensors");
        json("mnist-mlp --epochs 1 -o " + file);
        String word = recipe.startsWith("--") ? recipe : "--recipe " + recipe.replace(", ", ",");

        Cli cli = Cli.line("compress " + file + " " + word + " -o " + data.resolve("none.safetensors"));

        assertThat(cli.code()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains(message);
        assertThat(data.resolve("none.safetensors")).doesNotExist();
    }

    @Test
    void fourBitsAreEnoughForBarsAndTheirBodyLearnsOtherOnes() {
        JsonNode result = json("mnist-4bit --epochs 3");

        assertThat(result.get("accuracyFloat").doubleValue()).isGreaterThan(0.9);
        assertThat(result.get("accuracy").doubleValue()).isGreaterThan(0.9);
        // Guessing one of ten is right 0.1, one of five 0.2 of the time.
        assertThat(result.get("newTask").get("accuracyLastLayer").doubleValue()).isGreaterThan(0.15);
        assertThat(result.get("newTask").get("accuracy5way5shot").doubleValue()).isGreaterThan(0.25);
        assertThat(result.get("newTaskFloat").get("accuracy5way1shot").doubleValue())
                .isBetween(0.2, 1.0);
    }

    @Test
    void aSiameseNetworkTellsBarsApart() {
        JsonNode result = json("siamese-digits --epochs 3");

        assertThat(result.get("accuracy").doubleValue()).isGreaterThan(0.8);
        assertThat(result.get("accuracy10way1shot").doubleValue()).isGreaterThan(0.5);
        assertThat(result.get("accuracyNewClasses5way1shot").doubleValue()).isBetween(0.15, 1.0);
    }

    @Test
    void mamlGetsBetterByStepsAndNeedsNoData() {
        Cli cli = Cli.line("example maml-regression --epochs 1 --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode errors = Json.parse("example", cli.out()).get("mse");

        assertThat(errors).hasSize(3);
        assertThat(errors.get(2).doubleValue()).isLessThan(errors.get(0).doubleValue());
    }

    @Test
    void withoutJsonThereAreWordsAndProgressIsElsewhere() {
        Cli cli = Cli.line("example mnist-mlp --epochs 1 --data " + data);

        assertThat(cli.code()).isZero();
        assertThat(cli.out())
                .contains("of mnist's 200 test images are right after 1 epoch")
                .doesNotContain("loss");
        assertThat(cli.err()).contains("mnist, epoch 1 of 1: loss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mnist-cn --data .|2|unknown example 'mnist-cn': did you mean 'mnist-cnn'?",
                "mnist-cnn|2|needs --data DIR",
                "mnist-cnn --data . --epochs 0|2|--epochs must be at least 1, but was 0",
                "mnist-cnn --data nowhere|1|folder nowhere does not exist",
                "|2|Missing required parameter"
            })
    void wrongUseIsToldBeforeWorkStarts(String line, int code, String problem) {
        Cli cli = Cli.line("example " + (line == null ? "" : line));

        assertThat(cli.code()).isEqualTo(code);
        assertThat(cli.err()).containsIgnoringCase(problem);
        assertThat(cli.out()).isEmpty();
    }
}
