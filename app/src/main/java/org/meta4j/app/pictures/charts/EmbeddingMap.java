package org.meta4j.app.pictures.charts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.pictures.plot.Anchor;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Type;

/**
 * Examples of a few classes where a learner's feature space puts them, seen along the two directions in which they vary
 * most, on equal scales. Classes have a colour and a shape each.
 *
 * @param title of the picture
 * @param names of the classes
 * @param labels of the examples
 * @param axes places of the examples, along two axes
 */
public record EmbeddingMap(String title, List<String> names, int[] labels, PrincipalAxes axes) implements Picture {
    private static final int NAMES = 320;
    private static final Box AREA = new Box(40, 46, 460, 400);

    public EmbeddingMap {
        names = List.copyOf(names);
        if (labels.length != axes.coordinates().length || labels.length == 0) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + axes.coordinates().length + " examples");
        }
    }

    @Override
    public String name() {
        return "embeddings";
    }

    @Override
    public double width() {
        return AREA.right() + NAMES + 20;
    }

    @Override
    public double height() {
        return 490;
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(Type.TITLE.fit(title, width() - 30), 14, 26, Type.TITLE, Anchor.START, Ink.TEXT);
        frame(canvas);
        double[] middle = {middle(0), middle(1)};
        double reach = 1e-12;
        for (double[] place : axes.coordinates()) {
            reach = Math.max(reach, Math.abs(place[0] - middle[0]) / (AREA.width() - 24));
            reach = Math.max(reach, Math.abs(place[1] - middle[1]) / (AREA.height() - 24));
        }
        double scale = 0.5 / reach;
        for (int i = 0; i < labels.length; i++) {
            double[] place = axes.coordinates()[i];
            double x = AREA.x() + AREA.width() / 2 + scale * (place[0] - middle[0]);
            double y = AREA.y() + AREA.height() / 2 - scale * (place[1] - middle[1]);
            mark(canvas, labels[i], x, y, 0.75);
        }
        for (int c = 0; c < names.size(); c++) {
            double y = AREA.y() + 12 + c * 24.0;
            mark(canvas, c, AREA.right() + 22, y, 1);
            canvas.text(
                    Type.BODY.fitEnds(names.get(c), NAMES - 30),
                    AREA.right() + 36,
                    y + 4.5,
                    Type.BODY,
                    Anchor.START,
                    Ink.TEXT);
        }
    }

    private void frame(Canvas canvas) {
        double[] around = {
            AREA.x(),
            AREA.y(),
            AREA.right(),
            AREA.y(),
            AREA.right(),
            AREA.bottom(),
            AREA.x(),
            AREA.bottom(),
            AREA.x(),
            AREA.y()
        };
        canvas.line(around, Ink.RULE, 1);
        canvas.text(
                axis("first", 0),
                AREA.x() + AREA.width() / 2,
                AREA.bottom() + 24,
                Type.SMALL,
                Anchor.MIDDLE,
                Ink.MUTED);
        canvas.upwards(axis("second", 1), AREA.x() - 14, AREA.y() + AREA.height() / 2, Type.SMALL, Ink.MUTED);
    }

    private String axis(String which, int axis) {
        return String.format(
                Locale.ROOT, "%s principal axis: %.0f %% of the variance", which, 100 * axes.shares()[axis]);
    }

    private double middle(int axis) {
        double least = Arrays.stream(axes.coordinates())
                .mapToDouble(place -> place[axis])
                .min()
                .orElse(0);
        double most = Arrays.stream(axes.coordinates())
                .mapToDouble(place -> place[axis])
                .max()
                .orElse(0);
        return (least + most) / 2;
    }

    private static void mark(Canvas canvas, int label, double x, double y, double opacity) {
        Ink ink = Ink.series(label);
        double r = 4.6;
        switch (Math.floorMod(label, 4)) {
            case 0 -> canvas.disc(x, y, r, ink, opacity);
            case 1 ->
                canvas.area(
                        new double[] {x, y - r - 1, x + r + 0.6, y + r - 0.6, x - r - 0.6, y + r - 0.6}, ink, opacity);
            case 2 -> canvas.rectangle(x - r + 0.6, y - r + 0.6, 2 * r - 1.2, 2 * r - 1.2, ink, opacity);
            default -> canvas.area(new double[] {x, y - r - 1, x + r + 1, y, x, y + r + 1, x - r - 1, y}, ink, opacity);
        }
    }
}
