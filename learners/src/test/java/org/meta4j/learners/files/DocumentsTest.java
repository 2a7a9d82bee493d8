package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;

class DocumentsTest {
    record Settings(int ways, double rate, String note) {}

    record LaterSettings(int ways, double rate, String note, boolean augment) {
        static final LaterSettings DEFAULT = new LaterSettings(1, 1, "", true);
    }

    @TempDir
    Path folder;

    private static Path sample() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DocumentsTest.class.getResource("model-v1.safetensors"))
                .toURI());
    }

    @Test
    void aFileOfFormatVersionOneLoads() throws URISyntaxException {
        Document document = Documents.read(sample(), Documents.MODEL);
        assertThat(document.formatVersion()).isEqualTo(1);
        assertThat(document.read("settings", Settings.class)).isEqualTo(new Settings(5, 0.001, "Zeichen für Ω"));
        assertThat(document.tensors().names()).containsExactly("weight", "bias", "scale");
        assertThat(document.tensors().get("weight").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(document.tensors().get("weight").values()).containsExactly(-0.75f, -0.5f, -0.25f, 0, 0.25f, 0.5f);
        assertThat(document.tensors().get("bias").values()).containsExactly(0.1f, -3.4e38f);
        assertThat(document.tensors().get("scale").values()).containsExactly(2);
    }

    @Test
    void aSettingThatCameLaterHasItsDefaultInAnOldFile() throws URISyntaxException {
        Document document = Documents.read(sample());
        assertThat(document.read("settings", LaterSettings.DEFAULT))
                .isEqualTo(new LaterSettings(5, 0.001, "Zeichen für Ω", true));
        assertThat(document.read("cameLater", LaterSettings.DEFAULT)).isSameAs(LaterSettings.DEFAULT);
        assertThat(SafetensorsFaultsTest.fault(() -> document.read("settings", LaterSettings.class)))
                .contains("model-v1.safetensors", "augment");
        assertThat(SafetensorsFaultsTest.fault(() -> document.read("cameLater", LaterSettings.class)))
                .contains("no field 'cameLater'", "[settings]");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("model.safetensors");
        SampleModel.write(file);
        Document document = Documents.read(file, Documents.MODEL);
        assertThat(document.content()).isEqualTo(SampleModel.content());
        assertThat(document.format()).isEqualTo("meta4j-model");
    }

    @Test
    void aFileOfAnotherFormatIsNamedAsWhatItIs() {
        Path file = folder.resolve("x.safetensors");
        Documents.write(file, Documents.TASK, Json.object(), Tensors.of(Map.of()));
        assertThat(SafetensorsFaultsTest.fault(() -> Documents.read(file, Documents.MODEL)))
                .isEqualTo(file + ": this is a task file, but a model file is needed here: give another file");
    }

    @Test
    void aFileFromALaterFormatIsRefused() {
        assertRefused(
                "{\"format\":\"meta4j-model\",\"formatVersion\":2}", "format version 2", "up to 1", "newer meta4j");
    }

    @Test
    void aFileWithoutAProperDocumentIsRefused() {
        assertRefused("{\"format\":\"meta4j-model\",\"formatVersion\":0}", "no valid 'format'");
        assertRefused("{\"format\":\"meta4j-model\",\"formatVersion\":\"1\"}", "no valid 'format'");
        assertRefused("{\"formatVersion\":1}", "no valid 'format'");
        assertRefused("[]", "not a JSON object");
        assertRefused("{\"format\":", "not JSON");
        assertRefused("", "not a JSON object");
        assertRefused("{\"format\":\"a\",\"format\":\"a\",\"formatVersion\":1}", "not JSON", "format");
    }

    @Test
    void aForeignSafetensorsFileIsRefused() {
        Path file = folder.resolve("x.safetensors");
        Safetensors.write(file, Map.of("framework", "pt"), SampleModel.tensors());
        assertThat(SafetensorsFaultsTest.fault(() -> Documents.read(file))).contains("not written by meta4j");
    }

    @Test
    void aDocumentThatWouldHideItsFormatIsNotWritten() throws IOException {
        Path file = folder.resolve("x.safetensors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Documents.write(
                        file, Documents.MODEL, Json.object().put("format", "mine"), SampleModel.tensors()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Documents.write(file, Documents.MODEL, Json.tree(3), SampleModel.tensors()));
        assertThat(Files.exists(file)).isFalse();
    }

    private void assertRefused(String metadata, String... expected) {
        Path file = folder.resolve("x.safetensors");
        Safetensors.write(file, Map.of("meta4j", metadata), SampleModel.tensors());
        assertThat(SafetensorsFaultsTest.fault(() -> Documents.read(file, Documents.MODEL)))
                .startsWith(file.toString())
                .contains(expected);
    }
}
