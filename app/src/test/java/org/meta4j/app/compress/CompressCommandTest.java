package org.meta4j.app.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.compress.Compressed;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class CompressCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        Cli cli = Cli.line("train --data folder:" + TinyImages.write(folder) + " --method protonet --ways 3 --network"
                + " cnn4-strided --filters 8 --iterations 20 --validation-tasks 0 --calibration-tasks 0 --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    void aSmallerModelIsWrittenScoredAndUsedLikeAnyOther() throws Exception {
        Path small = folder.resolve("small.safetensors");
        Cli cli = Cli.line(
                "compress " + run + " --recipe quantize(8).then(huffman()) --tasks 20 --queries 3 --json -o " + small);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("compress", cli.out());

        Path model = run.resolve("model.safetensors");
        assertThat(result.get("bytesBefore").longValue()).isEqualTo(Files.size(model));
        assertThat(result.get("bytesAfter").longValue())
                .isEqualTo(Files.size(small))
                .isLessThan(Files.size(model));
        assertThat(result.get("layers")).hasSize(4);
        assertThat(result.get("layers").get(1).get("bitsPerWeight").doubleValue())
                .isBetween(4.0, 12.0);

        // The same tasks by 'eval' of both files: what it says before, and after the small one learned them itself.
        assertThat(eval(model)).isEqualTo(result.get("accuracyBefore").doubleValue());
        assertThat(eval(small)).isEqualTo(result.get("accuracyReadapted").doubleValue());
        assertThat(result.get("accuracyAfter").doubleValue()).isBetween(0.0, 1.0);

        Cli info = Cli.line("info " + small);
        assertThat(info.out())
                .contains("compressed", "recipe", "quantize(8).then(huffman())", "parameters of iteration  20")
                .contains(parameters(model));
        Cli calibrate = Cli.line("calibrate " + small);
        assertThat(calibrate.code()).isOne();
        assertThat(calibrate.err()).contains("calibrate the model before");
    }

    @Test
    void aModelThatWasTrainedOnValidationClassesTooIsTrainedOnByThem() {
        Path all = folder.resolve("all");
        Cli cli = Cli.line("train --data folder:" + folder.resolve("symbols") + " --method protonet --ways 3 --network"
                + " cnn4-strided --filters 8 --iterations 2 --training-ways 3 --train-on-validation --calibration-tasks 0 --out "
                + all);
        assertThat(cli.code()).as(cli.err()).isZero();
        Path small = folder.resolve("all.safetensors");
        String tasks = " --tasks 5 --queries 3 --threads 1 --json -o " + small;
        Cli trained = Cli.line("compress " + all + " --recipe train(2)" + tasks);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Json.parse("compress", trained.out()).get("data").stringValue())
                .endsWith("+validation");
        Cli known = Cli.line("compress " + all + " --recipe train(2) --split random:train" + tasks);
        assertThat(known.code()).as(known.err()).isZero();
        assertThat(Json.parse("compress", known.out()).get("data").stringValue())
                .as("training classes are scored as they are divided")
                .doesNotContain("+validation");
        Cli searched = Cli.line("compress " + all + " --most-loss 99 --search-tasks 2" + tasks);
        assertThat(searched.code()).as(searched.err()).isZero();
        assertThat(Json.parse("compress", searched.out()).get("data").stringValue())
                .as("a recipe is chosen by validation classes")
                .doesNotContain("+validation");
    }

    private static String parameters(Path model) {
        return Cli.line("info " + model)
                .out()
                .lines()
                .filter(line -> line.contains("parameters"))
                .findFirst()
                .orElseThrow();
    }

    private static double eval(Path file) {
        Cli cli = Cli.line("eval " + file + " --data folder:" + folder.resolve("symbols") + " --ways 3 --shots 1"
                + " --queries 3 --tasks 20 --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        return Json.parse("eval", cli.out()).get("accuracy").doubleValue();
    }

    @Test
    void aRecipeTrainsOnAndMayStandInAFile() throws Exception {
        Path recipe = Files.writeString(folder.resolve("small.yaml"), "- quantize: 2\n- train: 3\n- huffman\n");
        Path small = folder.resolve("trained.safetensors");
        Cli cli = Cli.line("compress " + run + " --recipe " + recipe + " --tasks 5 --queries 3 --json -o " + small);

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("compress", cli.out());
        assertThat(result.get("recipe").stringValue()).isEqualTo("quantize(2).then(train(3)).then(huffman())");
        assertThat(result.get("memoryBytesAfter").longValue())
                .as("unpacked to floats")
                .isEqualTo(result.get("memoryBytesBefore").longValue());
        assertThat(result.get("multiplyAddsBefore").longValue()).isPositive();
        assertThat(result.get("multiplyAddsAfter").longValue())
                .isLessThan(result.get("multiplyAddsBefore").longValue());
        assertThat(result.get("millisAfter").doubleValue()).isPositive();
        Cli alone = Cli.line("compress " + run.resolve("model.safetensors") + " --recipe " + recipe + " -o " + small);
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("on what it was trained is not known: name it with --data");
    }

    @Test
    void aBudgetIsSearchedFor() throws Exception {
        Path small = folder.resolve("searched.safetensors");
        Path plot = folder.resolve("front.svg");
        String search = "compress " + run + " --tasks 5 --queries 3 --search-tasks 5 --json -o " + small;
        Cli cli = Cli.line(search + " --most-bytes 2500 --train 2 --plot " + plot);

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("compress", cli.out());
        assertThat(result.get("weightBytesAfter").longValue()).isLessThan(2600);
        assertThat(result.get("recipe").stringValue()).contains(".then(train(2)).then(huffman())");
        assertThat(result.get("search").get("tried").size()).isGreaterThan(15);
        assertThat(result.get("search").get("sensitivity")).hasSize(4);
        assertThat(Files.readString(plot)).contains("not beaten by another");
        Cli none = Cli.line(search + " --most-bytes 10");
        assertThat(none.code()).isOne();
        assertThat(none.err()).contains("no recipe that was tried takes at most 10 bytes: the smallest takes");
    }

    @Test
    void theModelAsItWasMayTeachWhatIsLeftOfIt() {
        String recipe = "prune(0.5).then(train(3, 0.01))";
        String words = "compress " + run + " --tasks 5 --queries 3 --recipe " + recipe.replace(", ", ",") + " -o ";
        Path alone = folder.resolve("alone.safetensors");
        Path taught = folder.resolve("taught.safetensors");
        assertThat(Cli.line(words + alone).code()).isZero();
        Cli cli = Cli.line(words + taught + " --teach");

        assertThat(cli.code()).as(cli.err()).isZero();
        // The same tasks and seed, but another loss.
        assertThat(weights(taught)).isNotEqualTo(weights(alone));
        Path related = folder.resolve("related.safetensors");
        assertThat(Cli.line(words + related + " --teach --distances 30").code()).isZero();
        assertThat(weights(related)).isNotEqualTo(weights(taught));
        Cli unasked = Cli.line(words + related + " --distances 30");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("say how the model as it was teaches: add --teach");
        Cli idle = Cli.line("compress " + run + " --recipe quantize(4) --teach -o " + taught);
        assertThat(idle.code()).isEqualTo(2);
        assertThat(idle.err()).contains("--teach is for recipes that train: add train(N)");
    }

    private static float[] weights(Path file) {
        return Compressed.load(file)
                .learner()
                .parameters()
                .get("block2.conv.weight")
                .values();
    }

    @Test
    void theWidestNetworkThatIsFastEnoughIsSearchedFor() {
        Path fast = folder.resolve("fast.safetensors");
        String search = "compress " + run + " --tasks 5 --queries 3 --train 2 --json -o " + fast;
        Cli easy = Cli.line(search + " --most-millis 100000");
        assertThat(easy.code()).isOne();
        assertThat(easy.err()).contains("as it is, which is within --most-millis");

        Cli impossible = Cli.line(search + " --most-millis 0.0000001");
        assertThat(impossible.code()).isOne();
        assertThat(impossible.err()).contains("no width is so fast: 7 filters").contains("allow more");
        assertThat(fast).doesNotExist();

        Cli untrained = Cli.line("compress " + run + " --most-millis 1 -o " + fast);
        assertThat(untrained.code()).isEqualTo(2);
        assertThat(untrained.err()).contains("has to be trained on: give --train N");
    }

    @Test
    void withoutDataNothingIsScored() {
        Path small = folder.resolve("unscored.safetensors");
        Cli cli = Cli.line("compress " + run.resolve("model.safetensors") + " --recipe ternary() --json -o " + small);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("nothing is known to score the model on");
        assertThat(Json.parse("compress", cli.out()).get("accuracyBefore").isNull())
                .isTrue();
        assertThat(Compressed.load(small).recipe()).hasToString("ternary()");
        assertThat(Cli.line("compress " + small + " --recipe ternary() -o " + folder.resolve("again"))
                        .err())
                .contains("is compressed already: give the model that it was made of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantize(33) | -o {folder}/x | 2 | the bits of quantize must be from 2 to 8, but were 33",
                "quantize(4,block9.conv.weight=8) | -o {folder}/x | 2 | unknown layer of quantize(4, block9.conv.weight=8)",
                "{folder}/none.yaml | -o {folder}/x | 1 | there is no recipe {folder}/none.yaml",
                "quantize(4) | -o {folder}/x --most-bytes 5 | 2 | give one of them",
                "quantize(4) | -o {folder}/x --train 5 | 2 | a recipe trains with train(N)",
                "prune(1) | -o {folder}/x | 2 | the sparsity of prune must be above 0 and below 1",
                "quantize(4).then(share(4)) | -o {folder}/x | 2 | keep one of them",
                "quantize(4) | -o {folder}/none/x | 1 | there is no folder {folder}/none; make it first",
                "quantize(4) | -o {folder}/run/model.safetensors | 1 | name another file with -o",
                "quantize(4) | -o {folder}/x --tasks 0 | 2 | tasks must be at least 1, but was 0",
                "quantize(4) | | 2 | --out"
            })
    void whatCannotBeIsRefusedBeforeAnythingIsWritten(String recipe, String more, int code, String reason) {
        String words = more == null ? "" : " " + more.replace("{folder}", folder.toString());
        Cli cli = Cli.line("compress " + run + " --recipe " + recipe.replace("{folder}", folder.toString()) + words);

        assertThat(cli.code()).isEqualTo(code);
        assertThat(cli.err()).contains(reason.replace("{folder}", folder.toString()));
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
