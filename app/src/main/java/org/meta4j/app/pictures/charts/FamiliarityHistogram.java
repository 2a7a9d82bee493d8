package org.meta4j.app.pictures.charts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;

/**
 * How familiar queries of known and of unknown classes look to a learner, and the threshold below which it says "none
 * of these". Of each kind the share of its queries in a bin is shown; the outermost bins hold what is beyond.
 *
 * @param title of the picture
 * @param familiarity of each query
 * @param known whether it is of a known class
 * @param threshold of the calibration
 */
public record FamiliarityHistogram(String title, double[] familiarity, boolean[] known, double threshold)
        implements Picture {
    private static final int BINS = 36;
    private static final double BEYOND = 0.01;

    public FamiliarityHistogram {
        if (familiarity.length != known.length || familiarity.length == 0) {
            throw new IllegalArgumentException(familiarity.length + " numbers for " + known.length
                    + " queries: there must be one for each, and at least one");
        }
    }

    @Override
    public String name() {
        return "familiarity";
    }

    @Override
    public double width() {
        return 680;
    }

    @Override
    public double height() {
        return 340;
    }

    @Override
    public void draw(Canvas canvas) {
        double[] finite =
                Arrays.stream(familiarity).filter(Double::isFinite).sorted().toArray();
        double least = finite.length == 0 ? 0 : finite[(int) (BEYOND * (finite.length - 1))];
        double greatest = finite.length == 0 ? 1 : finite[(int) Math.ceil((1 - BEYOND) * (finite.length - 1))];
        Axis axis = Axis.exact(
                "familiarity: how much a query looks like a class of the task",
                Math.min(least, threshold),
                Math.max(greatest, threshold));
        double[] knownShares = shares(axis, true);
        double[] unknownShares = shares(axis, false);
        double most = greatest(knownShares, unknownShares);
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), height()),
                title,
                List.of(
                        new Legend.Entry(Legend.Sign.AREA, Ink.BLUE, "queries of known classes"),
                        new Legend.Entry(Legend.Sign.AREA, Ink.ORANGE, "of unknown classes"),
                        new Legend.Entry(Legend.Sign.DASHES, Ink.RED, "threshold: below, none of these")),
                axis,
                Axis.shares("share of its kind", 0, most));
        bars(plot, axis, unknownShares, Ink.ORANGE);
        bars(plot, axis, knownShares, Ink.BLUE);
        plot.dashes(threshold, 0, threshold, 1, Ink.RED);
    }

    private double[] shares(Axis axis, boolean kind) {
        double[] shares = new double[BINS];
        int[] of = IntStream.range(0, known.length)
                .filter(i -> known[i] == kind && !Double.isNaN(familiarity[i]))
                .toArray();
        for (int i : of) {
            double place = (familiarity[i] - axis.min()) / (axis.max() - axis.min()) * BINS;
            shares[(int) Math.max(0, Math.min(BINS - 1, Math.floor(place)))] += 1.0 / of.length;
        }
        return shares;
    }

    private static void bars(Plot plot, Axis axis, double[] shares, Ink ink) {
        double wide = (axis.max() - axis.min()) / BINS;
        for (int b = 0; b < BINS; b++) {
            if (shares[b] > 0) {
                plot.bar(axis.min() + b * wide, axis.min() + (b + 1) * wide, 0, shares[b], ink, 0.45);
            }
        }
    }

    private static double greatest(double[] a, double[] b) {
        return Math.max(
                0.01,
                Math.max(
                        Arrays.stream(a).max().orElse(0), Arrays.stream(b).max().orElse(0)));
    }
}
