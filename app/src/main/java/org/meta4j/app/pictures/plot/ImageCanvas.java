package org.meta4j.app.pictures.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.meta4j.app.pictures.Png;
import org.meta4j.app.pictures.StrokeFont;

/**
 * Draws pixels with Java2D, on bright paper; letters are those of {@link StrokeFont}, so no font has to be installed.
 */
final class ImageCanvas implements Canvas {
    private final BufferedImage image;
    private final Graphics2D pen;

    /** @param scale pixels for each pixel of the drawing */
    ImageCanvas(double width, double height, int scale) {
        image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        rectangle(0, 0, image.getWidth(), image.getHeight(), Ink.PAPER, 1);
        pen.scale(scale, scale);
    }

    @Override
    public void line(double[] points, Ink ink, double width) {
        colour(ink, 1);
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(path(points));
    }

    @Override
    public void dashes(double[] points, Ink ink, double width) {
        colour(ink, 1);
        float[] dashes = {6, 5};
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dashes, 0));
        pen.draw(path(points));
    }

    @Override
    public void area(double[] points, Ink ink, double opacity) {
        colour(ink, opacity);
        Path2D path = path(points);
        path.closePath();
        pen.fill(path);
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink, double opacity) {
        colour(ink, opacity);
        pen.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void disc(double x, double y, double radius, Ink ink, double opacity) {
        colour(ink, opacity);
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String text, double x, double y, Type type, Anchor anchor, Ink ink) {
        colour(ink, 1);
        float weight = (float) (type.capitals() * (type.bold() ? 0.17 : 0.125));
        pen.setStroke(new BasicStroke(weight, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double left = x - anchor.share() * type.width(text);
        for (double[] stroke : StrokeFont.strokes(text, left, y, type.capitals())) {
            pen.draw(path(stroke));
        }
    }

    @Override
    public void upwards(String text, double x, double y, Type type, Ink ink) {
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        pen.rotate(-Math.PI / 2);
        text(text, 0, 0, type, Anchor.MIDDLE, ink);
        pen.setTransform(before);
    }

    @Override
    public void image(byte[] png, double x, double y, double width, double height) {
        try {
            BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(width / drawn.getWidth(), height / drawn.getHeight());
            pen.drawImage(drawn, place, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] png() {
        pen.dispose();
        int width = image.getWidth();
        int height = image.getHeight();
        return Png.encode(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private void colour(Ink ink, double opacity) {
        pen.setColor(new Color(ink.bright() | (int) Math.round(255 * opacity) << 24, true));
    }

    private static Path2D path(double[] points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
