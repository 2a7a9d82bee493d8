package org.meta4j.learners.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class DistortionTest {
    private static final ExampleShape IMAGE = ExampleShape.image(9, 11, 2);

    private static float[] drawn(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextDouble();
        }
        return numbers;
    }

    @Test
    void nothingIsChangedByNothing() {
        float[] image = drawn(1, IMAGE.length());
        float[] result = new float[IMAGE.length()];

        new Distortion(0, 0, 0).write(IMAGE, image, 0, result, 0, new SplittableRandom(3));

        assertThat(result).containsExactly(image);
    }

    @Test
    void wholePixelsMoveAsTheyAreAndEdgesGoOn() {
        float[] image = drawn(2, IMAGE.length());
        float[] result = new float[2 + IMAGE.length()];

        Distortion.write(IMAGE, image, 0, result, 2, new Distortion.Drawn(0, 1, 2, -1));

        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 11; x++) {
                int from = Math.max(0, y - 2) * 11 + Math.min(10, x + 1);
                for (int c = 0; c < 2; c++) {
                    assertThat(result[2 + (y * 11 + x) * 2 + c]).isEqualTo(image[from * 2 + c]);
                }
            }
        }
    }

    @Test
    void aQuarterTurnBringsTheTopToTheSide() {
        ExampleShape square = ExampleShape.image(8, 8, 1);
        float[] image = drawn(3, 64);
        float[] result = new float[64];

        Distortion.write(square, image, 0, result, 0, new Distortion.Drawn(Math.PI / 2, 1, 0, 0));

        // What was above the middle is now to the right of it or to the left: the same way for all pixels.
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(result[y * 8 + x]).isCloseTo(image[x * 8 + 7 - y], within(1e-5f));
            }
        }
    }

    /** Bilinear interpolation is exact for an image whose brightness is linear, so the formula can be computed by hand. */
    @ParameterizedTest
    @CsvSource({"0.3, 1.2, 1.5, -0.75", "-1.1, 0.8, -0.25, 2", "2.5, 1, 0.5, 0.5"})
    void aLinearImageIsWhatTheFormulaSays(double angle, double size, double down, double right) {
        ExampleShape shape = ExampleShape.image(41, 33, 1);
        float[] image = new float[shape.length()];
        for (int y = 0; y < 41; y++) {
            for (int x = 0; x < 33; x++) {
                image[y * 33 + x] = 0.02f * y - 0.013f * x;
            }
        }
        float[] result = new float[shape.length()];

        Distortion.write(shape, image, 0, result, 0, new Distortion.Drawn(angle, size, down, right));

        // Near the middle, where nothing comes from beyond an edge.
        for (int y = 16; y < 25; y++) {
            for (int x = 12; x < 21; x++) {
                double dy = (y - 20 - down) / size;
                double dx = (x - 16 - right) / size;
                double fromY = 20 + Math.cos(-angle) * dy - Math.sin(-angle) * dx;
                double fromX = 16 + Math.sin(-angle) * dy + Math.cos(-angle) * dx;
                assertThat((double) result[y * 33 + x]).isCloseTo(0.02 * fromY - 0.013 * fromX, within(1e-5));
            }
        }
    }

    @Test
    void aTaskIsDistortedInTheSameWayWheneverItIsDrawn() {
        ExampleShape shape = ExampleShape.image(8, 8, 1);
        int[] labels = new int[40];
        Arrays.setAll(labels, i -> i % 4);
        LabelledExamples data = LabelledExamples.of(new Examples(
                shape,
                drawn(5, 40 * shape.length()),
                new Targets.Classes(labels, java.util.List.of("a", "b", "c", "d"))));
        EpisodeSampler plain = new EpisodeSampler(data, new EpisodeShape(3, 2, 4), 7);
        DistortedTasks tasks = new DistortedTasks(plain, Distortion.DEFAULT, 7);

        Task first = tasks.task(5);
        Task again = tasks.task(5, tasks.task(9));

        assertThat(again.support().inputs()).containsExactly(first.support().inputs());
        assertThat(again.query().inputs()).containsExactly(first.query().inputs());
        assertThat(first.query().classes().labels())
                .containsExactly(plain.task(5).query().classes().labels());
        assertThat(first.query().inputs()).isNotEqualTo(plain.task(5).query().inputs());
        assertThat(new DistortedTasks(plain, Distortion.DEFAULT, 8)
                        .task(5)
                        .query()
                        .inputs())
                .isNotEqualTo(first.query().inputs());
        // The data are as before.
        assertThat(plain.task(5).query().inputs())
                .containsExactly(new EpisodeSampler(data, new EpisodeShape(3, 2, 4), 7)
                        .task(5)
                        .query()
                        .inputs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1,10", "0.1,x,0", "1,0,0", "-0.1,0,0", "0,181,0", "0,0,1", "NaN,0,0"})
    void whatIsNoDistortionIsRefused(String text) {
        assertThatThrownBy(() -> Distortion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distortion");
        assertThat(Distortion.parse(Distortion.DEFAULT.text())).isEqualTo(Distortion.DEFAULT);
    }

    @Test
    void rowsOfNumbersCannotBeDistorted() {
        assertThatThrownBy(() -> Distortion.DEFAULT.require(ExampleShape.features(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only images")
                .hasMessageContaining("leave the distortion out");
    }
}
