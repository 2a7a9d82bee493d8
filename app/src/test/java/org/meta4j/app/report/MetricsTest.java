package org.meta4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.pictures.charts.LearningCurve;
import org.meta4j.learners.files.FileFormatException;

class MetricsTest {
    @TempDir
    private Path folder;

    @Test
    void lossesAndValidationsAreReadAndWhatIsMissingIsNotANumber() throws IOException {
        Path file = write("""
                {"iteration":1,"loss":1.5,"accuracy":0.25}
                {"iteration":2,"loss":null}
                {"note":"no iteration"}
                {"iteration":2,"validation":{"accuracy":0.5,"ci95":null,"best":true}}
                {"iteration":3,"loss":0.5,"accu""");

        Metrics metrics = Metrics.read(file);

        assertThat(metrics.iterations()).containsExactly(1, 2);
        assertThat(metrics.losses()).containsExactly(1.5, Double.NaN);
        assertThat(metrics.accuracies()).containsExactly(0.25, Double.NaN);
        assertThat(metrics.validations()).containsExactly(new LearningCurve.Validation(2, 0.5, Double.NaN, true));
    }

    @Test
    void aFileThatIsMissingOrEmptyHasNoNumbers() throws IOException {
        assertThat(Metrics.read(folder.resolve("none")).isEmpty()).isTrue();
        assertThat(Metrics.read(write("")).isEmpty()).isTrue();
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        Path file = write("what\n{\"iteration\":1}\n");

        assertThatThrownBy(() -> Metrics.read(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("line 1");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("metrics.jsonl"), text);
    }
}
