package org.meta4j.app.pictures.plot;

/**
 * An axis of a plot.
 *
 * @param title what is measured; may be empty
 * @param min where it begins
 * @param max where it ends
 * @param ticks round numbers on it
 * @param percent whether the numbers are shares, to be shown in percent
 */
public record Axis(String title, double min, double max, Ticks ticks, boolean percent) {
    private static final int MOST_TICKS = 6;

    /** From one number to another, with ticks between; from equal numbers, some room around. */
    public static Axis exact(String title, double min, double max) {
        double room = room(min, max);
        return new Axis(title, min - room, max + room, Ticks.within(min - room, max + room, MOST_TICKS), false);
    }

    /** The same for things that are counted. */
    public static Axis whole(String title, double min, double max) {
        double room = min == max ? 1 : 0;
        return new Axis(title, min - room, max + room, Ticks.whole(min - room, max + room, 10), false);
    }

    /** From the tick at or below one number to that at or above another. */
    public static Axis round(String title, double min, double max) {
        return rounded(title, min, max, false);
    }

    /** The same of shares, never below 0 or above 1. */
    public static Axis shares(String title, double min, double max) {
        Axis axis = rounded(title, Math.max(0, min), Math.min(1, max), true);
        double from = Math.max(0, axis.min);
        double to = Math.min(1, axis.max);
        return new Axis(title, from, to, Ticks.within(from, to, MOST_TICKS), true);
    }

    private static Axis rounded(String title, double min, double max, boolean percent) {
        double room = room(min, max);
        double step = Ticks.within(min - room, max + room, MOST_TICKS).step();
        double from = Math.floor((min - room) / step + 1e-9) * step;
        double to = Math.ceil((max + room) / step - 1e-9) * step;
        return new Axis(title, from, to, Ticks.within(from, to, MOST_TICKS), percent);
    }

    private static double room(double min, double max) {
        if (min < max && max - min > 1e-12 * Math.max(Math.abs(min), Math.abs(max))) {
            return 0;
        }
        return Math.max(1e-3, 0.1 * Math.abs(max));
    }

    /** A tick as text. */
    public String label(double tick) {
        return percent ? ticks.label(tick, 2) + " %" : ticks.label(tick, 0);
    }

    /** Where a number is, as a share of the way from beginning to end; numbers beyond stay at the ends. */
    double place(double value) {
        return Math.min(1, Math.max(0, (value - min) / (max - min)));
    }
}
