package org.meta4j.app.pictures.plot;

import java.util.Base64;
import java.util.Locale;

/**
 * Draws SVG. Each shape has its bright colour as an attribute, which every program understands, and a class, by which
 * {@link Ink#css()} gives it the dark one.
 */
final class SvgCanvas implements Canvas {
    private static final String FONT = "font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',"
            + "'Liberation Sans',Arial,sans-serif\"";

    private final StringBuilder body = new StringBuilder();

    @Override
    public void line(double[] points, Ink ink, double width) {
        polyline(points, ink, width, "");
    }

    @Override
    public void dashes(double[] points, Ink ink, double width) {
        polyline(points, ink, width, " stroke-dasharray=\"6 5\"");
    }

    private void polyline(double[] points, Ink ink, double width, String more) {
        body.append("<polyline points=\"").append(list(points)).append("\" fill=\"none\" ");
        paint("stroke", "s-", ink).append(" stroke-width=\"").append(number(width));
        body.append("\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
                .append(more)
                .append("/>\n");
    }

    @Override
    public void area(double[] points, Ink ink, double opacity) {
        body.append("<polygon points=\"").append(list(points)).append("\" ");
        fill(ink, opacity).append("/>\n");
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink, double opacity) {
        body.append("<rect");
        attribute("x", x).append(' ');
        attribute("y", y);
        attribute("width", width);
        attribute("height", height).append(' ');
        fill(ink, opacity).append("/>\n");
    }

    @Override
    public void disc(double x, double y, double radius, Ink ink, double opacity) {
        body.append("<circle");
        attribute("cx", x);
        attribute("cy", y);
        attribute("r", radius).append(' ');
        fill(ink, opacity).append("/>\n");
    }

    @Override
    public void text(String text, double x, double y, Type type, Anchor anchor, Ink ink) {
        body.append("<text");
        attribute("x", x);
        attribute("y", y);
        letters(text, type, anchor, ink);
    }

    @Override
    public void upwards(String text, double x, double y, Type type, Ink ink) {
        body.append("<text transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(") rotate(-90)\"");
        letters(text, type, Anchor.MIDDLE, ink);
    }

    private void letters(String text, Type type, Anchor anchor, Ink ink) {
        attribute("font-size", type.size());
        body.append(type.bold() ? " font-weight=\"600\"" : "");
        body.append(" text-anchor=\"")
                .append(anchor.name().toLowerCase(Locale.ROOT))
                .append("\" ");
        paint("fill", "f-", ink).append('>').append(Xml.escape(text)).append("</text>\n");
    }

    @Override
    public void image(byte[] png, double x, double y, double width, double height) {
        body.append("<image");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        body.append(" href=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"/>\n");
    }

    private StringBuilder attribute(String name, double value) {
        return body.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    private StringBuilder fill(Ink ink, double opacity) {
        paint("fill", "f-", ink);
        if (opacity < 1) {
            attribute("fill-opacity", opacity);
        }
        return body;
    }

    private StringBuilder paint(String attribute, String prefix, Ink ink) {
        return body.append(attribute)
                .append("=\"")
                .append(ink.brightHex())
                .append("\" class=\"")
                .append(prefix)
                .append(ink.label())
                .append('"');
    }

    private static String list(double[] points) {
        StringBuilder list = new StringBuilder(points.length * 6);
        for (int i = 0; i < points.length; i++) {
            list.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(number(points[i]));
        }
        return list.toString();
    }

    /** With two digits at most behind the point: a hundredth of a pixel is not to be seen. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a measure of a drawing must be finite, but was " + value);
        }
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String digits = rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest;
        return sign + whole + digits;
    }

    String element(double width, double height, String title) {
        return svg(width, height, title, "") + body + "</svg>\n";
    }

    String file(double width, double height, String title) {
        String size = " width=\"" + number(width) + "\" height=\"" + number(height) + "\"";
        SvgCanvas paper = new SvgCanvas();
        paper.rectangle(0, 0, width, height, Ink.PAPER, 1);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(width, height, title, size) + "<style>\n"
                + Ink.css() + "</style>\n" + paper.body + body + "</svg>\n";
    }

    private static String svg(double width, double height, String title, String size) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\""
                + size + " role=\"img\" " + FONT + ">\n<title>" + Xml.escape(title) + "</title>\n";
    }
}
