package org.meta4j.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResizeTest {
    private static float[] resize(float[] image, int height, int width, int channels, int newHeight, int newWidth) {
        Resize.Rows rows = (y, row) -> System.arraycopy(image, y * width * channels, row, 0, width * channels);
        return Resize.of(height, width, newHeight, newWidth).apply(rows, channels);
    }

    private static void assertClose(float[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("number %d", i).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void halvingFourPixelsWeighsThemByATriangleOverTwiceTheStep() {
        // Centre 1, support 2: distances 0.5, 0.5, 1.5 (and 2.5) give 3/4, 3/4, 1/4, 0, divided by 7/4.
        assertClose(resize(new float[] {70, 0, 0, 0}, 1, 4, 1, 1, 2), 30, 0);
        assertClose(resize(new float[] {0, 70, 0, 0}, 1, 4, 1, 1, 2), 30, 10);
        assertClose(resize(new float[] {0, 0, 70, 0}, 1, 4, 1, 1, 2), 10, 30);
    }

    @Test
    void threeToTwoAlongAColumn() {
        // Scale 1.5: centre 0.75, distances 0.25, 0.75, 1.75 give 5/6, 1/2, 0, divided by 4/3.
        assertClose(resize(new float[] {8, 80, 0}, 3, 1, 1, 2, 1), 8 * 0.625 + 80 * 0.375, 80 * 0.375);
    }

    @Test
    void doublingInterpolatesBetweenPixelCentresAndHoldsTheEdge() {
        assertClose(resize(new float[] {0, 100}, 1, 2, 1, 1, 4), 0, 25, 75, 100);
    }

    @Test
    void bothAxesAreTheProductOfEach() {
        float[] image = new float[16];
        image[5] = 49;
        // Row weights (3/7, 1/7) times column weights (3/7, 1/7).
        assertClose(resize(image, 4, 4, 1, 2, 2), 9, 3, 3, 1);
    }

    @Test
    void theSameSizeChangesNothing() {
        float[] image = {1, 2, 3, 4, 5, 6};
        assertThat(resize(image, 2, 3, 1, 2, 3)).containsExactly(image);
    }

    @Test
    void channelsAreResizedApart() {
        float[] rgb = {70, 0, 7, 0, 70, 7, 0, 0, 7, 0, 0, 7};
        assertClose(resize(rgb, 1, 4, 3, 1, 2), 30, 30, 7, 0, 10, 7);
    }

    @Test
    void aConstantImageStaysConstantAtEverySize() {
        for (int size = 1; size <= 40; size++) {
            float[] image = new float[17 * 23];
            Arrays.fill(image, 200);
            for (float value : resize(image, 17, 23, 1, size, 41 - size)) {
                assertThat((double) value).as("size %d", size).isCloseTo(200, within(1e-3));
            }
        }
    }
}
