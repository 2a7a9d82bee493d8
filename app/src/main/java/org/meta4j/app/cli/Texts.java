package org.meta4j.app.cli;

import java.util.Locale;

/** Numbers as people read them. */
public final class Texts {
    private Texts() {}

    /** A share as {@code 98.12 %}; a dash for NaN. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** A share as {@code 0.14}, in percent without its sign, for what follows ±; a dash for NaN. */
    public static String percentPoints(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    /** Seconds as {@code 7 s}, {@code 2:31} or {@code 1:02:31}. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A whole number with its thousands set apart: {@code 10,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes as {@code 912 B}, {@code 3.4 kB}, {@code 120 MB} or {@code 1.2 GB}, a thousand of each in the next. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double number = bytes;
        String[] units = {"kB", "MB", "GB", "TB", "PB"};
        int unit = -1;
        while (number >= 999.5 && unit + 1 < units.length) {
            number /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f %s" : "%.0f %s", number, units[unit]);
    }
}
