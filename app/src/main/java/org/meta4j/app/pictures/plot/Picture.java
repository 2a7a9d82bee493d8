package org.meta4j.app.pictures.plot;

/** A picture that can be drawn on anything. */
public interface Picture {
    /** Pixels of a PNG for each pixel of the drawing: {@value}. */
    int SCALE = 2;

    /** Name of its file, without an ending. */
    String name();

    /** What it shows, for who cannot see it. */
    String title();

    /** Its width in pixels. */
    double width();

    /** Its height in pixels. */
    double height();

    /** Draws it, within its width and height. */
    void draw(Canvas canvas);

    /** The picture as an SVG element to stand in a page that has {@link Ink#css()}. */
    default String svgElement() {
        SvgCanvas canvas = new SvgCanvas();
        draw(canvas);
        return canvas.element(width(), height(), title());
    }

    /** The picture as an SVG file. */
    default String svgFile() {
        SvgCanvas canvas = new SvgCanvas();
        draw(canvas);
        return canvas.file(width(), height(), title());
    }

    /** The picture as a PNG file, on bright paper. */
    default byte[] png() {
        ImageCanvas canvas = new ImageCanvas(width(), height(), SCALE);
        draw(canvas);
        return canvas.png();
    }
}
