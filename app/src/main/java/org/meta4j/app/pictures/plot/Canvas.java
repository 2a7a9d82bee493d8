package org.meta4j.app.pictures.plot;

/**
 * What pictures are drawn on; measures in pixels, y downwards. Shapes lie over those drawn before. Points are x, y, x,
 * y, …
 */
public interface Canvas {
    /** A line through points, with round corners and ends. */
    void line(double[] points, Ink ink, double width);

    /** The same, dashed. */
    void dashes(double[] points, Ink ink, double width);

    /** The filled area within points. */
    void area(double[] points, Ink ink, double opacity);

    /** A filled rectangle from its top left corner. */
    void rectangle(double x, double y, double width, double height, Ink ink, double opacity);

    /** A filled disc. */
    void disc(double x, double y, double radius, Ink ink, double opacity);

    /** A line of text; (x, y) is its anchor on the base line. */
    void text(String text, double x, double y, Type type, Anchor anchor, Ink ink);

    /** A line of text that is read from below to above, with its middle at (x, y) on the base line. */
    void upwards(String text, double x, double y, Type type, Ink ink);

    /** The content of a PNG file, from its top left corner. */
    void image(byte[] png, double x, double y, double width, double height);
}
