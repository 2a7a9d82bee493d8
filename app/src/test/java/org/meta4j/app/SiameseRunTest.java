package org.meta4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** A siamese learner from training to prediction, as a user meets it. */
class SiameseRunTest {
    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path run;

    @BeforeAll
    static void train() {
        images = TinyImages.write(temporary);
        run = train(
                "siamese",
                "--filters 4 --iterations 40 --margin 2 --mining semi-hard --class-distance nearest"
                        + " --validation-tasks 2");
    }

    private static Path train(String method, String more) {
        Path folder = temporary.resolve(method);
        Cli cli = Cli.line("train --method " + method + " --data folder:" + images + " --ways 3 --training-shots 3"
                + " --training-queries 3 --quiet --out " + folder + " " + more);
        assertThat(cli.code()).as(cli.err()).isZero();
        return folder;
    }

    private static JsonNode eval(String options) {
        Cli cli = Cli.line("eval " + run + " --tasks 40 --queries 5 --json " + options);
        assertThat(cli.code()).as(cli.err()).isZero();
        return Json.parse("out", cli.out());
    }

    @Test
    void theModelHasTheSettingsThatWereTyped() {
        TrainedLearner learner = TrainedLearner.load(run.resolve("model.safetensors"));

        assertThat(learner.settings().network().kind()).isEqualTo("cnn2");
        assertThat(learner.settings().requireSiamese())
                .isEqualTo(new SiameseSettings(
                        2, SiameseSettings.Mining.SEMI_HARD, SiameseSettings.ClassDistance.NEAREST));
        assertThat(learner.provenance().training().episode().shots()).isEqualTo(3);
    }

    @Test
    void aSolvedTaskIsWrittenReadAndPredictsItsOwnSupports() {
        Path file = temporary.resolve("symbols.task.safetensors");
        Cli adapt = Cli.line("adapt " + images + " --model " + run + " -o " + file + " --shots 2 --json");
        assertThat(adapt.code()).as(adapt.err()).isZero();
        assertThat(Json.parse("out", adapt.out()).get("method").stringValue()).isEqualTo("siamese");
        assertThat(TaskFile.load(file).learner().requireSiamese().margin()).isEqualTo(2);

        // An image is at distance 0 from itself, so its class is the nearest.
        Cli predict = Cli.line(
                "predict " + file + " " + images.resolve("c03/1.png") + " " + images.resolve("c11/0.png") + " --json");

        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(predict.out()).contains("\"class\":\"c03\"", "\"class\":\"c11\"");
    }

    @Test
    void pairsAreScoredBesideTheTasks() {
        JsonNode json = eval("--pairs 200");
        JsonNode pairs = json.get("pairs");

        assertThat(pairs.propertyNames()).containsExactly("accuracy", "auroc", "threshold", "pairs");
        assertThat(pairs.get("accuracy").doubleValue()).isBetween(0.4, 1.0);
        assertThat(pairs.get("auroc").doubleValue()).isBetween(0.5, 1.0);
        assertThat(pairs.get("threshold").doubleValue()).isPositive();
        assertThat(pairs.get("pairs").intValue()).isEqualTo(200);
        assertThat(eval("").has("pairs")).isFalse();
        assertThat(Cli.line("eval " + run + " --tasks 2 --queries 5 --pairs 50").out())
                .containsPattern("(?m)^pairs: same or different \\d+\\.\\d\\d % right, AUROC \\d\\.\\d{4}, threshold"
                        + " \\d+\\.\\d{4}, 50 pairs$");
    }

