package org.meta4j.data.drawn;

import java.util.ArrayList;
import java.util.List;

/**
 * Which random characters a person would have kept: legible, neither a mere line nor a knot, and unlike the
 * alphabet's other characters. Judged on the tidy drawing at {@value #SIZE} × {@value #SIZE} pixels.
 */
final class Taste {
    private static final int SIZE = 28;
    private static final double PEN = 0.047;
    /** Ink on paper through ink spent; lines over lines and blobs fall below. */
    private static final double LEAST_CLEAR = 0.87;
    /** Cosine of two blurred drawings from which on they count as the same character. */
    private static final double ALIKE = 0.93;

    private final Canvas canvas = new Canvas(SIZE);
    private final List<float[]> kept = new ArrayList<>();

    /** Says whether the character is good enough, and if so remembers it as one of the alphabet's. */
    boolean accepts(Glyph glyph, Chance chance) {
        List<Trail> trails = glyph.tidy();
        Box box = Box.around(trails);
        double longer = Math.max(box.width(), box.height());
        double shorter = Math.min(box.width(), box.height());
        double slimmest = chance.with(0.04) ? 0 : chance.between(0.2, 0.6);
        double path = path(trails);
        if (shorter < slimmest * longer || path < chance.between(0.7, 1.3) || path > 4) {
            return false;
        }
        byte[] pixels = new byte[SIZE * SIZE];
        canvas.draw(trails, PEN, pixels, 0);
        double ink = 0;
        for (byte pixel : pixels) {
            ink += (pixel & 0xFF) / 255.0;
        }
        if (ink / (SIZE * SIZE) < LEAST_CLEAR * path * PEN) {
            return false;
        }
        float[] blurred = blurred(pixels);
        for (float[] other : kept) {
            if (product(blurred, other) > ALIKE) {
                return false;
            }
        }
        kept.add(blurred);
        return true;
    }

    private static double path(List<Trail> trails) {
        double length = 0;
        for (Trail trail : trails) {
            for (int i = 1; i < trail.size; i++) {
                double dx = trail.x[i] - trail.x[i - 1];
                double dy = trail.y[i] - trail.y[i - 1];
                length += Math.sqrt(dx * dx + dy * dy);
            }
        }
        return length;
    }

    /** The drawing under a tent 7 pixels wide, scaled to length 1, so that a product of two is a cosine. */
    private static float[] blurred(byte[] pixels) {
        float[] across = new float[pixels.length];
        float[] down = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            across[i] = pixels[i] & 0xFF;
        }
        tent(across, down, 1);
        tent(down, across, SIZE);
        double norm = Math.sqrt(product(across, across));
        for (int i = 0; i < across.length; i++) {
            across[i] /= (float) norm;
        }
        return across;
    }

    private static void tent(float[] from, float[] to, int stride) {
        for (int i = 0; i < from.length; i++) {
            int at = i / stride % SIZE;
            float sum = 0;
            for (int d = -3; d <= 3; d++) {
                if (at + d >= 0 && at + d < SIZE) {
                    sum += (4 - Math.abs(d)) * from[i + d * stride];
                }
            }
            to[i] = sum;
        }
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
