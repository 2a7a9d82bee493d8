package org.meta4j.app.pictures.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;

/**
 * How training went: each value as a pale dot, their running mean with its 95 % interval, and validations.
 *
 * @param name of the picture's file
 * @param title of the picture
 * @param quantity that is shown
 * @param share whether it is a share, shown in percent
 * @param iterations of the values
 * @param values as many; those that are not finite are left out
 * @param validations may be empty
 */
public record LearningCurve(
        String name,
        String title,
        String quantity,
        boolean share,
        double[] iterations,
        double[] values,
        List<Validation> validations)
        implements Picture {
    private static final int MOST_DOTS = 300;

    /**
     * A score on validation tasks.
     *
     * @param iteration after which
     * @param mean of the tasks
     * @param halfWidth of its 95 % interval; may be NaN
     * @param kept whether these parameters are in the model
     */
    public record Validation(double iteration, double mean, double halfWidth, boolean kept) {}

    public LearningCurve {
        if (iterations.length != values.length) {
            throw new IllegalArgumentException(iterations.length + " iterations for " + values.length + " values");
        }
        validations = List.copyOf(validations);
    }

    /** Whether there is anything to draw. */
    public boolean hasContent() {
        return finiteValues().findAny().isPresent()
                || validations.stream().anyMatch(validation -> Double.isFinite(validation.mean()));
    }

    private DoubleStream finiteValues() {
        return Arrays.stream(values).filter(Double::isFinite);
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
        Smoothed smooth = Smoothed.of(iterations, values);
        Plot plot =
                new Plot(canvas, new Box(0, 0, width(), height()), title, legend(), iterationAxis(), valueAxis(smooth));
        int each = Math.max(1, (values.length + MOST_DOTS - 1) / MOST_DOTS);
        double[] dotsAt = everyNth(iterations, each);
        plot.dots(dotsAt, everyNth(values, each), Ink.BLUE, 1.6, 0.28);
        plot.band(smooth.at(), smooth.low(), smooth.high(), Ink.BLUE, 0.22);
        plot.line(smooth.at(), smooth.mean(), Ink.BLUE, 2.2);
        double[] at = validations.stream().mapToDouble(Validation::iteration).toArray();
        double[] means = validations.stream().mapToDouble(Validation::mean).toArray();
        plot.line(at, means, Ink.ORANGE, 1.6);
        for (Validation validation : validations) {
            plot.whisker(validation.iteration(), validation.mean(), validation.halfWidth(), Ink.ORANGE);
        }
        plot.dots(at, means, Ink.ORANGE, 3.2, 1);
        validations.stream().filter(Validation::kept).reduce((a, b) -> b).ifPresent(best -> {
            double[] x = {best.iteration()};
            double[] y = {best.mean()};
            plot.dots(x, y, Ink.GREEN, 6.5, 1);
            plot.dots(x, y, Ink.PAPER, 3, 1);
        });
    }

    private static double[] everyNth(double[] values, int each) {
        double[] taken = new double[(values.length + each - 1) / each];
        Arrays.setAll(taken, i -> values[i * each]);
        return taken;
    }

    private List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        if (finiteValues().findAny().isPresent()) {
            entries.add(new Legend.Entry(Legend.Sign.LINE, Ink.BLUE, "training, running mean"));
            entries.add(new Legend.Entry(Legend.Sign.AREA, Ink.BLUE, "its 95 % interval"));
        }
        if (!validations.isEmpty()) {
            entries.add(new Legend.Entry(Legend.Sign.DOT, Ink.ORANGE, "validation with 95 % interval"));
        }
        if (validations.stream().anyMatch(Validation::kept)) {
            entries.add(new Legend.Entry(Legend.Sign.DOT, Ink.GREEN, "kept in the model"));
        }
        return entries;
    }

    private Axis iterationAxis() {
        double[] all = DoubleStream.concat(
                        Arrays.stream(iterations), validations.stream().mapToDouble(Validation::iteration))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return all.length == 0 ? Axis.whole("iteration", 0, 1) : Axis.whole("iteration", all[0], all[all.length - 1]);
    }

    /** Over the means and intervals, and over nine tenths of the values: single outliers stay at the edge. */
    private Axis valueAxis(Smoothed smooth) {
        double[] sorted = finiteValues().sorted().toArray();
        DoubleStream most =
                Arrays.stream(sorted, sorted.length / 20, Math.max(sorted.length / 20, sorted.length * 19 / 20));
        DoubleStream drawn = DoubleStream.concat(Arrays.stream(smooth.low()), Arrays.stream(smooth.high()));
        DoubleStream checked = validations.stream()
                .flatMapToDouble(v -> DoubleStream.of(v.mean(), v.mean() - v.halfWidth(), v.mean() + v.halfWidth()));
        double[] all = DoubleStream.concat(
                        DoubleStream.concat(most, checked), DoubleStream.concat(drawn, Arrays.stream(smooth.mean())))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (all.length == 0) {
            return share ? Axis.shares(quantity, 0, 1) : Axis.round(quantity, 0, 1);
        }
        double least = all[0];
        double greatest = all[all.length - 1];
        // The interval of a mean may reach below 0 where no value can.
        double floor = sorted.length > 0 && sorted[0] >= 0 ? Math.max(0, least) : least;
        return share ? Axis.shares(quantity, floor, greatest) : Axis.round(quantity, floor, greatest);
    }
}
