package org.meta4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** Completion of images from outside: training a neural process, scoring it, drawing what it makes of images. */
class CompletionRunTest {
    @TempDir
    private static Path temporary;

    private static Path run;

    @BeforeAll
    static void train() {
        run = temporary.resolve("run");
        Cli cli = Cli.line("train --method cnp --data completion:drawn --shots 30 --iterations 40 --validate-every 20"
                + " --validation-tasks 5 --tasks-per-iteration 4 --filters 16 --quiet --json --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("validationError").doubleValue()).isBetween(0.0, 0.5);
        assertThat(json.get("data").stringValue()).startsWith("completion/drawn");
    }

    @Test
    void itIsScoredBesideNeighboursAndDrawn() throws IOException {
        Path picture = temporary.resolve("completed.png");
        Cli cli = Cli.line("eval " + run + " --tasks 10 --base knn,mean --json --picture " + picture);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("scores").get(0).get("squaredError").doubleValue()).isBetween(0.0, 0.5);
        assertThat(json.get("beside")).hasSize(2);
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(6 + 8 * (4 * 28 + 6));
        assertThat(image.getHeight()).isEqualTo(6 + 3 * (4 * 28 + 6));
        int known = 0;
        for (int pixel = 0; pixel < 28 * 28; pixel++) {
            int colour = image.getRGB(6 + 4 * (pixel % 28) + 1, 6 + 4 * (pixel / 28) + 1) & 0xFFFFFF;
            known += colour == 0x3B5B92 ? 0 : 1;
        }
        assertThat(known).isEqualTo(30);
    }

    @Test
    void moreSupportsThanItWasTrainedForAreReadToo() {
        Cli cli = Cli.line("eval " + run + " --tasks 5 --shots 200 --queries 50");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("200-shot 50 queries");
        assertThat(Cli.line("eval " + run + " --tasks 5 --shots 780").err())
                .contains("has 784 pixels, but 780 shots + 100 queries need 880");
    }
}
