package org.meta4j.app.pictures.charts;

import java.util.Arrays;
import java.util.List;
import org.meta4j.app.pictures.plot.Anchor;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Type;

/**
 * Which classes are taken for which: a row for each true class, a column for each answer, in each cell the share of the
 * row's queries, in percent. Right answers are blue, wrong ones red.
 *
 * @param title of the picture
 * @param labels names of the rows and columns, at least one
 * @param counts queries [true class][answer]
 */
public record ConfusionMatrix(String title, List<String> labels, long[][] counts) implements Picture {
    /** Rows that can be told apart: {@value}. */
    public static final int MOST = 24;

    private static final int TOP = 92;
    private static final int LEFT = 14;
    private static final double MOST_NAME = 200;

    public ConfusionMatrix {
        labels = List.copyOf(labels);
        int size = labels.size();
        if (size == 0 || counts.length != size || Arrays.stream(counts).anyMatch(row -> row.length != size)) {
            throw new IllegalArgumentException(size + " labels need as many rows of as many counts, and at least one");
        }
    }

    @Override
    public String name() {
        return "confusion";
    }

    private double cell() {
        return Math.max(24, Math.min(52, 420.0 / labels.size()));
    }

    private double names() {
        double widest = labels.stream().mapToDouble(Type.SMALL::width).max().orElse(0);
        return Math.min(MOST_NAME, widest) + Type.SMALL.width("24") + 22;
    }

    @Override
    public double width() {
        return Math.max(420, LEFT + names() + cell() * labels.size() + 24);
    }

    @Override
    public double height() {
        return TOP + cell() * labels.size() + 20;
    }

    @Override
    public void draw(Canvas canvas) {
        double cell = cell();
        double left = LEFT + names();
        double number = LEFT + Type.SMALL.width("24");
        canvas.text(Type.TITLE.fit(title, width() - 2 * LEFT), LEFT, 26, Type.TITLE, Anchor.START, Ink.TEXT);
        canvas.text("truth", LEFT, TOP - 10, Type.SMALL, Anchor.START, Ink.MUTED);
        canvas.text("answered as", left, TOP - 30, Type.SMALL, Anchor.START, Ink.MUTED);
        for (int row = 0; row < labels.size(); row++) {
            double y = TOP + row * cell;
            double base = y + cell / 2 + 4.5;
            String label = Integer.toString(row + 1);
            canvas.text(label, left + (row + 0.5) * cell, TOP - 10, Type.SMALL, Anchor.MIDDLE, Ink.MUTED);
            canvas.text(label, number, base, Type.SMALL, Anchor.END, Ink.MUTED);
            canvas.text(
                    Type.SMALL.fit(labels.get(row), MOST_NAME), number + 10, base, Type.SMALL, Anchor.START, Ink.TEXT);
            long sum = Arrays.stream(counts[row]).sum();
            for (int column = 0; column < labels.size(); column++) {
                double share = sum == 0 ? 0 : (double) counts[row][column] / sum;
                cell(canvas, left + column * cell, y, cell, share, row == column);
            }
        }
    }

    private static void cell(Canvas canvas, double x, double y, double cell, double share, boolean right) {
        Ink ink = right ? Ink.BLUE : Ink.RED;
        double side = cell - 2;
        canvas.rectangle(x + 1, y + 1, side, side, Ink.RULE, 0.5);
        if (share > 0) {
            canvas.rectangle(x + 1, y + 1, side, side, ink, 0.12 + 0.88 * share);
            long percent = Math.round(100 * share);
            String text = percent == 0 ? "<1" : Long.toString(percent);
            canvas.text(
                    text,
                    x + cell / 2,
                    y + cell / 2 + 4.5,
                    Type.SMALL,
                    Anchor.MIDDLE,
                    share > 0.5 ? Ink.PAPER : Ink.TEXT);
        }
    }
}
