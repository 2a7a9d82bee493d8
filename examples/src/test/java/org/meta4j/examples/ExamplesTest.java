package org.meta4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.tasks.LabelledExamples;

class ExamplesTest {
    private static final DrawnAlphabetsSettings SMALL =
            DrawnAlphabetsSettings.DEFAULT.withAlphabets(14).withCharactersPerAlphabet(12);

    @TempDir
    private Path folder;

    @Test
    void anAlphabetIsLearnedSavedLoadedAndRecognised() throws IOException {
        Path model = folder.resolve("alphabet.safetensors");
        LearnAnAlphabet.Result result = LearnAnAlphabet.run(SMALL, 40, 60, model, 3);
        // Chance is 0.2; 40 small episodes are enough to be far from it.
        assertThat(result.scores().accuracy().mean()).isGreaterThan(0.5);

        // Drawings of two characters never trained on, as image files.
        LabelledExamples letters = DrawnAlphabets.generate(SMALL, 99);
        for (int letter : List.of(0, 5)) {
            for (int drawing = 0; drawing < 4; drawing++) {
                write(letters, letter, drawing, folder.resolve("letters/letter-" + letter + "/" + drawing + ".png"));
            }
        }
        Path unknown = folder.resolve("unknown.png");
        write(letters, 5, 10, unknown);
        assertThat(RecogniseImages.classOf(model, folder.resolve("letters"), unknown))
                .isEqualTo("letter-5");
    }

    /** Black ink on white paper. */
    private static void write(LabelledExamples letters, int letter, int drawing, Path file) throws IOException {
        int side = letters.shape().sizes().get(0);
        float[] pixels = new float[letters.shape().length()];
        letters.read(letter, drawing, pixels, 0);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.length; i++) {
            image.getRaster().setSample(i % side, i / side, 0, Math.round(255 * (1 - pixels[i])));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
