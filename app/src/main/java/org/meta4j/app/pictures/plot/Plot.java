package org.meta4j.app.pictures.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers drawn between two axes. Where a number is NaN, nothing is drawn; numbers beyond an axis are drawn at its end.
 */
public final class Plot {
    private static final int TITLE_HEIGHT = 30;
    private static final int GAP = 14;
    private static final int RIGHT = 24;
    private static final int SIDE_TITLE = 24;
    private static final int BELOW = 26;
    private static final int BELOW_TITLE = 22;

    private final Canvas canvas;
    private final Axis horizontal;
    private final Axis vertical;
    private final Box area;

    /**
     * Draws title, legend, grid and axes.
     *
     * @param box that all of it fits in
     * @param title may be empty
     */
    public Plot(Canvas canvas, Box box, String title, List<Legend.Entry> legend, Axis horizontal, Axis vertical) {
        this.canvas = canvas;
        this.horizontal = horizontal;
        this.vertical = vertical;
        double room = box.width() - 12 - RIGHT;
        double top = box.y() + 10 + (title.isEmpty() ? 0 : TITLE_HEIGHT) + Legend.height(legend, room);
        double widest = vertical.ticks().values().stream()
                .mapToDouble(tick -> Type.SMALL.width(vertical.label(tick)))
                .max()
                .orElse(0);
        double left = box.x() + 14 + (vertical.title().isEmpty() ? 0 : SIDE_TITLE) + widest + 8;
        double bottom = box.bottom() - BELOW - (horizontal.title().isEmpty() ? 0 : BELOW_TITLE);
        area = new Box(left, top + GAP, box.right() - RIGHT - left, bottom - top - GAP);
        if (!title.isEmpty()) {
            canvas.text(Type.TITLE.fit(title, room), box.x() + 14, box.y() + 26, Type.TITLE, Anchor.START, Ink.TEXT);
        }
        Legend.draw(canvas, legend, box.x() + 14, top - Legend.height(legend, room) + 2, room);
        grid();
        titles(box);
    }

    private void grid() {
        for (double tick : vertical.ticks().values()) {
            canvas.line(new double[] {area.x(), y(tick), area.right(), y(tick)}, Ink.RULE, 1);
            canvas.text(vertical.label(tick), area.x() - 8, y(tick) + 4.5, Type.SMALL, Anchor.END, Ink.MUTED);
        }
        canvas.line(new double[] {area.x(), area.bottom(), area.right(), area.bottom()}, Ink.AXIS, 1);
        double last = Double.NEGATIVE_INFINITY;
        for (double tick : horizontal.ticks().values()) {
            String label = horizontal.label(tick);
            double half = Type.SMALL.width(label) / 2;
            canvas.line(new double[] {x(tick), area.bottom(), x(tick), area.bottom() + 5}, Ink.AXIS, 1);
            // A label that would run into the one before is left out, its tick stays.
            if (x(tick) - half > last) {
                double middle = Math.min(x(tick), area.right() + RIGHT - 4 - half);
                canvas.text(label, middle, area.bottom() + 20, Type.SMALL, Anchor.MIDDLE, Ink.MUTED);
                last = x(tick) + half + 6;
            }
        }
    }

    private void titles(Box box) {
        double middle = area.x() + area.width() / 2;
        if (!horizontal.title().isEmpty()) {
            canvas.text(horizontal.title(), middle, box.bottom() - 8, Type.SMALL, Anchor.MIDDLE, Ink.TEXT);
        }
        if (!vertical.title().isEmpty()) {
            canvas.upwards(vertical.title(), box.x() + 24, area.y() + area.height() / 2, Type.SMALL, Ink.TEXT);
        }
    }

    /** Where numbers are drawn. */
    public Box area() {
        return area;
    }

    /** Where a number of the horizontal axis is. */
    public double x(double value) {
        return area.x() + horizontal.place(value) * area.width();
    }

    /** Where a number of the vertical axis is. */
    public double y(double value) {
        return area.bottom() - vertical.place(value) * area.height();
    }

    /** A line through points; it is broken where a number is missing, and a point alone is a dot. */
    public void line(double[] xs, double[] ys, Ink ink, double width) {
        for (int[] run : runs(xs, ys, ys)) {
            if (run[1] - run[0] == 1) {
                canvas.disc(x(xs[run[0]]), y(ys[run[0]]), width, ink, 1);
                continue;
            }
            canvas.line(points(xs, ys, run[0], run[1]), ink, width);
        }
    }

    /** The area between two lines. */
    public void band(double[] xs, double[] low, double[] high, Ink ink, double opacity) {
        for (int[] run : runs(xs, low, high)) {
            double[] up = points(xs, high, run[0], run[1]);
            double[] down = points(xs, low, run[0], run[1]);
            double[] around = Arrays.copyOf(up, up.length + down.length);
            for (int i = 0; i < down.length; i += 2) {
                around[up.length + i] = down[down.length - 2 - i];
                around[up.length + i + 1] = down[down.length - 1 - i];
            }
            canvas.area(around, ink, opacity);
        }
    }

    /** Dots. */
    public void dots(double[] xs, double[] ys, Ink ink, double radius, double opacity) {
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                canvas.disc(x(xs[i]), y(ys[i]), radius, ink, opacity);
            }
        }
    }

    /** An interval around a number, upright. */
    public void whisker(double x, double mean, double halfWidth, Ink ink) {
        if (Double.isFinite(x) && Double.isFinite(mean) && Double.isFinite(halfWidth)) {
            canvas.line(new double[] {x(x), y(mean - halfWidth), x(x), y(mean + halfWidth)}, ink, 1.5);
        }
    }

    /** A filled bar between two numbers of each axis. */
    public void bar(double fromX, double toX, double fromY, double toY, Ink ink, double opacity) {
        double top = y(Math.max(fromY, toY));
        double height = y(Math.min(fromY, toY)) - top;
        canvas.rectangle(x(fromX), top, x(toX) - x(fromX), height, ink, opacity);
    }

    /** A dashed line between two points. */
    public void dashes(double fromX, double fromY, double toX, double toY, Ink ink) {
        canvas.dashes(new double[] {x(fromX), y(fromY), x(toX), y(toY)}, ink, 1.5);
    }

    /** Beginnings and ends of stretches without a missing number. */
    private static List<int[]> runs(double[] xs, double[] first, double[] second) {
        List<int[]> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= xs.length; i++) {
            boolean there =
                    i < xs.length && Double.isFinite(xs[i]) && Double.isFinite(first[i]) && Double.isFinite(second[i]);
            if (!there) {
                if (i > from) {
                    runs.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return runs;
    }

    private double[] points(double[] xs, double[] ys, int from, int to) {
        double[] points = new double[2 * (to - from)];
        for (int i = from; i < to; i++) {
            points[2 * (i - from)] = x(xs[i]);
            points[2 * (i - from) + 1] = y(ys[i]);
        }
        return points;
    }
}
