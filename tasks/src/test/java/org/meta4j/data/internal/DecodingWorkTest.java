package org.meta4j.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photographs pass, whatever they are saved as; what is refused is in the table of wrong inputs too. */
class DecodingWorkTest {
    private static byte[] sample(String name) throws IOException {
        try (InputStream in = DecodingWorkTest.class.getResourceAsStream("/org/meta4j/data/formats/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** The counts are those of the markers that another program finds. */
    @ParameterizedTest
    @CsvSource({"plain.jpg, 1", "turned-6.jpg, 1", "cmyk.jpg, 1", "progressive.jpg, 10"})
    void scansAreCounted(String name, int scans) throws IOException {
        byte[] file = sample(name);

        assertThat(JpegScans.count(file)).isEqualTo(scans);
        // Phones put further images behind the end of the first, which nobody decodes.
        byte[] twice = Arrays.copyOf(file, 2 * file.length);
        System.arraycopy(file, 0, twice, file.length, file.length);
        assertThat(JpegScans.count(twice)).isEqualTo(scans);
    }

    @Test
    void aFileThatIsCutOffAnywhereIsCountedAsFarAsItGoes() throws IOException {
        byte[] file = sample("progressive.jpg");
        int last = 0;
        for (int length = 0; length <= file.length; length++) {
            int scans = JpegScans.count(Arrays.copyOf(file, length));
            assertThat(scans).isBetween(last, 10);
            last = scans;
        }
        assertThat(last).isEqualTo(10);
    }

    @Test
    void photographsPass() throws IOException {
        byte[] progressive = sample("progressive.jpg");
        byte[] plain = sample("plain.jpg");
        assertThatCode(() -> {
                    DecodingWork.require(progressive, ImageFormat.JPEG, 6000, 4000, 0);
                    DecodingWork.require(progressive, ImageFormat.JPEG, 8000, 5000, 0);
                    DecodingWork.require(plain, ImageFormat.JPEG, 10_000, 10_000, 0);
                    DecodingWork.require(webp("VP8 ", 9_000_000), ImageFormat.WEBP, 4000, 3000, 0);
                    DecodingWork.require(webp("VP8L", 20_000_000), ImageFormat.WEBP, 4000, 4000, 0);
                    DecodingWork.require(new byte[0], ImageFormat.GIF, 8000, 5000, 0);
                    DecodingWork.require(new byte[0], ImageFormat.TIFF, 10_000, 10_000, 3);
                    DecodingWork.require(sample("lzw.tif"), ImageFormat.TIFF, 6000, 4000, 3);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatTakesLongIsRefused() throws IOException {
        byte[] progressive = sample("progressive.jpg");
        byte[] lzw = sample("lzw.tif");
        assertThatThrownBy(() -> DecodingWork.require(progressive, ImageFormat.JPEG, 8001, 5000, 0))
                .hasMessage("8001×5000 pixels in 10 scans are 401 million pixels to go over, more than the limit of 400"
                        + " million: save it smaller, or as a JPEG that is not progressive");
        assertThatThrownBy(() -> DecodingWork.require(webp("ANMF", 12_000_000), ImageFormat.WEBP, 4000, 4000, 0))
                .hasMessageStartingWith("4000×4000 pixels in 11999976 bytes are 40 million");
        assertThatThrownBy(() -> DecodingWork.require(lzw, ImageFormat.TIFF, 8000, 4000, 3))
                .hasMessageStartingWith("8000×4000 pixels packed by LZW are 96 million bytes");
    }

    /** A WebP of one chunk, or of an animation whose one picture is lossy. */
    private static byte[] webp(String type, int length) {
        ByteBuffer webp = ByteBuffer.allocate(20 + length).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(12 + length)
                .put(("WEBP" + type).getBytes(StandardCharsets.ISO_8859_1))
                .putInt(length);
        if (type.equals("ANMF")) {
            webp.put(new byte[16])
                    .put("VP8 ".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(length - 24);
        }
        return webp.array();
    }
}
