package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.ExampleShape;

/** Images that other programs wrote; {@code formats/make.py} says how. */
class ImageFormatsTest {
    private static final ExampleShape SHAPE = ExampleShape.image(24, 40, 3);
    private static final int[][] QUARTERS = {{200, 30, 30}, {30, 160, 60}, {40, 60, 200}, {230, 220, 40}};

    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("formats/" + name)) {
            return TinyImages.write(
                    folder.resolve(name), Objects.requireNonNull(in).readAllBytes());
        }
    }

    private static void assertQuarters(float[] values, double alpha, double tolerance) {
        for (int quarter = 0; quarter < 4; quarter++) {
            int row = quarter < 2 ? 6 : 18;
            int column = quarter % 2 == 0 ? 10 : 30;
            for (int channel = 0; channel < 3; channel++) {
                double expected = 255 - alpha * (255 - QUARTERS[quarter][channel]);
                assertThat(255.0 * values[(row * 40 + column) * 3 + channel])
                        .as("quarter %d, channel %d", quarter, channel)
                        .isCloseTo(expected, within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png", "rgb16.png", "rgba16.png", "palette.png", "palette2.png", "palette4.png", "palette8.png",
                "plain.bmp", "plain.gif", "plain.jpg", "progressive.jpg", "cmyk.jpg", "ycck.jpg", "lossy.webp",
                "lossless.webp", "none.tif", "lzw.tif", "deflate.tif", "jpeg.tif", "palette.tif", "big.tif"
            })
    void everyFormatShowsTheSamePicture(String name) throws IOException {
        assertQuarters(ImageReader.read(file(name), SHAPE, Ink.KEEP), 1, 4);
    }

    /** The JDK makes of inks, without the profile of a printer, other colours than most programs. */
    @Test
    void inksOfATiffBecomeColoursThatAreNotFarOff() throws IOException {
        assertQuarters(ImageReader.read(file("cmyk.tif"), SHAPE, Ink.KEEP), 1, 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-clear.png", "half-clear.webp", "half-clear-lossy.webp", "half-clear.tif"})
    void whatIsHalfClearLetsWhitePaperThrough(String name) throws IOException {
        assertQuarters(ImageReader.read(file(name), SHAPE, Ink.KEEP), 128 / 255.0, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear-red.png", "clear-palette.png"})
    void aColourThatIsDeclaredClearIsWhite(String name) throws IOException {
        float[] values = ImageReader.read(file(name), SHAPE, Ink.KEEP);
        assertThat(Arrays.copyOf(values, 3)).containsExactly(1, 1, 1);
        assertThat(255 * values[30 * 3]).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turned-2.jpg",
                "turned-3.jpg",
                "turned-4.jpg",
                "turned-5.jpg",
                "turned-6.jpg",
                "turned-7.jpg",
                "turned-8.jpg",
                "turned-6.png",
                "turned-6.webp",
                "turned-6.tif"
            })
    void whatACameraTurnedIsTurnedUpright(String name) throws IOException {
        assertQuarters(ImageReader.read(file(name), SHAPE, Ink.KEEP), 1, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "lossy.webp", "lossless.webp", "none.tif", "lzw.tif", "rgb16.png"})
    void aFileIsKnownByItsContentAndNotItsName(String name) throws IOException {
        Path file = file(name);
        Path renamed = TinyImages.write(folder.resolve("other.gif"), Files.readAllBytes(file));
        assertThat(ImageReader.read(renamed, SHAPE, Ink.KEEP)).containsExactly(ImageReader.read(file, SHAPE, Ink.KEEP));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 50, 28, 0, 7", // lies: bars above and below
        "50, 100, 28, 7, 0", // stands: bars left and right
        "1000, 1, 28, 0, 13",
    })
    void proportionsAreKeptAndThePaperGoesOn(int width, int height, int side, int left, int top) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean border = height > 1 && (x == 0 || y == 0 || x == width - 1 || y == height - 1);
                image.setRGB(x, y, border ? 0x406080 : 0xff0000);
            }
        }
        Path file = TinyImages.write(folder.resolve("wide.png"), TinyImages.encoded(image, "png"));
        float[] values = ImageReader.read(file, ExampleShape.image(side, side, 3), Ink.KEEP);

        int middle = (side / 2 * side + side / 2) * 3;
        assertThat(values[middle]).isEqualTo(1);
        if (height > 1) {
            assertThat(Arrays.copyOf(values, 3)).containsExactly(0x40 / 255f, 0x60 / 255f, 0x80 / 255f);
            // The last row or column of the bar is plain paper, and the first of the picture is not.
            int bar = ((top == 0 ? side / 2 : top - 1) * side + (left == 0 ? side / 2 : left - 1)) * 3;
            int inside = ((top == 0 ? side / 2 : top + 1) * side + (left == 0 ? side / 2 : left + 1)) * 3;
            assertThat(values[bar]).isEqualTo(0x40 / 255f);
            assertThat(values[inside]).isGreaterThan(0.9f);
        }
    }

    /** Every kind of PNG that the JDK writes, decoded by it and by us. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void ourDecoderOfPngAgreesWithTheJdksInterlacedOrNot(int type) throws IOException {
        Random random = new Random(type);
        BufferedImage image = new BufferedImage(37, 23, type);
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                // Smooth with some noise, so that every filter is of use somewhere.
                int noise = random.nextInt(20);
                image.setRGB(x, y, (200 + x) << 24 | (5 * x + noise) << 16 | (7 * y + noise) << 8 | 3 * (x + y));
            }
        }
        Path plain = TinyImages.write(folder.resolve("plain.png"), TinyImages.encoded(image, "png"));
        Path interlaced = folder.resolve("interlaced.png");
        writeInterlaced(image, interlaced);

        for (int channels : new int[] {1, 3}) {
            ExampleShape shape = ExampleShape.image(23, 37, channels);
            assertThat(ImageReader.read(plain, shape, Ink.KEEP))
                    .containsExactly(ImageReader.read(interlaced, shape, Ink.KEEP));
        }
    }

    private static void writeInterlaced(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png")
                .next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
