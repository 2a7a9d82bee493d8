package org.meta4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** A learner of tasks of one size, from training to a report. */
class SequenceRunTest {
    private static final int CLASSES = 18;

    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path run;

    @BeforeAll
    static void train() {
        images = TinyImages.write(temporary.resolve("symbols"), CLASSES, 0);
        run = temporary.resolve("run");
        Cli cli = Cli.line("train --method snail --data folder:" + images + " --ways 3 --shots 2 --training-queries 3"
                + " --network mlp --filters 8 --iterations 3 --validation-tasks 2 --calibration-tasks 3 --quiet --out "
                + run);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    void itIsCalibratedForItsOwnShotsAlone() {
        JsonNode info = Json.parse(
                "out", Cli.line("info " + run + "/model.safetensors --json").out());

        assertThat(info.findValue("calibration").findValues("shots"))
                .allMatch(shots -> shots.intValue() == 2)
                .isNotEmpty();
        assertThat(Cli.line("info " + run + "/model.safetensors").out())
                .contains("of 3 classes with 2 supports each alone");
    }

    @Test
    void aTaskOfItsSizeIsSolvedAndAnotherRefusedWithTheWayOut() throws IOException {
        Path three = temporary.resolve("three");
        for (int c = 0; c < 3; c++) {
            Path folder = Files.createDirectories(three.resolve("c" + c));
            for (int i = 0; i < 3; i++) {
                Files.copy(images.resolve(String.format("c%02d/%d.png", c, i)), folder.resolve(i + ".png"));
            }
        }
        Path task = temporary.resolve("three.task.safetensors");
        Cli adapt = Cli.line("adapt " + three + " --model " + run + " --shots 2 --json -o " + task);
        Cli all = Cli.line("adapt " + three + " --model " + run + " -o " + task);
        Cli predict = Cli.line("predict " + task + " " + three.resolve("c1/2.png") + " --explain --json");

        assertThat(adapt.code()).as(adapt.err()).isZero();
        // Without one of its supports it would be no task for such a learner.
        assertThat(Json.parse("out", adapt.out()).get("leaveOneOut").isNull()).isTrue();
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(all.code()).isNotZero();
        assertThat(all.err())
                .contains("a class of the task has 3 supports, but this learner was meta-trained for 2-shot tasks:"
                        + " give 2 of each class, train with shots 3, or use protonet, which takes any number");
    }

    @Test
    void aReportSaysThatThereIsNoCurveOverShots() throws IOException {
        Path page = temporary.resolve("report.html");
        Cli report = Cli.line("report " + run + " --tasks 3 -o " + page);

        assertThat(report.code()).as(report.err()).isZero();
        assertThat(Files.readString(page)).contains("no other number of shots than 2");
    }
}
