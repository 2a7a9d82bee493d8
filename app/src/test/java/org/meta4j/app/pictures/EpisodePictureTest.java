package org.meta4j.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.learners.files.FileWriteException;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class EpisodePictureTest {
    private static final int GREEN = 0x2C9A5B;
    private static final int RED = 0xD23B3B;
    private static final List<String> NAMES = List.of("bolt", "nut", "washer");

    @Test
    void there_is_a_green_frame_for_each_right_query_and_a_red_one_for_each_wrong_query() throws IOException {
        Task task = task(ExampleShape.image(28, 28, 1), 2, 0, 0, 1, 1, 2);
        Predictions predictions = predictions(0, 1, 1, 1, 0);

        BufferedImage picture = read(EpisodePicture.png(task, predictions, "", NAMES));

        // the top side of a frame is one unbroken run: 56 + 2 × 2 pixels if right, 56 + 2 × 3 if wrong
        assertThat(runs(picture, GREEN, 60)).isEqualTo(3 * 2 * 2);
        assertThat(runs(picture, RED, 62)).isEqualTo(2 * 2 * 3);
    }

    @Test
    void nothing_but_background_touches_the_border_even_with_long_names_and_titles() throws IOException {
        List<String> names = List.of("a name that is much too long to be shown in full", "b/" + "x".repeat(300), "");
        String title = "A long title ".repeat(20) + "W".repeat(400);
        Task task = task(
                ExampleShape.image(28, 28, 1),
                7,
                IntStream.range(0, 60).map(i -> i % 3).toArray());
        Predictions predictions = predictions(new int[60]);

        BufferedImage picture = read(EpisodePicture.png(task, predictions, title, names));

        int background = picture.getRGB(0, 0);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean border = x < 20 || y < 20 || x >= picture.getWidth() - 20 || y >= picture.getHeight() - 20;
                if (border && picture.getRGB(x, y) != background) {
                    fail("ink in the border at (%d, %d)", x, y);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} x {1} x {2}")
    @CsvSource({"1,1,1", "5,9,1", "28,28,1", "40,30,3", "3,200,3", "300,300,3"})
    void images_of_any_size_make_a_picture(int rows, int columns, int channels) throws IOException {
        Task task = task(ExampleShape.image(rows, columns, channels), 1, 0, 1, 2);

        BufferedImage picture = read(EpisodePicture.png(task, predictions(0, 1, 2), "Sizes", NAMES));

        assertThat(picture.getWidth()).isBetween(400, 2000);
    }

    @Test
    void queries_without_a_label_are_shown_but_count_neither_as_right_nor_as_wrong() throws IOException {
        Task task = task(ExampleShape.image(28, 28, 1), 1, -1, -1);

        BufferedImage picture = read(EpisodePicture.png(task, predictions(0, 2), "", NAMES));

        assertThat(colour(picture, GREEN)).isZero();
        assertThat(colour(picture, RED)).isZero();
    }

    @Test
    void the_file_replaces_an_older_one_and_leaves_no_temporary_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("episode.png");
        Task task = task(ExampleShape.image(28, 28, 1), 1, 0, 1, 2);

        EpisodePicture.write(file, task, predictions(0, 0, 0), "first", NAMES);
        EpisodePicture.write(file, task, predictions(0, 1, 2), "second", NAMES);

        assertThat(Files.readAllBytes(file)).isEqualTo(EpisodePicture.png(task, predictions(0, 1, 2), "second", NAMES));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_folder_in_place_of_the_file_is_refused_by_name(@TempDir Path folder) {
        Task task = task(ExampleShape.image(28, 28, 1), 1, 0, 1, 2);

        assertThatThrownBy(() -> EpisodePicture.write(folder, task, predictions(0, 1, 2), "", NAMES))
                .isInstanceOf(FileWriteException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("it is a folder");
    }

    @Test
    void predictions_names_and_shapes_that_do_not_match_the_task_are_refused() {
        Task task = task(ExampleShape.image(28, 28, 1), 1, 0, 1, 2);

        assertThatThrownBy(() -> EpisodePicture.png(task, predictions(0, 1), "", NAMES))
                .hasMessage("2 predictions of 3 classes do not belong to a task of 3 queries of 3 classes");
        assertThatThrownBy(() -> EpisodePicture.png(task, predictions(0, 1, 2), "", List.of("bolt")))
                .hasMessage("1 class names for 3 classes");
        Task rows = task(ExampleShape.features(4), 1, 0, 1, 2);
        assertThatThrownBy(() -> EpisodePicture.png(rows, predictions(0, 1, 2), "", NAMES))
                .hasMessageContaining("images of rows × columns × 1 or 3 channels");
    }

    private static Task task(ExampleShape shape, int shots, int... labels) {
        int[] supports = IntStream.range(0, 3 * shots).map(i -> i % 3).toArray();
        return new Task(examples(shape, supports), examples(shape, labels));
    }

    private static Examples examples(ExampleShape shape, int... labels) {
        float[] inputs = new float[labels.length * shape.length()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % 7 / 6f;
        }
        return new Examples(shape, inputs, new Targets.Classes(labels, NAMES));
    }

    private static Predictions predictions(int... labels) {
        float[] probabilities = new float[labels.length * 3];
        Arrays.fill(probabilities, 0.1f);
        for (int i = 0; i < labels.length; i++) {
            probabilities[3 * i + labels[i]] = 0.8f;
        }
        return new Predictions(probabilities, 3, new float[0]);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int runs(BufferedImage picture, int rgb, int length) {
        int runs = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            int run = 0;
            for (int x = 0; x <= picture.getWidth(); x++) {
                if (x < picture.getWidth() && (picture.getRGB(x, y) & 0xFFFFFF) == rgb) {
                    run++;
                } else {
                    runs += run == length ? 1 : 0;
                    run = 0;
                }
            }
        }
        return runs;
    }

    private static long colour(BufferedImage picture, int rgb) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .filter(i -> (picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xFFFFFF) == rgb)
                .count();
    }
}
