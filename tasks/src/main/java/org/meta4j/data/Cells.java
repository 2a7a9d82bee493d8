package org.meta4j.data;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** What the cells of a table of text say. */
public final class Cells {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private Cells() {}

    /** Whether a cell says that there is no value: empty, {@code NA}, {@code n/a}, {@code NaN}, {@code null}, {@code ?}. */
    public static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /** The finite number that a cell holds; empty if it holds none. */
    public static OptionalDouble number(String cell) {
        String text = cell.strip();
        // Double.parseDouble also takes "1d" and "0x1p3", which no table means.
        if (text.isEmpty()
                || !Character.isDigit(text.charAt(text.length() - 1)) && !text.endsWith(".")
                || text.toLowerCase(Locale.ROOT).contains("x")) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
