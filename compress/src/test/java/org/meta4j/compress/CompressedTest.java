package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.tasks.Examples;

class CompressedTest {
    private static final Recipe RECIPE =
            Recipe.prune(0.5).then(Recipe.quantize(4)).then(Recipe.huffman());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void aSavedOneIsReadAgainAndAnswersAlike(String method) {
        TrainedLearner base = Untrained.learner(method, 8);
        Compressed compressed = Compressor.compress(base, RECIPE);
        Path file = folder.resolve("small.safetensors");
        compressed.save(file);

        Compressed read = Compressed.load(file);

        assertThat(read.recipe()).isEqualTo(RECIPE);
        base.parameters()
                .names()
                .forEach(
                        name -> assertThat(read.learner().parameters().get(name).values())
                                .as(name)
                                .containsExactly(Compressor.apply(base.parameters(), RECIPE)
                                        .get(name)
                                        .values()));
        Examples support = Untrained.examples(10, 1);
        Examples query = Untrained.examples(6, 2);
        assertThat(read.learner().learn(support).predict(query).probabilities())
                .containsExactly(
                        compressed.learner().learn(support).predict(query).probabilities());
        assertThat(read.learner().provenance()).isEqualTo(base.provenance());
    }

    @Test
    void rowsOfScalesAndShiftsStayAsTheyAre() {
        TrainedLearner base = Untrained.learner("protonet", 8);

        Compressed compressed = Compressor.compress(base, RECIPE);

        assertThat(compressed.learner().parameters().get("block1.norm.scale").values())
                .containsExactly(base.parameters().get("block1.norm.scale").values());
        assertThat(compressed.learner().parameters().get("block2.conv.weight").values())
                .isNotEqualTo(base.parameters().get("block2.conv.weight").values());
    }

    @Test
    void theReportCountsWhatTheFileHolds() throws IOException {
        TrainedLearner base = Untrained.learner("protonet", 8);
        Compressed compressed = Compressor.compress(base, RECIPE);
        Path whole = folder.resolve("whole");
        Path small = folder.resolve("small");
        base.save(whole);
        compressed.save(small);

        CompressionReport report = compressed.report(base);

        long headers = Files.size(whole) - report.weightBytesBefore();
        assertThat(headers).isBetween(500L, 6000L);
        assertThat(Files.size(small) - report.weightBytesAfter()).isBetween(headers, headers + 4000);
        assertThat(report.memoryBytes()).as("unpacked to floats").isEqualTo(report.weightBytesBefore());
        assertThat(report.layers()).hasSize(4);
        int weights = report.layers().stream()
                .mapToInt(CompressionReport.Layer::weights)
                .sum();
        int kept =
                report.layers().stream().mapToInt(CompressionReport.Layer::kept).sum();
        assertThat(kept).isEqualTo(weights - Math.round(0.5f * weights));
        assertThat(report.layers()).allMatch(layer -> layer.error() > 0 && layer.error() < 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void aSolvedTaskIsCompressedAsItStands(String method) {
        TrainedLearner base = Untrained.learner(method, 8);
        // Eight bits change little, so that what is left is the difference between both ways.
        Compressed compressed = Compressor.compress(base, Recipe.quantize(8));
        Examples support = Untrained.examples(10, 3);
        Examples query = Untrained.examples(6, 4);

        float[] exact = base.learn(support).predict(query).probabilities();
        float[] late = new CompressedSolver(base, compressed)
                .learn(support)
                .predict(query)
                .probabilities();

        assertThat(late).isNotEqualTo(exact);
        for (int i = 0; i < exact.length; i++) {
            assertThat(late[i]).isBetween(exact[i] - 0.05f, exact[i] + 0.05f);
        }
    }

    @Test
    void damageIsNamed() throws IOException {
        Path file = folder.resolve("small.safetensors");
        Compressor.compress(Untrained.learner("protonet", 8), RECIPE).save(file);
        byte[] good = Files.readAllBytes(file);

        byte[] cut = Arrays.copyOf(good, good.length - 7);
        assertRefused(file, cut, "the file is cut off or damaged");
        String text = new String(good, StandardCharsets.ISO_8859_1);
        assertRefused(file, replaced(text, "(?<=gapBits\\W{1,4})[1-8]", "9"), "its distances have 9 bits");
        assertRefused(file, replaced(text, "prune\\(0\\.5", "prune(1.5"), "its recipe cannot be read");
        // The last bytes are the lengths of a code.
        byte[] odd = good.clone();
        odd[odd.length - 1] ^= 0x3f;
        assertRefused(file, odd, "the file is damaged; copy or compress it again");
        TrainedLearner whole = Untrained.learner("protonet", 8);
        whole.save(file);
        assertThatThrownBy(() -> Compressed.load(file)).hasMessageContaining("a compressed file is needed here");
    }

    private void assertRefused(Path file, byte[] content, String reason) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> Compressed.load(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] replaced(String text, String old, String other) {
        String changed = text.replaceFirst(old, Matcher.quoteReplacement(other));
        assertThat(changed).isNotEqualTo(text);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }
}
