package org.meta4j.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.trust.Calibration;
import tools.jackson.databind.JsonNode;

class CalibrateCommandTest {
    @TempDir
    private static Path temporary;

    private static Path images;

    @BeforeAll
    static void draw() {
        images = TinyImages.write(temporary);
    }

    private static Cli train(Path run, String more) {
        Cli cli = Cli.line(("train --data folder:" + images + " --method protonet --ways 3 --network mlp --filters 8"
                        + " --iterations 3 --validation-tasks 2 --out " + run + " " + more)
                .strip());
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private static Calibration calibration(Path run) {
        return Objects.requireNonNull(
                TrainedLearner.load(run.resolve("model.safetensors")).calibration());
    }

    @Test
    void trainingEndsWithACalibrationOnValidationClasses(@TempDir Path folder) {
        Path run = folder.resolve("run");
        Cli cli = train(run, "--calibration-tasks 7");

        Calibration calibration = calibration(run);
        assertThat(calibration.origin().classes()).isEqualTo("validation");
        assertThat(calibration.origin().data()).isEqualTo("folder/symbols");
        assertThat(calibration.origin().tasks()).isEqualTo(7);
        // Three validation classes of eight images: two known, one unknown.
        assertThat(calibration.entries())
                .allMatch(entry -> entry.ways() == 2 && entry.unknown() == 1)
                .extracting(Calibration.Entry::shots)
                .containsExactly(1, 5);
        assertThat(cli.err())
                .contains("calibrated on 7 tasks of each size, of the validation classes of folder/symbols");
    }

    @Test
    void withoutValidationClassesTrainingClassesServeAndItIsSaid(@TempDir Path folder) {
        Path run = folder.resolve("run");
        Cli cli = Cli.line("train --data folder:" + images + " --method protonet --ways 3 --network mlp --filters 8"
                + " --iterations 3 --train-on-validation --calibration-tasks 7 --out " + run);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(calibration(run).origin().classes()).isEqualTo("training");
        assertThat(cli.err()).contains("training learned from these classes, so it is too optimistic");
    }

    @Test
    void theSameTrainingGivesTheSameBytesWithItsCalibration(@TempDir Path folder) {
        train(folder.resolve("one"), "--calibration-tasks 5 --threads 1");
        train(folder.resolve("two"), "--calibration-tasks 5 --threads 2");

        assertThat(calibration(folder.resolve("two"))).isEqualTo(calibration(folder.resolve("one")));
    }

    @Test
    void aTrainedModelIsCalibratedLaterAndNothingElseOfItChanges(@TempDir Path folder) {
        Path run = folder.resolve("run");
        train(run, "--calibration-tasks 0");
        TrainedLearner before = TrainedLearner.load(run.resolve("model.safetensors"));
        assertThat(before.calibration()).isNull();

        Cli cli = Cli.line("calibrate " + run + " --tasks 6 --seed 4 --json");

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames()).containsExactly("model", "calibration");
        Calibration calibration = calibration(run);
        assertThat(json.get("calibration")).isEqualTo(Json.parse("record", Json.write(calibration)));
        assertThat(calibration.origin().seed()).isEqualTo(4);
        TrainedLearner after = TrainedLearner.load(run.resolve("model.safetensors"));
        before.parameters()
                .asMap()
                .forEach((name, tensor) ->
                        assertThat(after.parameters().get(name).values()).containsExactly(tensor.values()));
        assertThat(after.provenance()).isEqualTo(before.provenance());
    }

    @Test
    void classesThatTrainingSawAreWarnedOf(@TempDir Path folder) {
        Path run = folder.resolve("run");
        train(run, "--calibration-tasks 0");
        Path model = run.resolve("model.safetensors");

        Cli cli = Cli.line("calibrate " + model + " --data folder:" + images + " --split all:test --tasks 3");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err())
                .contains(
                        "meta4j: warning: the learner was meta-trained on some of these classes: the calibration is too"
                                + " optimistic");
    }

    @Test
    void whatCannotBeCalibratedIsOneLine(@TempDir Path folder) {
        Path run = folder.resolve("run");
        train(run, "--calibration-tasks 0");

        assertFails("calibrate " + run + " --unknown 20", 1, "folder/symbols, train classes: with 20 unknown classes");
        assertFails("calibrate " + run + "/checkpoints/last.safetensors", 1, "is a checkpoint");
        assertFails("calibrate " + run + " --tasks 0", 2, "tasks must be at least 1, but was 0");
        assertFails("calibrate " + folder.resolve("none"), 1, "there is no model at");
        assertFails(
                "train --calibration-tasks -1 --method protonet --out x", 2, "calibration tasks must be at least 0");
        assertThat(Files.exists(run.resolve("model.safetensors"))).isTrue();
    }

    private static void assertFails(String line, int code, String message) {
        Cli cli = Cli.line(line);
        assertThat(cli.code()).as(line).isEqualTo(code);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).singleElement().asString().contains(message);
    }
}
