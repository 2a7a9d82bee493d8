package org.meta4j.app.pictures.charts;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;
import org.meta4j.scores.MeanInterval;

/**
 * Accuracy against a number that is counted: inner steps, or shots.
 *
 * @param name of the picture's file
 * @param title of the picture
 * @param counted what is counted
 * @param chance accuracy of guessing
 * @param points at rising counts, at least one
 */
public record AccuracyCurve(String name, String title, String counted, double chance, List<Point> points)
        implements Picture {
    /**
     * A measured accuracy.
     *
     * @param used whether this is the count that the learner uses
     */
    public record Point(int count, MeanInterval accuracy, boolean used) {}

    public AccuracyCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a curve needs at least one point");
        }
    }

    @Override
    public double width() {
        return 680;
    }

    @Override
    public double height() {
        return 360;
    }

    @Override
    public void draw(Canvas canvas) {
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), height()),
                title,
                legend(),
                Axis.whole(
                        counted,
                        points.get(0).count(),
                        points.get(points.size() - 1).count()),
                Axis.shares("accuracy on queries", Math.min(showsChance() ? chance : 1, least()), 1));
        double[] xs = points.stream().mapToDouble(Point::count).toArray();
        double[] means =
                points.stream().mapToDouble(point -> point.accuracy().mean()).toArray();
        double[] low = points.stream()
                .mapToDouble(point -> point.accuracy().mean() - point.accuracy().halfWidth())
                .toArray();
        double[] high = points.stream()
                .mapToDouble(point -> point.accuracy().mean() + point.accuracy().halfWidth())
                .toArray();
        if (showsChance()) {
            plot.dashes(xs[0], chance, xs[xs.length - 1], chance, Ink.MUTED);
        }
        plot.band(xs, low, high, Ink.BLUE, 0.22);
        plot.line(xs, means, Ink.BLUE, 2.2);
        plot.dots(xs, means, Ink.BLUE, 3.6, 1);
        for (Point point : points) {
            if (point.used()) {
                double[] x = {point.count()};
                double[] y = {point.accuracy().mean()};
                plot.dots(x, y, Ink.GREEN, 6.5, 1);
                plot.dots(x, y, Ink.PAPER, 3, 1);
            }
        }
    }

    private double least() {
        return points.stream()
                .map(Point::accuracy)
                .mapToDouble(accuracy ->
                        Double.isNaN(accuracy.halfWidth()) ? accuracy.mean() : accuracy.mean() - accuracy.halfWidth())
                .min()
                .orElse(0);
    }

    /** Guessing far below would leave a curve near 1 no room to be seen in. */
    private boolean showsChance() {
        return least() < (1 + chance) / 2;
    }

    private List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        entries.add(new Legend.Entry(Legend.Sign.LINE, Ink.BLUE, "mean over tasks"));
        entries.add(new Legend.Entry(Legend.Sign.AREA, Ink.BLUE, "95 % interval"));
        if (showsChance()) {
            entries.add(new Legend.Entry(Legend.Sign.DASHES, Ink.MUTED, "guessing"));
        }
        if (points.stream().anyMatch(Point::used)) {
            entries.add(new Legend.Entry(Legend.Sign.DOT, Ink.GREEN, "as the learner is used"));
        }
        return entries;
    }
}
