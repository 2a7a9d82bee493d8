package org.meta4j.app.pictures.charts;

import java.util.List;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;
import org.meta4j.compress.RecipeSearch;

/**
 * Accuracy against bytes of all recipes that were tried, with the front of those that no other one beats.
 *
 * @param result of a search
 * @param chosen the recipe that was taken
 * @param scoredOn what accuracies are of, such as validation tasks
 */
public record CompressionFront(RecipeSearch.Result result, RecipeSearch.Tried chosen, String scoredOn)
        implements Picture {
    private static final double KILO = 1000;

    @Override
    public String name() {
        return "compression-front";
    }

    @Override
    public String title() {
        return "Accuracy and size of compressed models";
    }

    @Override
    public double width() {
        return 680;
    }

    @Override
    public double height() {
        return 380;
    }

    @Override
    public void draw(Canvas canvas) {
        double[] bytes = result.tried().stream()
                .mapToDouble(tried -> tried.bytes() / KILO)
                .toArray();
        double most = 0;
        for (double one : bytes) {
            most = Math.max(most, one);
        }
        double least = result.tried().stream()
                .mapToDouble(RecipeSearch.Tried::accuracy)
                .min()
                .orElse(0);
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), height()),
                title(),
                List.of(
                        new Legend.Entry(Legend.Sign.DOT, Ink.MUTED, "tried"),
                        new Legend.Entry(Legend.Sign.LINE, Ink.BLUE, "not beaten by another"),
                        new Legend.Entry(Legend.Sign.DOT, Ink.GREEN, "chosen"),
                        new Legend.Entry(Legend.Sign.DASHES, Ink.MUTED, "before compression")),
                Axis.round("thousand bytes of weights", 0, most),
                Axis.shares("accuracy on " + scoredOn, least, Math.max(result.before(), least + 0.01)));
        plot.dashes(0, result.before(), most, result.before(), Ink.MUTED);
        plot.dots(
                bytes,
                result.tried().stream()
                        .mapToDouble(RecipeSearch.Tried::accuracy)
                        .toArray(),
                Ink.MUTED,
                3,
                0.7);
        double[] front = result.front().stream()
                .mapToDouble(tried -> tried.bytes() / KILO)
                .toArray();
        double[] accuracy = result.front().stream()
                .mapToDouble(RecipeSearch.Tried::accuracy)
                .toArray();
        plot.line(front, accuracy, Ink.BLUE, 2);
        plot.dots(front, accuracy, Ink.BLUE, 3.6, 1);
        plot.dots(new double[] {chosen.bytes() / KILO}, new double[] {chosen.accuracy()}, Ink.GREEN, 6, 1);
    }
}
