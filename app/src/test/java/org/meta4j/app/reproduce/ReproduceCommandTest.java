package org.meta4j.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.learners.Methods;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class ReproduceCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theListHasEveryRowWithItsGateAndState() {
        Cli cli = Cli.run("bench", "reproduce", "--list", "--json", "--runs", folder.toString());

        assertThat(cli.code()).isZero();
        JsonNode rows = Json.parse("out", cli.out());
        JsonNode maml = null;
        for (JsonNode row : rows) {
            assertThat(row.get("state").stringValue()).isEqualTo("open");
            assertThat(row.get("value").isNull()).isTrue();
            maml = row.get("row").stringValue().equals("maml") ? row : maml;
        }
        assertThat(maml).isNotNull();
        assertThat(maml.get("gate").doubleValue()).isEqualTo(0.98);
        assertThat(maml.get("atLeast").booleanValue()).isTrue();
        assertThat(maml.get("minutes").doubleValue()).isEqualTo(90);
        assertThat(maml.propertyNames()).contains("ci95", "reached", "training", "test");
    }

    @Test
    void everyRowsMethodIsOneOfOurs() {
        for (var row : org.meta4j.bench.reproduce.Rows.all()) {
            Methods.named(row.train().get(row.train().indexOf("--method") + 1));
        }
    }

    @Test
    void anUnknownRowIsToldWithItsNeighbour() {
        Cli cli = Cli.line("bench reproduce protonett --list");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("unknown row 'protonett': did you mean 'protonet'?");
    }

    @Test
    void aPageWithoutAPlaceIsFoundBeforeAnythingIsComputed() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), "# Results\n");
        Cli cli = Cli.run("bench", "reproduce", "maml", "--data", folder.toString(), "--into", page.toString());
        assertThat(cli.code()).isNotZero();
        assertThat(cli.err()).contains("has no place for the table", "<!-- reproduce: begin -->");
        assertThat(page).hasContent("# Results\n");
    }

    @Test
    void theTableGoesIntoItsPlaceAndNothingElseOfThePageChanges() throws Exception {
        Path page = Files.writeString(
                folder.resolve("page.md"),
                "# Results\n<!-- reproduce: begin -->\nold\n<!-- reproduce: end -->\nafter\n");
        Cli cli = Cli.run(
                "bench", "reproduce", "--list", "--runs", folder.resolve("runs").toString(), "--into", page.toString());
        assertThat(cli.code()).isZero();
        assertThat(Files.readString(page))
                .startsWith("# Results\n<!-- reproduce: begin -->\n| row |")
                .contains("| maml | MAML (T) | 5-way 1-shot (T) | ≥ 98.0 | open |")
                .endsWith("<!-- reproduce: end -->\nafter\n")
                .doesNotContain("old");
    }
}
