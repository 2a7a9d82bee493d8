package org.meta4j.app.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.app.fixtures.RealData;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class EvalCommandTest {
    private static final String INVERTED =
            String.format("meta4j: note: the images are dark on bright and were inverted%n");

    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path metric;
    private static Path adapting;
    private static Path sequential;

    @BeforeAll
    static void train() {
        images = TinyImages.write(temporary);
        metric = train("protonet");
        adapting = train("maml");
        sequential = train("snail");
    }

    private static Path train(String method) {
        Path run = temporary.resolve(method);
        Cli cli = Cli.line("train --data folder:" + images + " --ways 3 --network mlp --filters 8 --iterations 3"
                + " --tasks-per-iteration 2 --validation-tasks 2 --quiet --method " + method + " --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        return run;
    }

    @Test
    void aRunIsScoredOnTheTestClassesOfItsOwnData() {
        Cli cli = Cli.line("eval " + metric + " --tasks 20 --queries 5");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEqualTo(INVERTED);
        assertThat(cli.out())
                .matches("accuracy \\d+\\.\\d\\d % ± \\d+\\.\\d\\d \\(95 % interval over 20 tasks\\), macro-F1"
                        + " \\d+\\.\\d\\d %, 3-way 1-shot 5 queries, split random:test, batch-norm running"
                        + " \\(inductive\\), seed 1\\R");
    }

    @Test
    void jsonIsOneDocumentThatSaysHowTheScoreCameAbout() {
        Cli cli = Cli.line("eval " + metric + "/model.safetensors --data folder:" + images
                + " --split random:test --shots 2 --queries 3 --tasks 10 --seed 7 --threads 1 --json");

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames())
                .containsExactly(
                        "accuracy",
                        "ci95",
                        "macroF1",
                        "tasks",
                        "seed",
                        "split",
                        "batchNorm",
                        "ways",
                        "shots",
                        "queries",
                        "method",
                        "model",
                        "data",
                        "seconds");
        assertThat(json.get("accuracy").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.get("tasks").intValue()).isEqualTo(10);
        assertThat(json.get("seed").intValue()).isEqualTo(7);
        assertThat(json.get("split").stringValue()).isEqualTo("random:test");
        assertThat(json.get("shots").intValue()).isEqualTo(2);
        assertThat(json.get("batchNorm").stringValue()).isEqualTo("running");
    }

    @Test
    void aLearnerThatHasLearnedNothingIsScoredOnTheSameTasks() {
        String line = "eval " + metric + " --tasks 20 --queries 5 --beside nearest-neighbour";
        Cli cli = Cli.line(line + " --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode beside = Json.parse("out", cli.out()).get("beside");
        assertThat(beside.propertyNames()).containsExactly("learner", "accuracy", "ci95", "macroF1");
        assertThat(beside.get("learner").stringValue()).isEqualTo("nearest-neighbour");
        // Chance is a third: drawings of one character share many pixels.
        assertThat(beside.get("accuracy").doubleValue()).isGreaterThan(0.5);
        assertThat(Cli.line(line).out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("beside it nearest-neighbour: accuracy ");
    }

    @Test
    void aLearnerOfTasksOfOneSizeIsScoredOnThemAndByAnotherHeadOnOthers() {
        Cli own = Cli.line("eval " + sequential + " --tasks 5 --queries 3");
        Cli others = Cli.line("eval " + sequential + " --tasks 5 --queries 3 --ways 2 --shots 2 --head protonet");

        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.out()).contains("3-way 1-shot 3 queries");
        assertThat(others.code()).as(others.err()).isZero();
        assertThat(others.out()).contains("2-way 2-shot 3 queries");
    }

    @ParameterizedTest
    @CsvSource({"simpleshot, false", "rfs, false", "soft-k-means, true", "pt-map, true"})
    void anotherHeadCanSolveTheTasksAndSaysWhatItLooksAt(String head, boolean transductive) {
        String line = "eval " + metric + " --tasks 10 --queries 5 --head " + head;
        JsonNode json = Json.parse("out", Cli.line(line + " --json").out());

        assertThat(json.get("head").stringValue()).isEqualTo(head);
        assertThat(json.has("transductive")).isEqualTo(transductive);
        assertThat(Cli.line(line).out())
                .contains(", head " + head)
                .satisfies(text -> assertThat(text.contains("(inductive)")).isEqualTo(!transductive));
    }

    @Test
    void anUnknownLearnerToBeBesideIsRefusedBeforeWork() {
        Cli cli = Cli.line("eval " + metric + " --beside nearest");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("meta4j: --beside: unknown learner 'nearest'")
                .contains("nearest-neighbour");
    }

    @Test
    void theScoreDependsOnTheSeedAndNotOnTheThreads() {
        String line = "eval " + adapting + " --tasks 12 --queries 4 --json";

        JsonNode one = Json.parse("out", Cli.line(line + " --threads 1").out());
        JsonNode two = Json.parse("out", Cli.line(line + " --threads 2").out());
        JsonNode other = Json.parse("out", Cli.line(line + " --seed 2").out());

        assertThat(two.get("accuracy")).isEqualTo(one.get("accuracy"));
        assertThat(two.get("ci95")).isEqualTo(one.get("ci95"));
        assertThat(other.get("accuracy")).isNotEqualTo(one.get("accuracy"));
    }

    @Test
    void withUnknownClassesTheAnswersTrustworthinessIsScoredToo() {
        Cli cli = Cli.line("eval " + metric + " --split train --tasks 10 --queries 4 --unknown --json");

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames())
                .containsSequence(
                        "seconds",
                        "unknown",
                        "auroc",
                        "aurocPerTask",
                        "aurocCi95",
                        "calibrationError",
                        "coverageAt95",
                        "knownAccepted",
                        "unknownRefused",
                        "familiarity",
                        "calibratedOn")
                .doesNotContain("trust", "pairs");
        // Six classes, of which three are known.
        assertThat(json.get("unknown").intValue()).isEqualTo(3);
        assertThat(json.get("calibratedOn").stringValue()).isEqualTo("validation");
        for (String share : new String[] {"auroc", "calibrationError", "coverageAt95", "knownAccepted"}) {
            assertThat(json.get(share).doubleValue()).as(share).isBetween(0.0, 1.0);
        }
    }

    @Test
    void theTrustLineSaysWhatItWasCalibratedOnAndOtherBatchNormIsNoted() {
        Cli cli = Cli.line("eval " + metric + " --split train --tasks 5 --queries 4 --unknown 1");
        assertThat(cli.out().lines().skip(1))
                .singleElement()
                .asString()
                .matches(
                        "with 1 unknown classes: AUROC \\d\\.\\d{4} \\(per task .*\\), calibration error .* %, coverage"
                                + " .* % at 95 % precision; the threshold accepts .* % of known and refuses .* % of unknown"
                                + " queries \\(calibrated on validation classes\\)");

        Cli noted = Cli.line("eval " + adapting + " --split train --tasks 5 --queries 4 --unknown 2");
        assertThat(noted.err())
                .contains(
                        "meta4j: note: the learner was calibrated with batch-norm support-plus-one, but is scored with"
                                + " transductive: use --batch-norm support-plus-one");
    }

    @Test
    void moreUnknownClassesThanThereAreAreRefused() {
        Cli cli = Cli.line("eval " + metric + " --queries 4 --unknown 5");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .isEqualTo(
                        String.format("meta4j: folder/symbols, split random:test: with 5 unknown classes beside 3 known"
                                + " ones: 8-way episodes need 8 classes, but there are 3: add classes or use fewer ways or fewer"
                                + " unknown classes%n"));
    }

    @Test
    void aTransductiveScoreIsNotCalledInductive() {
        Cli transductive = Cli.line("eval " + adapting + " --tasks 2 --queries 4");
        Cli single =
                Cli.line("eval " + adapting + " --tasks 2 --queries 4 --batch-norm support-plus-one --solving-steps 2");

        assertThat(transductive.out()).contains("batch-norm transductive, seed 1");
        assertThat(single.out()).contains("batch-norm support-plus-one (inductive), seed 1");
    }

    @Test
    void aCheckpointIsScoredAsTheModelThatComesOfIt() {
        String options = " --data folder:" + images + " --tasks 5 --queries 4 --json";

        JsonNode model = Json.parse(
                "out",
                Cli.line("eval " + metric + "/model.safetensors" + options).out());
        JsonNode checkpoint = Json.parse(
                "out",
                Cli.line("eval " + metric + "/checkpoints/last.safetensors" + options)
                        .out());

        assertThat(checkpoint.get("accuracy")).isEqualTo(model.get("accuracy"));
    }

    @ParameterizedTest
    @CsvSource({
        "--split train, 6 of these 6",
        "--split random:test --split-seed 4, of these 3",
        "--split all, 6 of these 12"
    })
    void aScoreOnClassesOfTheTrainingIsWarnedOf(String options, String classes) {
        Cli cli = Cli.line(
                "eval " + metric + "/model.safetensors --data folder:" + images + " --tasks 2 --queries 4 " + options);

        assertThat(cli.code()).isZero();
        assertThat(cli.err())
                .contains("meta4j: warning: the learner was meta-trained on ")
                .contains(classes + " classes: the score says nothing of new classes");
    }

    @Test
    void otherImagesAreScoredWithoutWarning(@TempDir Path folder) {
        Path other = TinyImages.write(folder.resolve("other"), 4, 9);

        Cli cli =
                Cli.line("eval " + metric + " --data " + other + " --split all --ways 4 --queries 4 --tasks 3 --json");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEqualTo(INVERTED);
        assertThat(Json.parse("out", cli.out()).get("split").stringValue()).isEqualTo("all:test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            eval MAML --ways 5 | this learner of maml was meta-trained for 3-way tasks, but --ways is 5: use --ways 3, or a learner of protonet, which takes any number (see 'meta4j eval --help')
            eval SNAIL --ways 2 | this learner of snail was meta-trained for 3-way tasks, but --ways is 2: use --ways 3, or a learner of protonet, which takes any number (see 'meta4j eval --help')
            eval SNAIL --shots 2 | this learner of snail was meta-trained for 1-shot tasks, but --shots is 2: use --shots 1, or a learner of protonet, which takes any number (see 'meta4j eval --help')
            eval SNAIL --data lake-runs:x | lake-runs are 20-way tasks, but this learner of snail was meta-trained for 3-way tasks: train one with --ways 20, or a learner of protonet, which takes any number (see 'meta4j eval --help')
            eval MAML --batch-norm running | batch-norm mode 'running' is not for maml, which keeps no running statistics: use transductive or support-plus-one (see 'meta4j eval --help')
            eval PROTONET --head ptmap | unknown head 'ptmap': did you mean 'pt-map'? (known: protonet, simpleshot, baseline++, rfs, soft-k-means, laplacian, pt-map)
            eval MAML --solving-steps -1 | solving steps must be at least 0, but was -1 (see 'meta4j eval --help')
            eval PROTONET --solving-steps 3 | option --solving-steps does not go with a learner of protonet, which takes no steps on a task (see 'meta4j eval --help')
            eval PROTONET --batch-norm runing | unknown batch-norm mode 'runing': did you mean 'running'? (known: running, transductive, support-plus-one)
            eval PROTONET --tasks 0 | tasks must be at least 1, but was 0 (see 'meta4j eval --help')
            eval PROTONET --unknown 0 | unknown classes must be at least 1, but was 0 (see 'meta4j eval --help')
            eval PROTONET --queries -5 | queries must be at least 1, but was -5 (see 'meta4j eval --help')
            eval PROTONET --shots 0 | shots must be at least 1, but was 0 (see 'meta4j eval --help')
            eval PROTONET --split random:tset | unknown part of a split 'tset': did you mean 'test'? (known: train, validation, test)
            eval PROTONET --data drwan:1 | unknown data 'drwan': did you mean 'drawn'? (known: omniglot:DIR, folder:DIR, mnist:DIR, fashion-mnist:DIR, emoji:ZIP, lake-runs:ZIP, table:FILE[#COLUMN], tables:ZIP[#FEATURES], drawn[:SEED], sinusoid[:PROTOCOL], completion:DATA)
            eval PROTONET --split train --split test | --split is given twice for one set of data: give it once for each, or not at all (see 'meta4j eval --help')
            eval PROTONET --weight 2 | --weight goes with several --data (see 'meta4j eval --help')
            eval PROTONET --data lake-runs:x --split test | option --split does not go with lake-runs, which are 20 fixed tasks of 20 ways, 1 shot and 1 query: leave it out (see 'meta4j eval --help')
            eval PROTONET --data lake-runs:x --shots 5 | option --shots does not go with lake-runs, which are 20 fixed tasks of 20 ways, 1 shot and 1 query: leave it out (see 'meta4j eval --help')
            eval MAML --data lake-runs:x | lake-runs are 20-way tasks, but this learner of maml was meta-trained for 3-way tasks: train one with --ways 20, or a learner of protonet, which takes any number (see 'meta4j eval --help')
            """)
    void wrongUseIsOneLine(String line, String error) {
        Cli cli = Cli.line(line.replace("PROTONET", metric.toString())
                .replace("MAML", adapting.toString())
                .replace("SNAIL", sequential.toString()));

        assertThat(cli).isEqualTo(new Cli(2, "", String.format("meta4j: %s%n", error)));
    }

    @Test
    void lakesRunsAreScoredByTheirError() {
        Path data = RealData.at("omniglot-one-shot-runs.zip");

        Cli json = Cli.line("eval " + metric + " --json --data lake-runs:" + data);
        Cli text = Cli.line("eval " + metric + " --data lake-runs:" + data.getParent());

        assertThat(json.code()).as(json.err()).isZero();
        JsonNode result = Json.parse("out", json.out());
        assertThat(result.get("tasks").intValue()).isEqualTo(20);
        assertThat(result.get("ways").intValue()).isEqualTo(20);
        double error = result.get("error").doubleValue();
        // A perceptron that saw three iterations still does better than the 95 % of guessing; 400 answers in all.
        assertThat(error).isBetween(0.3, 0.97);
        assertThat(400 * error).isCloseTo(Math.rint(400 * error), within(1e-9));
        assertThat(result.get("accuracy").doubleValue()).isCloseTo(1 - error, within(1e-12));
        assertThat(text.out())
                .matches("error \\d+\\.\\d\\d % ± \\d+\\.\\d\\d \\(95 % interval over 20 runs; people: 4\\.5 %\\),"
                        + " accuracy \\d+\\.\\d\\d %, 20-way 1-shot within alphabets, batch-norm running\\R");
        assertThat(text.err()).isEmpty();
    }

    @Test
    void withoutAModelTheUseIsWrong() {
        assertThat(Cli.run("eval"))
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format("meta4j: missing required parameter: 'RUN|FILE' (see 'meta4j eval --help')%n")));
    }

    @Test
    void whatCannotBeReadIsOneLine(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no model");
        Path half = folder.resolve("half.safetensors");
        byte[] model = Files.readAllBytes(metric.resolve("model.safetensors"));
        Files.write(half, java.util.Arrays.copyOf(model, model.length - 4));

        for (Path bad : new Path[] {folder, text, half, folder.resolve("none")}) {
            Cli cli = Cli.line("eval " + bad + " --json");
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines()).hasSize(1);
            assertThat(cli.err()).startsWith("meta4j: ").contains(bad.toString());
        }
    }

    @Test
    void aClassWithTooFewImagesIsNamed() {
        Cli cli = Cli.line("eval " + metric + " --shots 5");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .matches("meta4j: folder/symbols, split random:test: class 'c\\d\\d' has 8 examples; 5 shots \\+ 15"
                        + " queries need 20: add examples or use fewer shots or queries\\R");
    }
}
