package org.meta4j.app.pictures.plot;

/**
 * A rectangle of a drawing, in pixels.
 *
 * @param x its left side
 * @param y its upper side
 */
public record Box(double x, double y, double width, double height) {
    /** Its right side. */
    public double right() {
        return x + width;
    }

    /** Its lower side. */
    public double bottom() {
        return y + height;
    }
}
