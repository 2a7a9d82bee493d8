package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class OptimisersCommandTest {
    private static final int CLASSES = 3;
    private static final int SIDE = 28;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void images() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        write("train", 10 * CLASSES, random);
        write("t10k", 4 * CLASSES, random);
    }

    /** Noise: there is nothing to learn, but all is computed. */
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
    void anOptimiserIsLearnedComparedKeptAndDrawn() throws IOException {
        Path model = folder.resolve("optimiser.safetensors");
        Path page = Files.writeString(
                folder.resolve("page.md"), "# Page\n<!-- optimisers: begin -->\n<!-- optimisers: end -->\n");
        Cli cli = Cli.line("bench optimisers --data " + folder + " --train mlp --by pes --iterations 1 --steps 2"
                + " --trainings 2 --threads 1 --json --save " + model + " --out " + folder + " --into " + page);

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        List<String> rows = StreamSupport.stream(json.spliterator(), false)
                .map(row -> row.get("network").stringValue() + " "
                        + row.get("optimiser").stringValue())
                .toList();
        assertThat(rows)
                .containsExactly(
                        "MLP sgd",
                        "MLP momentum",
                        "MLP adam",
                        "MLP learned-mlp by pes",
                        "CNN sgd",
                        "CNN momentum",
                        "CNN adam",
                        "CNN learned-mlp by pes");
        assertThat(json.get(0).get("curve")).hasSize(3);
        assertThat(Files.readString(page)).contains("| CNN | learned-mlp by pes |");
        assertThat(Files.readString(folder.resolve("optimisers-mlp.svg"))).contains("learned-mlp by pes");

        Cli info = Cli.line("info " + model);
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out()).contains("learned-mlp", "20-sigmoid", "pes");
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedBeforeAnythingRuns() {
        Cli unknown = Cli.line("bench optimisers --data " + folder + " --train lsmt");
        assertThat(unknown.code()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(unknown.err()).contains("lstm");

        Cli alone = Cli.line("bench optimisers --data " + folder + " --save x.safetensors");
        assertThat(alone.code()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(alone.err()).contains("go with --train alone");

        Cli once = Cli.line("bench optimisers --data " + folder + " --trainings 1");
        assertThat(once.code()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(once.err()).contains("trainings must be at least 2, but was 1");
    }
}
