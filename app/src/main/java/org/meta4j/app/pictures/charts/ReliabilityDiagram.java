package org.meta4j.app.pictures.charts;

import java.util.List;
import java.util.Locale;
import org.meta4j.app.pictures.plot.Axis;
import org.meta4j.app.pictures.plot.Box;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Plot;
import org.meta4j.app.pictures.plot.Ticks;
import org.meta4j.scores.Reliability;

/**
 * How often answers of a confidence are right: a bar that is blue and green ends there, the red on top of blue is
 * missing from what was said. On the diagonal answers are right as often as they say. Below it the share of all answers
 * that have this confidence.
 *
 * @param name of the picture's file
 * @param title of the picture, to which the expected calibration error is added
 * @param reliability what is shown
 */
public record ReliabilityDiagram(String name, String title, Reliability reliability) implements Picture {
    private static final double DIAGRAM = 400;
    private static final double GUTTER = 0.004;

    @Override
    public double width() {
        return 520;
    }

    @Override
    public double height() {
        return 530;
    }

    @Override
    public void draw(Canvas canvas) {
        String error = String.format(Locale.ROOT, "calibration error %.1f %%", 100 * reliability.error());
        Plot plot = new Plot(
                canvas,
                new Box(0, 0, width(), DIAGRAM),
                title + ": " + error,
                List.of(
                        new Legend.Entry(Legend.Sign.BAR, Ink.BLUE, "right"),
                        new Legend.Entry(Legend.Sign.AREA, Ink.RED, "too sure"),
                        new Legend.Entry(Legend.Sign.AREA, Ink.GREEN, "right, but unsure"),
                        new Legend.Entry(Legend.Sign.DASHES, Ink.MUTED, "perfect")),
                Axis.shares("", 0, 1),
                Axis.shares("answers that are right", 0, 1));
        for (Reliability.Bin bin : reliability.bins()) {
            if (bin.count() > 0) {
                double common = Math.min(bin.accuracy(), bin.confidence());
                Ink gap = bin.accuracy() < bin.confidence() ? Ink.RED : Ink.GREEN;
                plot.bar(bin.from() + GUTTER, bin.to() - GUTTER, 0, common, Ink.BLUE, 0.75);
                double greater = Math.max(bin.accuracy(), bin.confidence());
                plot.bar(bin.from() + GUTTER, bin.to() - GUTTER, common, greater, gap, 0.4);
            }
        }
        plot.dashes(0, 0, 1, 1, Ink.MUTED);
        counts(canvas);
    }

    private void counts(Canvas canvas) {
        double all =
                reliability.bins().stream().mapToInt(Reliability.Bin::count).sum();
        Plot plot = new Plot(
                canvas,
                new Box(0, DIAGRAM - 2, width(), height() - DIAGRAM + 2),
                "",
                List.of(),
                Axis.shares("confidence: probability of the answer", 0, 1),
                // Two ticks are enough for so low a strip, and labels as wide as above keep the columns in line.
                new Axis("answers", 0, 1, Ticks.within(0, 1, 1), true));
        for (Reliability.Bin bin : reliability.bins()) {
            plot.bar(bin.from() + GUTTER, bin.to() - GUTTER, 0, bin.count() / all, Ink.MUTED, 0.7);
        }
    }
}
