package org.meta4j.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanvasTest {
    @ParameterizedTest(name = "{0} pixels, pen {1}, angle {2}")
    @CsvSource({"28,0.047,0", "28,0.047,0.3", "28,0.047,0.785", "64,0.047,1.2", "28,0.1,0.3", "28,0.2,0.9"})
    void a_line_takes_the_ink_of_its_area(int size, double pen, double angle) {
        double length = 0.5;
        double dx = length / 2 * Math.cos(angle);
        double dy = length / 2 * Math.sin(angle);

        double ink = ink(size, pen, line(0.51 - dx, 0.49 - dy, 0.51 + dx, 0.49 + dy));

        // a rectangle with a half disc at each end
        double area = length * pen + Math.PI * pen * pen / 4;
        assertThat(ink / (size * size)).isCloseTo(area, within(0.04 * area));
    }

    @ParameterizedTest(name = "({0}, {1})")
    @CsvSource({"0.5,0.5", "0.37,0.61", "0.511,0.483"})
    void a_dot_is_a_disc_wherever_it_lies(double x, double y) {
        double pen = 0.2;
        byte[] pixels = new byte[28 * 28];
        new Canvas(28).draw(List.of(line(x, y, x, y)), pen, pixels, 0);
        double ink = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < pixels.length; i++) {
            double value = (pixels[i] & 0xFF) / 255.0;
            ink += value;
            sumX += value * (i % 28 + 0.5) / 28;
            sumY += value * (i / 28 + 0.5) / 28;
        }

        assertThat(ink / pixels.length).isCloseTo(Math.PI * pen * pen / 4, within(0.001));
        assertThat(sumX / ink).isCloseTo(x, within(0.002));
        assertThat(sumY / ink).isCloseTo(y, within(0.002));
    }

    @Test
    void ink_outside_the_paper_is_lost_without_a_trace() {
        byte[] pixels = new byte[28 * 28];
        new Canvas(28).draw(List.of(line(-3, -3, -1, 5), line(2, 2, 1e6, 9)), 0.05, pixels, 0);

        assertThat(pixels).containsOnly((byte) 0);
    }

    @Test
    void crossing_lines_do_not_ink_a_pixel_twice() {
        byte[] pixels = new byte[28 * 28];
        new Canvas(28).draw(List.of(line(0.2, 0.5, 0.8, 0.5), line(0.8, 0.5, 0.2, 0.5)), 0.02, pixels, 0);
        byte[] once = new byte[28 * 28];
        new Canvas(28).draw(List.of(line(0.2, 0.5, 0.8, 0.5)), 0.02, once, 0);

        assertThat(pixels).isEqualTo(once);
    }

    private static Trail line(double x0, double y0, double x1, double y1) {
        Trail trail = new Trail(2);
        trail.add(x0, y0);
        trail.add(x1, y1);
        return trail;
    }

    private static double ink(int size, double pen, Trail trail) {
        byte[] pixels = new byte[size * size];
        new Canvas(size).draw(List.of(trail), pen, pixels, 0);
        double sum = 0;
        for (byte pixel : pixels) {
            sum += (pixel & 0xFF) / 255.0;
        }
        return sum;
    }
}
