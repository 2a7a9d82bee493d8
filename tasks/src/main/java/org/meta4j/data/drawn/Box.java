package org.meta4j.data.drawn;

import java.util.List;

/** The smallest upright rectangle around some trails. */
record Box(double left, double top, double right, double bottom) {
    static Box around(List<Trail> trails) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Trail trail : trails) {
            for (int i = 0; i < trail.size; i++) {
                left = Math.min(left, trail.x[i]);
                right = Math.max(right, trail.x[i]);
                top = Math.min(top, trail.y[i]);
                bottom = Math.max(bottom, trail.y[i]);
            }
        }
        return new Box(left, top, right, bottom);
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double centreX() {
        return (left + right) / 2;
    }

    double centreY() {
        return (top + bottom) / 2;
    }
}
