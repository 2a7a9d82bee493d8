package org.meta4j.app.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;

/**
 * How cost grows along one dimension, beside how the work grows.
 *
 * @param name of the picture's file
 * @param quantity that grows
 * @param costs by rising value, at least one
 */
record CostCurve(String name, String quantity, List<ScalingCommand.Cost> costs) implements Picture {
    CostCurve {
        costs = List.copyOf(costs);
    }

    @Override
    public String title() {
        return "Time of a meta-iteration by " + quantity;
    }

    @Override
    public double width() {
        return 520;
    }

    @Override
    public double height() {
        return 320;
    }

    @Override
    public void draw(Canvas canvas) {
        double[] values = numbers(ScalingCommand.Cost::value);
        double[] times = numbers(ScalingCommand.Cost::medianMs);
        // What the work alone would take, at the rate of the base.
        double[] expected = numbers(cost -> cost.expected() * cost.medianMs() / cost.relative());
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            most = Math.max(most, Math.max(times[i], expected[i]));
        }
        List<Legend.Entry> legend = List.of(
                new Legend.Entry(Legend.Sign.LINE, Ink.BLUE, "median"),
                new Legend.Entry(Legend.Sign.DASHES, Ink.MUTED, "if time grew as the work"));
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), height()),
                title(),
                legend,
                Axis.whole(quantity, 0, values[values.length - 1]),
                Axis.round("ms", 0, most));
        for (int i = 1; i < values.length; i++) {
            plot.dashes(values[i - 1], expected[i - 1], values[i], expected[i], Ink.MUTED);
        }
        plot.line(values, times, Ink.BLUE, 2.2);
        plot.dots(values, times, Ink.BLUE, 3.5, 1);
    }

    private double[] numbers(ToDoubleFunction<ScalingCommand.Cost> number) {
        return costs.stream().mapToDouble(number).toArray();
    }
}
