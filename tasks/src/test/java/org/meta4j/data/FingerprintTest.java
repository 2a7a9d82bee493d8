package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class FingerprintTest {
    /** SHA-256 of "abc", FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void isTheStandardsExample() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(Fingerprint.ofText("abc")).isEqualTo(ABC);
        assertThat(Fingerprint.ofFile(file)).isEqualTo(ABC);
        assertThat(Fingerprint.combined(List.of(ABC))).isEqualTo(Fingerprint.ofText(ABC + "\n"));
    }

    @Test
    void classListsThatDifferHaveDifferentFingerprints() {
        String whole = Fingerprint.ofClasses(List.of(new ClassInfo("ab", "c", "d", 1)));
        assertThat(Fingerprint.ofClasses(List.of(new ClassInfo("a", "bc", "d", 1))))
                .isNotEqualTo(whole);
        assertThat(Fingerprint.ofClasses(List.of(new ClassInfo("ab", "c", "d", 2))))
                .isNotEqualTo(whole);
        assertThat(Fingerprint.ofClasses(List.of(new ClassInfo("ab", "c", "d", 1))))
                .isEqualTo(whole);
    }
}
