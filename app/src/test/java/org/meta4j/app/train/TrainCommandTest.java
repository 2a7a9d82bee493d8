package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.meta4j.learners.files.JsonLines;
import org.meta4j.learners.training.Checkpoint;
import tools.jackson.databind.JsonNode;

class TrainCommandTest {
    @TempDir
    private static Path temporary;

    private static Path images;

    @BeforeAll
    static void drawImages() {
        images = TinyImages.write(temporary);
    }

    /** A training that takes a moment: 3-way tasks of 12 classes, a perceptron, 12 iterations. */
    private static Cli train(Path run, String more) {
        return Cli.line(("train --method protonet --data folder:" + images + " --ways 3 --network mlp --filters 8"
                        + " --iterations 12 --validate-every 6 --validation-tasks 4 --out " + run + " " + more)
                .strip());
    }

    @Test
    void aRunLeavesItsSettingsMetricsLogCheckpointAndModel(@TempDir Path folder) throws IOException {
        Path run = folder.resolve("deep/run");

        Cli cli = train(run, "");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out())
                .matches(run + "/model\\.safetensors: protonet, 12 iterations in \\d+ s, best validation accuracy"
                        + " \\d+\\.\\d\\d % after iteration (6|12)\\R");
        assertThat(cli.err().lines().limit(4))
                .containsExactly(
                        "meta4j: note: the images are dark on bright and were inverted",
                        "meta4j: note: training tasks have 6 ways instead of 60: the data have 6 training classes",
                        "meta4j: note: validation tasks have 7 queries a class instead of 15: the smallest class has 8"
                                + " examples",
                        "protonet on folder/symbols (6 training, 3 validation, 3 test classes, none in two of these), mlp,"
                                + " 6-way 1-shot 5-query tasks,"
                                + " seed 0, " + threads() + ", kernels " + org.meta4j.engine.Engine.kernels());
        assertThat(cli.err().lines().skip(4).findFirst().orElse(""))
                .matches("memory: about [\\d.]+ [kM]B, of which [\\d.]+ [kM]B to compute, [\\d.]+ kB for parameters and"
                        + " optimiser, [\\d.]+ [kM]B for data");
        try (var entries = Files.walk(run)) {
            assertThat(entries.filter(Files::isRegularFile).map(run::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            ".lock",
                            "settings.json",
                            "metrics.jsonl",
                            "train.log",
                            "model.safetensors",
                            "checkpoints/last.safetensors");
        }
        assertThat(JsonLines.read(run.resolve("metrics.jsonl")).stream()
                        .map(line -> line.get("iteration").intValue() + (line.has("validation") ? "v" : "")))
                .containsExactly("1", "6v", "10", "12v");
        List<String> log = Files.readAllLines(run.resolve("train.log"));
        assertThat(log).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ .+"));
        assertThat(log.stream().map(line -> line.substring(21)))
                .startsWith(cli.err().lines().toArray(String[]::new));
        RunSettings settings = RunFolder.at(run).settings();
        assertThat(settings.data().data()).isEqualTo("folder:" + images);
        assertThat(settings.command()).startsWith("train", "--method", "protonet");
        assertThat(TrainedLearner.load(run.resolve("model.safetensors")).settings())
                .isEqualTo(settings.learner());
        assertThat(last(run).training()).isEqualTo(settings.training());
    }

    private static String threads() {
        int count = Runtime.getRuntime().availableProcessors();
        return count + (count == 1 ? " thread" : " threads");
    }

    private static Checkpoint last(Path run) {
        return Checkpoint.read(run.resolve("checkpoints/last.safetensors"));
    }

