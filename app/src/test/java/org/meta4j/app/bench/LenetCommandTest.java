package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class LenetCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void images() throws IOException {
        TinyDigits.write(folder, 10);
    }

    @Test
    void theFileHoldsWhatIsCounted() throws IOException {
        Path file = folder.resolve("lenet.safetensors");
        Cli cli = Cli.line("bench lenet --data " + folder + " --epochs 1 --jitter 0 --json --recipe"
                + " prune(0.9).then(train(1)).then(share(4)).then(huffman()) -o " + file);

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("lenet", cli.out());
        assertThat(result.get("floatBytes").intValue()).isEqualTo(4 * 266_610);
        assertThat(result.get("fileBytes").longValue()).isEqualTo(Files.size(file));
        assertThat(result.get("ratio").doubleValue()).isEqualTo(4 * 266_610.0 / Files.size(file));
        assertThat(result.get("images").stringValue()).isEqualTo("test");
        assertThat(result.get("count").intValue()).isEqualTo(12);
        assertThat(CompressedNetwork.load(file).network().network().name()).contains("300");
        assertThat(cli.err()).contains("epoch 1 of 1");
        Cli info = Cli.line("info " + file);
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out()).contains("share(4)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--network 6 | 2 | unknown network '6'",
                "--epochs 0 | 2 | epochs must be at least 1, but were 0",
                "--recipe quantize(9) | 2 | the bits of quantize must be from 2 to 8",
                "--validation 30 | 1 | validation examples must be at least 1 and fewer than the 30"
            })
    void whatCannotBeIsRefused(String words, int code, String reason) {
        Path file = folder.resolve("x");
        Cli cli = Cli.line("bench lenet --data " + folder + " " + words + " -o " + file);

        assertThat(cli.err()).contains(reason);
        assertThat(cli.code()).isEqualTo(code);
        assertThat(file).doesNotExist();
    }
}
