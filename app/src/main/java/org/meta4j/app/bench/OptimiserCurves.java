package org.meta4j.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;
import org.meta4j.bench.optimisers.RaceResult;

/**
 * How several optimisers lower the loss of one network.
 *
 * @param results of one network, at least one
 */
record OptimiserCurves(List<RaceResult> results) implements Picture {
    private static final int SMOOTH = 5;

    /** What is drawn of a loss that grew. */
    private static final double MOST = 2.5;

    OptimiserCurves {
        results = List.copyOf(results);
    }

    @Override
    public String name() {
        return "optimisers-" + results.get(0).network().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return "Training loss of the " + results.get(0).network() + ", mean of " + SMOOTH + " steps";
    }

    @Override
    public double width() {
        return 640;
    }

    @Override
    public double height() {
        return 400;
    }

    @Override
    public void draw(Canvas canvas) {
        List<Legend.Entry> legend = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            RaceResult result = results.get(i);
            String rate = result.rate() == null ? "" : " " + result.rate();
            legend.add(new Legend.Entry(Legend.Sign.LINE, Ink.series(i), result.optimiser() + rate));
        }
        int steps = results.get(0).curve().size() - 1;
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), height()),
                title(),
                legend,
                Axis.whole("step", 0, steps),
                Axis.round("cross entropy", 0, MOST));
        for (int i = 0; i < results.size(); i++) {
            List<Double> curve = results.get(i).curve();
            double[] at = new double[curve.size()];
            double[] loss = new double[curve.size()];
            for (int step = 0; step < loss.length; step++) {
                at[step] = step;
                loss[step] = Math.min(MOST, around(curve, step));
            }
            plot.line(at, loss, Ink.series(i), 2);
        }
    }

    private static double around(List<Double> curve, int step) {
        return curve.subList(Math.max(0, step - SMOOTH / 2), Math.min(curve.size(), step + SMOOTH / 2 + 1)).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
