package org.meta4j.app.pictures.plot;

import java.util.ArrayList;
import java.util.List;

/** What the signs of a plot mean, in lines over the plot. */
public final class Legend {
    private static final int SIGN = 22;
    private static final int BETWEEN = 20;
    private static final int LINE = 20;

    /** How something is drawn. */
    public enum Sign {
        LINE,
        DASHES,
        DOT,
        /** Pale, as bands are. */
        AREA,
        /** Strong, as bars are. */
        BAR
    }

    /**
     * One line of it.
     *
     * @param label what it means
     */
    public record Entry(Sign sign, Ink ink, String label) {}

    private Legend() {}

    private static List<List<Entry>> rows(List<Entry> entries, double room) {
        List<List<Entry>> rows = new ArrayList<>();
        double at = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            double width = SIGN + Type.SMALL.width(entry.label());
            if (at + width > room) {
                rows.add(new ArrayList<>());
                at = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            at += width + BETWEEN;
        }
        return rows;
    }

    /** Height that the entries need. */
    public static double height(List<Entry> entries, double room) {
        return LINE * (double) rows(entries, room).size();
    }

    /** Draws the entries, as many on a line as there is room for. */
    public static void draw(Canvas canvas, List<Entry> entries, double left, double top, double room) {
        double y = top;
        for (List<Entry> row : rows(entries, room)) {
            double x = left;
            for (Entry entry : row) {
                sign(canvas, entry, x, y + LINE / 2.0);
                canvas.text(
                        Type.SMALL.fit(entry.label(), room - SIGN),
                        x + SIGN,
                        y + LINE / 2.0 + 4.5,
                        Type.SMALL,
                        Anchor.START,
                        Ink.MUTED);
                x += SIGN + Type.SMALL.width(entry.label()) + BETWEEN;
            }
            y += LINE;
        }
    }

    private static void sign(Canvas canvas, Entry entry, double x, double y) {
        double[] line = {x, y, x + SIGN - 7, y};
        switch (entry.sign()) {
            case LINE -> canvas.line(line, entry.ink(), 2.5);
            case DASHES -> canvas.dashes(line, entry.ink(), 1.5);
            case DOT -> canvas.disc(x + (SIGN - 7) / 2.0, y, 4, entry.ink(), 1);
            case AREA -> canvas.rectangle(x, y - 5, SIGN - 7, 10, entry.ink(), 0.4);
            case BAR -> canvas.rectangle(x, y - 5, SIGN - 7, 10, entry.ink(), 0.75);
        }
    }
}
