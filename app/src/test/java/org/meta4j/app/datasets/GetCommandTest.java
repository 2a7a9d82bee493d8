package org.meta4j.app.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.download.LocalServer;
import org.meta4j.app.fixtures.RealData;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class GetCommandTest {
    @TempDir
    private Path folder;

    @Test
    void mnistIsFetchedAndCanBeUsedAtOnce() {
        Path real = RealData.at("mnist");
        try (LocalServer server = new LocalServer((exchange, n) -> LocalServer.whole(
                exchange,
                Files.readAllBytes(
                        real.resolve(exchange.getRequestURI().getPath().substring("/mirror/".length())))))) {
            String line = "data get mnist -o " + folder + "/m --from " + server.address("/mirror/");

            Cli first = Cli.line(line);
            Cli again = Cli.line(line + " --json");

            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.out())
                    .isEqualTo(String.format("mnist is in %s/m: use it with --data mnist:%s/m%n", folder, folder));
            assertThat(first.err().lines())
                    .containsExactly(
                            "train-images-idx3-ubyte.gz: 9.9 MB, fetched, SHA-256 is right",
                            "train-labels-idx1-ubyte.gz: 0.0 MB, fetched, SHA-256 is right",
                            "t10k-images-idx3-ubyte.gz: 1.6 MB, fetched, SHA-256 is right",
                            "t10k-labels-idx1-ubyte.gz: 0.0 MB, fetched, SHA-256 is right",
                            "MNIST: LeCun, Cortes, Burges; CC BY-SA 3.0, as commonly stated");
            JsonNode json = Json.parse("out", again.out());
            assertThat(json.get("use").stringValue()).isEqualTo("mnist:" + folder + "/m");
            assertThat(json.get("files"))
                    .hasSize(4)
                    .allMatch(file -> !file.get("fetched").booleanValue());
            assertThat(server.requests()).hasSize(4);
            Cli info = Cli.line("data info --json mnist:" + folder + "/m");
            assertThat(Json.parse("out", info.out()).get("examples").intValue()).isEqualTo(70_000);
        }
    }

    @Test
    void whatIsNotTheFileIsRefusedInOneLine() {
        try (LocalServer server = new LocalServer(
                (exchange, n) -> LocalServer.whole(exchange, "<html>".getBytes(StandardCharsets.UTF_8)))) {
            Cli cli = Cli.line("data get omniglot -o " + folder + " --from " + server.address(""));

            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("meta4j: " + server.address("/images_background.zip")
                            + " is not the file that it should be: its MD5 is ")
                    .endsWith("68d2efa1b9178cc56df9314c21c6e718: fetch it from elsewhere with --from URL");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            data get mnits | unknown data set 'mnits': did you mean 'mnist'? (known: omniglot, mnist, fashion-mnist)
            data get mnist --from ftp://host/x | --from ftp://host/x is no address of http or https: give the folder of the files, as in https://host/folder (see 'meta4j data get --help')
            data get mnist --from nowhere | --from nowhere is no address of http or https: give the folder of the files, as in https://host/folder (see 'meta4j data get --help')
            data get mnist --from http://host/x?y=1 | --from http://host/x?y=1 is no address of http or https: give the folder of the files, as in https://host/folder (see 'meta4j data get --help')
            data gett mnist | unknown command 'gett': did you mean 'get'? (known: get, info, split)
            data get | missing required parameter: 'NAME' (see 'meta4j data get --help')
            """)
    void wrongUseIsOneLine(String line, String error) {
        assertThat(Cli.line(line)).isEqualTo(new Cli(2, "", String.format("meta4j: %s%n", error)));
    }
}
