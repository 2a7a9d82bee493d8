package org.meta4j.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BilevelPngTest {
    private static BufferedImage noise(int width, int height, int type, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(seed);
        for (int i = 0; i < width * height; i++) {
            // Runs rather than noise alone, so that the encoder has reason to choose among its filters.
            image.setRGB(i % width, i / width, random.nextInt(6) == 0 || i % width > width / 2 ? 0xffffff : 0);
        }
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void agreesWithTheJdksDecoderAtEveryWidth() throws IOException {
        for (int width = 1; width <= 40; width++) {
            byte[] file = png(noise(width, 9, BufferedImage.TYPE_BYTE_BINARY, width));
            BilevelPng ours = BilevelPng.decode(file).orElseThrow();
            float[][] rows = new float[2][width];
            ImageDecoder.decode(file, 1_000, pixels -> {
                for (int y = 0; y < 9; y++) {
                    pixels.rows(1).read(y, rows[0]);
                    ours.read(y, rows[1]);
                    assertThat(rows[1])
                            .as("width %d, row %d", rows[1].length, y)
                            .containsExactly(rows[0]);
                }
                return "";
            });
        }
    }

    @Test
    void otherKindsOfPngAreLeftToTheJdk() throws IOException {
        assertThat(BilevelPng.decode(png(noise(9, 9, BufferedImage.TYPE_BYTE_GRAY, 1))))
                .isEmpty();
        assertThat(BilevelPng.decode(png(noise(9, 9, BufferedImage.TYPE_INT_RGB, 1))))
                .isEmpty();
    }

    @Test
    void everyTruncationAndEveryFlippedByteOfTheImageIsNoticed() throws IOException {
        byte[] file = png(noise(30, 20, BufferedImage.TYPE_BYTE_BINARY, 3));
        for (int length = 8; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> BilevelPng.decode(cut))
                    .as("cut to %d", length)
                    .isInstanceOf(IOException.class);
        }
        for (int i = 8; i < file.length; i++) {
            byte[] flipped = file.clone();
            flipped[i] ^= 0x10;
            assertThatThrownBy(() -> BilevelPng.decode(flipped))
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
    }
}
