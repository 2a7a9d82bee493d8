package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class OptimisersCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void images() throws IOException {
        TinyDigits.write(folder, 3);
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
        assertThat(info.out()).contains("learned-mlp", "64-64-relu", "pes");
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
