package org.meta4j.app.pictures;

import java.util.Arrays;
import java.util.List;

/** A picture in the making: opaque pixels 0xRRGGBB, filled rectangles and smooth lines. */
final class Paper {
    final int width;
    final int height;
    final int[] pixels;

    Paper(int width, int height, int colour) {
        this.width = width;
        this.height = height;
        this.pixels = new int[Math.multiplyExact(width, height)];
        Arrays.fill(pixels, colour);
    }

    void fill(int x, int y, int w, int h, int colour) {
        for (int row = Math.max(0, y); row < Math.min(height, y + h); row++) {
            Arrays.fill(pixels, row * width + Math.max(0, x), row * width + Math.min(width, x + w), colour);
        }
    }

    /** A frame of the given thickness just outside a rectangle. */
    void frame(int x, int y, int w, int h, int thickness, int colour) {
        fill(x - thickness, y - thickness, w + 2 * thickness, thickness, colour);
        fill(x - thickness, y + h, w + 2 * thickness, thickness, colour);
        fill(x - thickness, y, thickness, h, colour);
        fill(x + w, y, thickness, h, colour);
    }

    void text(String text, double x, double baseline, double height, double weight, int colour) {
        lines(StrokeFont.strokes(text, x, baseline, height), weight, colour);
    }

    /** Draws lines of round ends; where they meet or cross, ink is not laid twice. */
    void lines(List<double[]> lines, double thickness, int colour) {
        double radius = thickness / 2;
        for (double[] line : lines) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < line.length; i += 2) {
                left = Math.min(left, line[i]);
                right = Math.max(right, line[i]);
                top = Math.min(top, line[i + 1]);
                bottom = Math.max(bottom, line[i + 1]);
            }
            int fromX = Math.max(0, (int) Math.floor(left - radius - 1));
            int toX = Math.min(width - 1, (int) Math.ceil(right + radius + 1));
            int fromY = Math.max(0, (int) Math.floor(top - radius - 1));
            int toY = Math.min(height - 1, (int) Math.ceil(bottom + radius + 1));
            for (int y = fromY; y <= toY; y++) {
                for (int x = fromX; x <= toX; x++) {
                    double covered = Math.min(1, radius + 0.5 - distance(line, x + 0.5, y + 0.5));
                    if (covered > 0) {
                        pixels[y * width + x] = mix(pixels[y * width + x], colour, covered);
                    }
                }
            }
        }
    }

    private static double distance(double[] line, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 3 < line.length; i += 2) {
            double dx = line[i + 2] - line[i];
            double dy = line[i + 3] - line[i + 1];
            double along = (x - line[i]) * dx + (y - line[i + 1]) * dy;
            double t = Math.min(1, Math.max(0, along / Math.max(1e-12, dx * dx + dy * dy)));
            double awayX = line[i] + t * dx - x;
            double awayY = line[i + 1] + t * dy - y;
            least = Math.min(least, awayX * awayX + awayY * awayY);
        }
        return Math.sqrt(least);
    }

    /** The colour that is {@code share} of the way from one to the other. */
    static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }
}