    @Test
    void jsonIsOneDocumentAndQuietLeavesStandardErrorEmpty(@TempDir Path folder) {
        Cli cli = Cli.line("train --method maml --data folder:" + images + " --ways 3 --network mlp --filters 8"
                + " --iterations 2 --tasks-per-iteration 2 --train-on-validation --json --quiet --seed 3 --out "
                + folder.resolve("run"));

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).isEmpty();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames())
                .containsExactly(
                        "run",
                        "model",
                        "method",
                        "data",
                        "ways",
                        "shots",
                        "iterations",
                        "reason",
                        "seconds",
                        "validationAccuracy",
                        "modelIteration",
                        "seed",
                        "threads",
                        "kernels");
        assertThat(json.get("data").stringValue()).isEqualTo("folder/symbols+validation");
        assertThat(json.get("validationAccuracy").isNull()).isTrue();
        assertThat(json.get("reason").stringValue()).isEqualTo("complete");
        assertThat(json.get("seed").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            train --out RUN | missing required option: '--method=METHOD' (see 'meta4j train --help')
            train --method maml | missing required option: '--out=RUN', the folder to train in (see 'meta4j train --help')
            train --out RUN --method protnet | unknown method 'protnet': did you mean 'protonet'? (known: protonet, …
            train --out RUN --method maml --ways -1 | ways must be at least 2, but was -1 (see 'meta4j train --help')
            train --out RUN --method maml --shots 0 | shots must be at least 1, but was 0 (see 'meta4j train --help')
            train --out RUN --method maml --inner-rate -0.1 | the inner learning rate must be above 0, but was -0.1 (see 'meta4j train --help')
            train --out RUN --method maml --inner-rate NaN | the inner learning rate must be above 0, but was NaN (see 'meta4j train --help')
            train --out RUN --method maml --meta-learning-rate 0 | the meta-learning rate must be above 0 and at most 1, but was 0.0 (see 'meta4j train --help')
            train --out RUN --method maml --minutes -1 | minutes must be above 0, but was -1.0 (see 'meta4j train --help')
            train --out RUN --method maml --iterations 0 | iterations must be at least 1, but was 0 (see 'meta4j train --help')
            train --out RUN --method maml --threads 0 | threads must be at least 1, but was 0 (see 'meta4j train --help')
            train --out RUN --method maml --network cnn5-strided | unknown network 'cnn5-strided': did you mean 'cnn4-strided'? (known: cnn4-strided, cnn4-pooled, cnn4-map, cnn2, mlp, mlp1, mlp2)
            train --out RUN --method snail --training-shots 2 | option --training-shots does not go with this: snail trains on tasks of as many shots as it solves: give --shots (see 'meta4j train --help')
            train --out RUN --method mann --training-ways 9 | option --training-ways does not go with this: mann trains on tasks of as many ways as it solves: give --ways (see 'meta4j train --help')
            train --out RUN --method maml --training-ways 9 | option --training-ways does not go with this: maml trains on tasks of as many ways as it solves: give --ways (see 'meta4j train --help')
            train --out RUN --method protonet --inner-rate 0.1 | option --inner-rate does not go with this: protonet takes no inner steps (see 'meta4j train --help')
            train --out RUN --method protonet --margin 0.5 | option --margin does not go with this: protonet compares no pairs (see 'meta4j train --help')
            train --out RUN --method siamese --margin 0 | the margin must be above 0, but was 0.0 (see 'meta4j train --help')
            train --out RUN --method siamese --mining hardst | unknown mining 'hardst': did you mean 'hardest'? (known: all, violating, semi-hard, hardest)
            train --out RUN --method siamese --class-distance meen | unknown class distance 'meen': did you mean 'mean'? (known: nearest, mean)
            train --out RUN --method siamese --inner-steps 2 | option --inner-steps does not go with this: siamese takes no inner steps (see 'meta4j train --help')
            train --out RUN --method protonet --patience 3 --validation-tasks 0 | option --patience does not go with this: there is no validation with --validation-tasks 0 (see 'meta4j train --help')
            train --out RUN --method maml --train-on-validation --validate-every 3 | option --validate-every does not go with this: with --train-on-validation there are no classes left to validate on (see 'meta4j train --help')
            train --out RUN --method protonet --split vinyals:test | --split vinyals:test names a part, but training uses the parts train and validation: give the name of the split alone (see 'meta4j train --help')
            train --out RUN --method protonet --data folder:IMAGES --split vinyals --ways 3 | unknown split of a folder 'vinyals' (known: random, all)
            train --out RUN --method protonet --data sinusoid | method 'protonet' does not do regression: use cnp, maml, fomaml,…
            train --out RUN --method maml --data sinusoid:mam | unknown sinusoid protocol 'mam': did you mean 'maml'? (known: maml, meta-sgd)…
            train --out RUN --method maml --data sinusoid --ways 3 | option --ways does not go with this: tasks of numbers have no classes…
            train --out RUN --method maml --data sinusoid --data drawn | these data are tasks of numbers beside others: each is used alone…
            train --out RUN --method maml --data sinusoid --split all | option --split does not go with --data sinusoid…
            train --out RUN --method maml --rates layer | method 'maml' has no choice of what has a learned rate: use learned-rates…
            train --out RUN --method learned-rates --rates layers | unknown scope of learned rates 'layers': did you mean 'layer'?…
            train --out RUN --method anil --order third | unknown order 'third' (known: first, second)…
            train --out RUN --method protonet --order first | option --order does not go with this: protonet takes no inner steps…
            train --out RUN --method protonet --way 3 | unknown option '--way': did you mean '--ways'? (see 'meta4j train --help')
            train --out RUN --method protonet more | 'more' is one argument too many (see 'meta4j train --help')
            """)
    void wrongUseIsOneLineAndWritesNothing(String line, String error, @TempDir Path folder) {
        Path run = folder.resolve("run");

        Cli cli = Cli.line(line.replace("RUN", run.toString()).replace("IMAGES", images.toString()));

        // The list of all methods grows.
        if (error.endsWith("…")) {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err())
                    .startsWith("meta4j: " + error.substring(0, error.length() - 1))
                    .hasLineCount(1);
        } else {
            assertThat(cli).isEqualTo(new Cli(2, "", String.format("meta4j: %s%n", error)));
        }
        assertThat(run).doesNotExist();
    }

    @Test
    void dataThatDoNotDoAreOneLineAndNothingIsWritten(@TempDir Path folder) throws IOException {
        Path run = folder.resolve("run");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Cli ways = train(run, "--training-ways 7");
        Cli few = Cli.line("train --method maml --data folder:" + images + " --ways 5 --out " + run);
        Cli nothing = Cli.line("train --method maml --data folder:" + empty + " --out " + run);
        Cli missing = Cli.line("train --method maml --data omniglot:" + empty + "/x --out " + run);

        assertThat(ways)
                .isEqualTo(new Cli(
                        1,
                        "",
                        String.format("meta4j: training classes: 7-way episodes need 7 classes, but there are 6: add"
                                + " classes or use fewer ways%n")));
        assertThat(List.of(few, nothing, missing)).allSatisfy(cli -> {
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines()).hasSize(1);
        });
        assertThat(few.err()).contains("symbols has 12 classes; 5-way");
        assertThat(nothing.err()).contains(empty.toString());
        assertThat(missing.err()).contains("does not exist: give the folder that holds Omniglot's");
        assertThat(run).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeTheRunsIsRefusedBeforeTheDataAreRead(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Cli inFile = Cli.line("train --method maml --out " + file + "/run");
        Cli notEmpty = Cli.line("train --method maml --out " + folder);

        assertThat(inFile)
                .isEqualTo(new Cli(
                        1,
                        "",
                        String.format(
                                "meta4j: cannot write %s/run: %s is not a folder; choose another --out%n",
                                file, file)));
        assertThat(notEmpty)
                .isEqualTo(new Cli(
                        1,
                        "",
                        String.format("meta4j: folder %s is not empty and no run: choose another --out%n", folder)));
    }

    @Test
    void aRunIsNeverBegunTwiceButGoneOnWith(@TempDir Path folder) {
        Path run = folder.resolve("run");
        assertThat(train(run, "").code()).isZero();
        var before = last(run).state().parameters();

        Cli again = train(run, "");
        Cli conflict = train(run, "--resume --seed 4");
        Cli resumed = train(run, "--resume");
        Cli bare = Cli.line("train --resume --quiet --out " + run);

        assertThat(again)
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format(
                                "meta4j: there is a run in %s already: continue it with --resume, or choose another"
                                        + " --out (see 'meta4j train --help')%n",
                                run)));
        assertThat(conflict)
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format(
                                "meta4j: option --seed 4 contradicts the run in %s, which has 0: leave it out, or"
                                        + " begin another run with another --out (see 'meta4j train --help')%n",
                                run)));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("resumed after iteration 12");
        assertThat(bare.code()).isZero();
        assertThat(bare.out()).contains("protonet, 12 iterations");
        assertThat(last(run).state().iteration()).isEqualTo(12);
        SameTensors.assertSame(last(run).state().parameters(), before);
    }

    @Test
    void aRunIsNotGoneOnWithOnOtherData(@TempDir Path folder) {
        Path run = folder.resolve("run");
        assertThat(train(run, "").code()).isZero();

        Cli otherSplit = Cli.line("train --resume --split-seed 5 --out " + run);
        Cli otherData = Cli.line(
                "train --resume --out " + run + " --data folder:" + TinyImages.write(folder.resolve("other"), 12, 1));

        assertThat(List.of(otherSplit, otherData)).allSatisfy(cli -> {
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.err())
                    .startsWith(
                            "meta4j: the data are not those of the run in " + run + ": it was begun on folder/symbols")
                    .contains("split random, split seed 0");
            assertThat(cli.err().lines()).hasSize(1);
        });
    }

    @Test
    void withoutARunThereIsNothingToGoOnWith(@TempDir Path folder) {
        assertThat(Cli.line("train --resume --out " + folder))
                .isEqualTo(new Cli(
                        1,
                        "",
                        String.format(
                                "meta4j: there is no run to resume in %s: leave --resume out to begin one, or check"
                                        + " --out%n",
                                folder)));
    }

    @Test
    void aDamagedCheckpointIsNamed(@TempDir Path folder) throws IOException {
        Path run = folder.resolve("run");
        assertThat(train(run, "").code()).isZero();
        Path checkpoint = run.resolve("checkpoints/last.safetensors");
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        Cli cli = Cli.line("train --resume --out " + run);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).startsWith("meta4j: " + checkpoint + ": ");
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void trainingStopsEarlyAndStaysStoppedWhenResumed(@TempDir Path folder) {
        Path run = folder.resolve("run");
        String line = "train --method protonet --data folder:" + images + " --ways 3 --network mlp --filters 8"
                + " --iterations 400 --validate-every 1 --validation-tasks 1 --patience 2 --quiet --out " + run;

        Cli first = Cli.line(line + " --json");
        Cli second = Cli.line(line + " --resume --json");

        JsonNode stopped = Json.parse("out", first.out());
        assertThat(stopped.get("reason").stringValue()).isEqualTo("early-stop");
        assertThat(stopped.get("iterations").intValue()).isLessThan(400);
        assertThat(Json.parse("out", second.out())).isEqualTo(stopped);
    }

    @Test
    void oneAndTwoThreadsComeToTheSameTensors(@TempDir Path folder) {
        for (String method : List.of("protonet", "maml")) {
            Path one = folder.resolve(method + "-one");
            Path two = folder.resolve(method + "-two");
            String line =
                    "train --data folder:" + images + " --ways 3 --filters 8 --iterations 4 --tasks-per-iteration 3"
                            + " --validate-every 2 --validation-tasks 3 --quiet --method " + method;

            assertThat(Cli.line(line + " --threads 1 --out " + one).code()).isZero();
            assertThat(Cli.line(line + " --threads 2 --out " + two).code()).isZero();

            SameTensors.assertSameCheckpoints(one, two);
        }
    }

    @Test
    void recomputedInnerStepsAreOfTheRunAndStayWhenItIsResumed(@TempDir Path folder) throws IOException {
        Path run = folder.resolve("run");
        String line = "train --method maml --data folder:" + images + " --ways 3 --network mlp --filters 8"
                + " --iterations 4 --validation-tasks 0 --calibration-tasks 0 --inner-steps 3";

        Cli begun = Cli.line(line + " --recompute --out " + run);
        Cli stored = Cli.line(line + " --out " + folder.resolve("stored"));

        assertThat(begun.code()).as(begun.err()).isZero();
        assertThat(stored.code()).isZero();
        assertThat(Json.parse(run.resolve("settings.json"))
                        .at("/learner/inner/memory")
                        .stringValue())
                .isEqualTo("recomputed");
        assertThat(Cli.line("train --resume --recompute --out " + run).code()).isZero();
        assertThat(Cli.line("train --resume --recompute --out " + folder.resolve("stored")))
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format(
                                "meta4j: option --recompute true contradicts the run in %s, which has false: leave it out, or"
                                        + " begin another run with another --out (see 'meta4j train --help')%n",
                                folder.resolve("stored"))));
    }

    @Test
    void distortedImagesAreOfTheRunAndGiveTheSameBitsWithAnyThreads(@TempDir Path folder) throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        String line = "train --method protonet --data folder:" + images + " --ways 3 --network cnn4-strided --filters 4"
                + " --iterations 4 --validation-tasks 0 --calibration-tasks 0 --out ";

        Cli begun = Cli.line(line + one + " --distort --threads 1");
        assertThat(begun.code()).as(begun.err()).isZero();
        assertThat(Cli.line(line + two + " --distort 0.07,10,0.1 --threads 2").code())
                .isZero();
        assertThat(Cli.line(line + folder.resolve("plain") + " --threads 1").code())
                .isZero();

        SameTensors.assertSameCheckpoints(one, two);
        assertThat(TrainedLearner.load(one.resolve("model.safetensors"))
                        .parameters()
                        .get("block1.conv.weight")
                        .values())
                .isNotEqualTo(TrainedLearner.load(folder.resolve("plain/model.safetensors"))
                        .parameters()
                        .get("block1.conv.weight")
                        .values());
        assertThat(Json.parse(one.resolve("settings.json"))
                        .at("/training/distortion/degrees")
                        .doubleValue())
                .isEqualTo(10);
        assertThat(Cli.line("info " + one).out()).contains("turned by up to 10.0°");
        assertThat(Cli.line("train --resume --distort --out " + one).code()).isZero();
        Cli other = Cli.line("train --resume --distort 0,5,0 --out " + one);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("contradicts the run");
        Cli wrong = Cli.line(line + folder.resolve("wrong") + " --distort 2,0,0");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("the shift of a distortion must be at least 0.0 and below 1.0, but was 2.0");
        Cli numbers =
                Cli.line("train --method maml --data sinusoid --iterations 2 --distort --out " + folder.resolve("s"));
        assertThat(numbers.code()).isEqualTo(2);
        assertThat(numbers.err()).contains("only images of height × width × channels can be distorted");
    }
}
