package org.meta4j.data.drawn;

import java.util.Arrays;
import java.util.List;

/**
 * Square paper for a round pen. Each point of a grid twice as fine as the picture keeps its least distance to the
 * pen's path; the distance gives the share of its cell that ink covers, and four cells make a pixel. Joins and caps
 * come out round without a case of their own. Much faster than Java2D for pictures this small, and the same everywhere.
 */
final class Canvas {
    private static final int FINE = 2;

    private final int size;
    private final int fine;
    private final float[] squaredDistance;

    Canvas(int size) {
        this.size = size;
        this.fine = FINE * size;
        this.squaredDistance = new float[fine * fine];
    }

    /**
     * Draws the trails on clean paper.
     *
     * @param penWidth width of the line as a share of the paper
     * @param target receives size × size bytes from {@code offset} on, 0 paper to 255 ink
     */
    void draw(List<Trail> trails, double penWidth, byte[] target, int offset) {
        Arrays.fill(squaredDistance, Float.MAX_VALUE);
        float radius = (float) (penWidth * fine / 2);
        for (Trail trail : trails) {
            for (int i = 1; i < trail.size; i++) {
                line(
                        (float) (trail.x[i - 1] * fine - 0.5),
                        (float) (trail.y[i - 1] * fine - 0.5),
                        (float) (trail.x[i] * fine - 0.5),
                        (float) (trail.y[i] * fine - 0.5),
                        radius + 0.75f);
            }
        }
        develop(radius, target, offset);
    }

    private void line(float x0, float y0, float x1, float y1, float reach) {
        int left = Math.max(0, (int) Math.ceil(Math.min(x0, x1) - reach));
        int right = Math.min(fine - 1, (int) Math.floor(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.ceil(Math.min(y0, y1) - reach));
        int bottom = Math.min(fine - 1, (int) Math.floor(Math.max(y0, y1) + reach));
        float dx = x1 - x0;
        float dy = y1 - y0;
        float inverse = 1 / Math.max(dx * dx + dy * dy, 1e-12f);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                float t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) * inverse));
                float awayX = x0 + t * dx - x;
                float awayY = y0 + t * dy - y;
                float squared = awayX * awayX + awayY * awayY;
                int at = y * fine + x;
                if (squared < squaredDistance[at]) {
                    squaredDistance[at] = squared;
                }
            }
        }
    }

    private void develop(float radius, byte[] target, int offset) {
        // a line thinner than a cell never covers one
        float most = Math.min(1, 2 * radius);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int at = FINE * row * fine + FINE * column;
                float ink = covered(squaredDistance[at], radius, most)
                        + covered(squaredDistance[at + 1], radius, most)
                        + covered(squaredDistance[at + fine], radius, most)
                        + covered(squaredDistance[at + fine + 1], radius, most);
                target[offset + row * size + column] = (byte) (int) (ink * (255f / 4) + 0.5f);
            }
        }
    }

    private static float covered(float squaredDistance, float radius, float most) {
        float reach = radius + 0.5f;
        if (squaredDistance >= reach * reach) {
            return 0;
        }
        return Math.min(most, reach - (float) Math.sqrt(squaredDistance));
    }
}
