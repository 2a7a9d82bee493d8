package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.ExampleShape;

class ImageReaderTest {
    private static final ExampleShape GRAY = ExampleShape.image(28, 28, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void darkInkOnWhitePaperBecomesBrightOnDarkInEveryFormat(String format) {
        Path file = TinyImages.write(folder.resolve("image." + format));
        float[] values = ImageReader.read(file, GRAY, Ink.AUTO);

        assertThat(values).hasSize(784);
        assertThat((double) values[0]).isCloseTo(0, within(0.02));
        assertThat((double) values[14 * 28 + 14]).isCloseTo(1, within(0.02));
    }

    @Test
    void lightInkOnDarkPaperIsKeptAndInversionCanBeForced() {
        Path file = folder.resolve("image.png");
        TinyImages.write(file, TinyImages.encoded(TinyImages.square(16, 0, 0xffffff), "png"));

        assertThat(ImageReader.read(file, GRAY, Ink.AUTO)[0]).isZero();
        assertThat(ImageReader.read(file, GRAY, Ink.KEEP)[0]).isZero();
        assertThat(ImageReader.read(file, GRAY, Ink.INVERT)[0]).isEqualTo(1);
    }

    @Test
    void grayKeepsItsValueWhateverTheColourSpaceSays() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 128);
        Path file = TinyImages.write(folder.resolve("gray.png"), TinyImages.encoded(image, "png"));

        assertThat(ImageReader.read(file, ExampleShape.image(1, 1, 1), Ink.KEEP))
                .containsExactly(128 / 255f);
        assertThat(ImageReader.read(file, ExampleShape.image(1, 1, 3), Ink.KEEP))
                .containsExactly(128 / 255f, 128 / 255f, 128 / 255f);
    }

    @Test
    void sixteenBitGrayIsScaled() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x4040);
        Path file = TinyImages.write(folder.resolve("gray16.png"), TinyImages.encoded(image, "png"));
        assertThat(ImageReader.read(file, ExampleShape.image(1, 1, 1), Ink.KEEP))
                .containsExactly(64 / 255f);
    }

    @Test
    void coloursAreRedGreenBlueAndTheirGrayIsLuma() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xc86432);
        Path file = TinyImages.write(folder.resolve("colour.png"), TinyImages.encoded(image, "png"));

        assertThat(ImageReader.read(file, ExampleShape.image(1, 1, 3), Ink.AUTO))
                .containsExactly(200 / 255f, 100 / 255f, 50 / 255f);
        // 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2.
        assertThat(ImageReader.read(file, ExampleShape.image(1, 1, 1), Ink.KEEP))
                .containsExactly(124 / 255f);
    }

    @Test
    void whatIsTransparentIsWhitePaper() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x80000000);
        Path file = TinyImages.write(folder.resolve("alpha.png"), TinyImages.encoded(image, "png"));
        // 255 · (1 − 128/255) = 127.
        assertThat(ImageReader.read(file, ExampleShape.image(1, 2, 1), Ink.KEEP))
                .containsExactly(1, 127 / 255f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void everyTruncationThatLosesPixelsIsNoticed(String format) {
        BufferedImage image = TinyImages.square(40, 0xffffff, 0);
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            image.setRGB(random.nextInt(40), random.nextInt(40), random.nextInt());
        }
        byte[] whole = TinyImages.encoded(image, format);
        // A GIF's last byte is its end mark, which says nothing about the pixels.
        int last = whole.length - (format.equals("gif") ? 2 : 1);
        for (int length = 0; length <= last; length += length < whole.length - 50 ? 29 : 1) {
            Path file = TinyImages.write(folder.resolve("cut." + format), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ImageReader.read(file, GRAY, Ink.AUTO))
                    .as("%s cut to %d of %d bytes", format, length, whole.length)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("image " + file + " cannot be used (")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void missingEmptyAndForeignFilesAreNamed() {
        Path missing = folder.resolve("missing.png");
        assertThatThrownBy(() -> ImageReader.read(missing, GRAY, Ink.AUTO))
                .hasMessage("image " + missing + " cannot be used (no such file)");
        Path empty = TinyImages.write(folder.resolve("empty.png"), new byte[0]);
        assertThatThrownBy(() -> ImageReader.read(empty, GRAY, Ink.AUTO))
                .hasMessage("image " + empty + " cannot be used (the file has 0 bytes)");
        Path zeros = TinyImages.write(folder.resolve("zeros.png"), new byte[200]);
        assertThatThrownBy(() -> ImageReader.read(zeros, GRAY, Ink.AUTO))
                .hasMessage("image " + zeros + " cannot be used (not a PNG, JPEG, GIF, BMP, TIFF or WebP image)");
        assertThatThrownBy(() -> ImageReader.read(folder, GRAY, Ink.AUTO)).isInstanceOf(DataException.class);
    }

    @Test
    void anImageThatClaimsToBeHugeIsRefusedByItsHeader() {
        byte[] png = TinyImages.encoded(TinyImages.square(16, 0xffffff, 0), "png");
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        Path file = TinyImages.write(folder.resolve("huge.png"), png);
        assertThatThrownBy(() -> ImageReader.read(file, GRAY, Ink.AUTO))
                .hasMessageContaining("100000×100000 pixels are more than the limit of 100000000");
    }

    @Test
    void aShapeThatIsNoImageIsRefused() {
        assertThatThrownBy(() -> ImageReader.read(folder, ExampleShape.features(4), Ink.AUTO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageReader.read(folder, ExampleShape.image(4, 4, 2), Ink.AUTO))
                .hasMessageContaining("4×4×2");
    }
}
