package org.meta4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** The split of MNIST whose parts share their classes says so wherever it is used. */
class KnownClassesTest {
    private static final int CLASSES = 4;
    private static final int SIDE = 28;

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        write("train", 24 * CLASSES, random);
        write("t10k", 8 * CLASSES, random);
        run = folder.resolve("run");
        Cli cli = Cli.line("train --method siamese --data mnist:" + folder + " --split known --ways 3 --network mlp"
                + " --filters 8 --iterations 3 --validation-tasks 2 --calibration-tasks 2 --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err())
                .contains("siamese on mnist/known (4 training, 4 validation, 4 test classes, the same ones: no example"
                        + " is in two of these, but no class of the test is new)")
                .contains("of the training classes of mnist/known")
                .contains("training learned from these classes, so it is too optimistic");
    }

    /** Noise: all images differ, and class is a number and nothing more. */
    private static void write(String part, int count, SplittableRandom random) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        images.putInt(2051).putInt(count).putInt(SIDE).putInt(SIDE);
        byte[] pixels = new byte[count * SIDE * SIDE];
        random.nextBytes(pixels);
        images.put(pixels);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(2049).putInt(count);
        for (int i = 0; i < count; i++) {
            labels.put((byte) (i % CLASSES));
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }

    @Test
    void aScoreOnTestImagesIsMarkedAsOneOfKnownClasses() {
        Cli cli = Cli.line("eval " + run + " --tasks 3 --queries 3 --pairs 20");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("split known:test (classes not new), batch-norm");
        assertThat(cli.err())
                .contains("warning: the learner was meta-trained on 4 of these 4 classes: the score says nothing of new"
                        + " classes")
                .contains("the threshold of --pairs is chosen on pairs of mnist/known, part validation, whose classes"
                        + " the learner was meta-trained on");
    }

    @Test
    void jsonSaysThatClassesAreNotNew() {
        JsonNode json = Json.parse(
                "out", Cli.line("eval " + run + " --tasks 3 --queries 3 --json").out());

        assertThat(json.get("newClasses").booleanValue()).isFalse();
        assertThat(json.get("data").stringValue()).isEqualTo("mnist/known");
    }

    @Test
    void verifyLooksForSharedExamplesAndClaimsNothingOfClasses() {
        Cli cli = Cli.line("verify --model " + run);

        assertThat(cli.code()).as(cli.out()).isZero();
        assertThat(cli.out())
                .contains("split leak, examples: test of mnist/known")
                .doesNotContain("split leak, classes: test of mnist/known");
    }

    @Test
    void aFinalModelTrainsOnAllTrainingImages() {
        Path whole = folder.resolve("whole");
        Cli cli = Cli.line("train --method protonet --data mnist:" + folder + " --split known --ways 3 --network mlp"
                + " --filters 8 --iterations 1 --train-on-validation --calibration-tasks 0 --out " + whole);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("protonet on mnist/known+validation (4 training, 0 validation, 4 test classes");
        assertThat(Cli.line("eval " + whole + " --tasks 2 --queries 2").out()).contains("(classes not new)");
    }

    @Test
    void infoNamesTheSplitForWhatItIs() {
        Cli cli = Cli.line("data info mnist:" + folder);

        assertThat(cli.out())
                .contains(
                        "split known: 4 training, 4 validation, 4 test classes, the same ones: no example is in two of"
                                + " these, but no class of the test is new");
        JsonNode splits = Json.parse(
                        "out", Cli.line("data info mnist:" + folder + " --json").out())
                .get("splits");
        assertThat(splits.get(1).get("disjoint").stringValue()).isEqualTo("examples");
        assertThat(splits.get(2).get("disjoint").stringValue()).isEqualTo("classes");
    }
}