    @Test
    void pairsDependOnTheSeedAndNotOnTheThreads() {
        JsonNode one = eval("--pairs 600 --threads 1").get("pairs");
        JsonNode two = eval("--pairs 600 --threads 2").get("pairs");
        JsonNode other = eval("--pairs 600 --seed 2").get("pairs");

        assertThat(two).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void theDistanceToAClassMattersWithMoreThanOneShot() {
        assertThat(eval("--class-distance mean").get("accuracy"))
                .isEqualTo(eval("--class-distance nearest").get("accuracy"));
        assertThat(eval("--shots 3 --class-distance nearest").get("accuracy"))
                .isEqualTo(eval("--shots 3").get("accuracy"))
                .isNotEqualTo(eval("--shots 3 --class-distance mean").get("accuracy"));
    }

    @Test
    void aThresholdFromClassesOfTheTrainingIsNoted() {
        Path own = train("siamese-triplet", "--filters 2 --iterations 2 --train-on-validation");

        Cli cli = Cli.line("eval " + own + " --tasks 2 --queries 5 --pairs 20");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err())
                .contains("meta4j: note: the threshold of --pairs is chosen on pairs of folder/symbols, part"
                        + " validation, whose classes the learner was meta-trained on");
        assertThat(Cli.line("eval " + run + " --tasks 2 --queries 5 --pairs 20").err())
                .doesNotContain("threshold");
    }

    @Test
    void dataWithoutClassesToChooseAThresholdOnTakeThoseOfTheRun(@TempDir Path folder) {
        Path other = TinyImages.write(folder.resolve("other"), 4, 9);

        Cli cli = Cli.line("eval " + run + " --data folder:" + other + " --split all --tasks 2 --queries 5 --pairs 40");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("40 pairs");
        assertThat(cli.err())
                .contains(
                        "meta4j: note: the threshold of --pairs is chosen on pairs of folder/symbols, part validation")
                .doesNotContain("meta-trained on");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            eval RUN --pairs 1 | 2 | pairs must be at least 2, but was 1 (see 'meta4j eval --help')
            eval RUN --class-distance meen | 2 | unknown class distance 'meen': did you mean 'mean'? (known: nearest, mean)
            eval RUN --batch-norm transductive | 2 | batch-norm mode 'transductive' is not for siamese, whose answers must not depend on other queries: use running (see 'meta4j eval --help')
            train --resume --out RUN --mining hardest | 2 | option --mining hardest contradicts the run in RUN, which has semi-hard: leave it out, or begin another run with another --out (see 'meta4j train --help')
            train --resume --out RUN --margin 3 | 2 | option --margin 3.0 contradicts the run in RUN, which has 2.0: leave it out, or begin another run with another --out (see 'meta4j train --help')
            train --resume --out RUN --class-distance mean | 2 | option --class-distance mean contradicts the run in RUN, which has nearest: leave it out, or begin another run with another --out (see 'meta4j train --help')
            eval RUN/model.safetensors --data folder:IMAGES --split all --ways 3 --queries 5 --pairs 9 | 1 | folder/symbols: --pairs chooses its threshold on pairs of validation or training classes, and this split has none: use another --split, or give the run folder for the model
            """)
    void wrongUseIsOneLine(String line, int code, String error) {
        Cli cli = Cli.line(line.replace("RUN", run.toString()).replace("IMAGES", images.toString()));

        assertThat(cli)
                .isEqualTo(new Cli(code, "", String.format("meta4j: %s%n", error.replace("RUN", run.toString()))));
    }

    @Test
    void aLearnerWithoutDistancesScoresNoPairs() {
        Path maml = temporary.resolve("maml");
        Cli.line("train --method maml --data folder:" + images + " --ways 3 --network mlp --filters 4 --iterations 1"
                + " --tasks-per-iteration 1 --validation-tasks 0 --quiet --out " + maml);

        assertThat(Cli.line("eval " + maml + " --queries 5 --pairs 10"))
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format("meta4j: option --pairs does not go with a learner of maml, which has no distance"
                                + " between two images: use one of siamese, siamese-triplet or protonet (see 'meta4j"
                                + " eval --help')%n")));
        assertThat(Cli.line("eval " + maml + " --queries 5 --class-distance mean")
                        .err())
                .contains("option --class-distance does not go with a learner of maml, which compares no pairs");
    }
}
