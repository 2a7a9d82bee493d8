package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    record Line(long iteration, double loss, String note) {}

    private static final String THREE = """
        {"iteration":1,"loss":0.5,"note":"größer"}
        {"iteration":2,"loss":null,"note":"a\\nb"}
        {"iteration":3,"loss":0.25,"note":""}
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("metrics.jsonl");
    }

    @Test
    void eachLineIsInTheFileAsSoonAsItIsAppended() {
        try (JsonLines lines = JsonLines.open(file)) {
            lines.append(new Line(1, 0.5, "größer"));
            assertThat(file).hasContent(THREE.lines().findFirst().orElseThrow() + "\n");
            lines.append(new Line(2, Double.NaN, "a\nb"));
            lines.append(new Line(3, 0.25, ""));
            assertThat(file).hasContent(THREE);
            assertThat(JsonLines.read(file)).hasSize(3);
        }
    }

    @Test
    void whereverACrashCutTheFileTheWholeLinesStayAndWritingGoesOn() throws IOException {
        byte[] whole = THREE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            String cut = new String(whole, 0, length, StandardCharsets.UTF_8);
            String expected = cut.substring(0, cut.lastIndexOf('\n') + 1);
            assertThat(JsonLines.read(file)).hasSize((int) expected.lines().count());
            try (JsonLines lines = JsonLines.open(file)) {
                lines.append(Map.of("iteration", 9));
            }
            assertThat(Files.readString(file)).isEqualTo(expected + "{\"iteration\":9}\n");
        }
    }

    @Test
    void aLastLineThatIsNotAnObjectIsRemoved() throws IOException {
        for (String torn : List.of("\0\0\0\n", "{\"iteration\":\n", "12\n", "\n", "{}{}\n")) {
            Files.writeString(file, THREE + torn);
            JsonLines.open(file).close();
            assertThat(file).hasContent(THREE);
        }
    }

    @Test
    void damageInTheMiddleIsNamedByItsLineAndNotTouched() throws IOException {
        Files.writeString(file, THREE + "garbage\n" + THREE);
        assertThat(SafetensorsFaultsTest.fault(() -> JsonLines.open(file))).contains(file.toString(), "line 4");
        assertThat(file).hasContent(THREE + "garbage\n" + THREE);
    }

    @Test
    void linesAfterTheCheckpointAreRemovedOnResuming() throws IOException {
        Files.writeString(file, "{\"event\":\"started\"}\n" + THREE + "{\"iteration\":");
        try (JsonLines lines = JsonLines.resume(file, 2)) {
            lines.append(new Line(3, 0.125, "again"));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("{\"event\":\"started\"}");
        assertThat(lines.get(2)).startsWith("{\"iteration\":2,");
        assertThat(lines.get(3)).isEqualTo("{\"iteration\":3,\"loss\":0.125,\"note\":\"again\"}");
    }

    @Test
    void whatIsNotAnObjectAndWhatCannotBeWrittenIsRefused() throws IOException {
        try (JsonLines lines = JsonLines.open(file)) {
            assertThatIllegalArgumentException().isThrownBy(() -> lines.append(List.of(1)));
        }
        assertThat(file).isEmptyFile();
        assertThat(AtomicFilesTest.fault(() -> JsonLines.open(folder.resolve("no/file"))))
                .contains("no such folder");
        assertThat(SafetensorsFaultsTest.fault(() -> JsonLines.read(folder.resolve("no"))))
                .contains("no such file");
    }
}
