package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class TablesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void eachTableIsLearnedByTheLearnerTheSmallOneAndThoseBeside() throws IOException {
        Path zip = zip(List.of("wdbc", "heart_c", "german", "bank_marketing", "other", "another"));
        Cli cli = Cli.line("bench tables --data " + zip + " --features 3 --shots 2 --minutes 0.02 --tasks 40 --json"
                + " --recipe quantize(4).then(train(2)).then(huffman())");

        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode results = Json.parse("tables", cli.out());
        assertThat(results).hasSize(4 * 4);
        assertThat(results.get(1).get("learner").stringValue()).contains("protonet, ", " times smaller");
        for (JsonNode result : results) {
            // The classes are far apart: whoever looks at the rows at all tells them from one another.
            assertThat(result.get("accuracy").doubleValue())
                    .as(result.toString())
                    .isGreaterThan(0.6);
            assertThat(result.get("rows").intValue()).isEqualTo(4);
            assertThat(result.get("macroF1").doubleValue()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void anArchiveWithoutTheTablesIsRefused() throws IOException {
        Path zip = zip(List.of("bank_marketing", "other"));
        Cli cli = Cli.line("bench tables --data " + zip + " --minutes 0.02");

        assertThat(cli.code()).isOne();
        assertThat(cli.err()).contains("unknown table 'wdbc'");
        assertThat(Cli.line("bench tables --data " + zip + " --shots 0").err())
                .contains("shots must each be at least 1, but were [0]");
    }

    /** Tables of two classes whose features differ by two deviations. */
    private Path zip(List<String> names) throws IOException {
        Path file = folder.resolve("tables.zip");
        SplittableRandom random = new SplittableRandom(3);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                StringBuilder text = new StringBuilder("a\tb\tduration\ttarget\n");
                for (int row = 0; row < 60; row++) {
                    int label = row % 2;
                    text.append(String.format(
                            Locale.ROOT,
                            "%.3f\t%.3f\t%.3f\t%d%n",
                            random.nextDouble() + 1.2 * label,
                            random.nextDouble() - 1.2 * label,
                            random.nextDouble(),
                            label));
                }
                out.putNextEntry(new ZipEntry(name + ".tsv"));
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return file;
    }
}
