package org.meta4j.data.drawn;

import java.util.Arrays;

/** The points that the pen passes in one stroke; grows, and can be changed in place. */
final class Trail {
    double[] x;
    double[] y;
    int size;

    Trail(int capacity) {
        x = new double[capacity];
        y = new double[capacity];
    }

    void add(double px, double py) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = px;
        y[size] = py;
        size++;
    }

    void shift(double dx, double dy) {
        for (int i = 0; i < size; i++) {
            x[i] += dx;
            y[i] += dy;
        }
    }

    /** The number of the point at a fraction of the way, 0 the start and 1 the end. */
    int at(double fraction) {
        return (int) Math.min(size - 1.0, Math.max(0, fraction * (size - 1) + 0.5));
    }

    /** Moves the last point by (dx, dy), and the points before it in proportion to their number. */
    void pullEnd(double dx, double dy) {
        for (int i = 1; i < size; i++) {
            double share = (double) i / (size - 1);
            x[i] += share * dx;
            y[i] += share * dy;
        }
    }

    /** Rounds corners: each inner point goes the given share of the way to the middle of its neighbours. */
    void smooth(double share) {
        double beforeX = x[0];
        double beforeY = y[0];
        for (int i = 1; i < size - 1; i++) {
            double hereX = x[i];
            double hereY = y[i];
            x[i] += share * ((beforeX + x[i + 1]) / 2 - hereX);
            y[i] += share * ((beforeY + y[i + 1]) / 2 - hereY);
            beforeX = hereX;
            beforeY = hereY;
        }
    }

    /** Keeps every {@code every}-th point and the last one: the edgy curve of a quick hand. */
    void thin(int every) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i % every == 0 || i == size - 1) {
                x[kept] = x[i];
                y[kept] = y[i];
                kept++;
            }
        }
        size = kept;
    }
}
