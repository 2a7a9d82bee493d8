package org.meta4j.app.pictures.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param digit 1, 2 or 5
 * @param exponent power of ten, by which the digit is multiplied
 * @param values the multiples, rising
 */
public record Ticks(int digit, int exponent, List<Double> values) {
    private static final int[] DIGITS = {1, 2, 5, 10};
    private static final double ROUNDING = 1e-9;

    public Ticks {
        values = List.copyOf(values);
    }

    /**
     * Ticks from {@code min} to {@code max}.
     *
     * @param most ticks wanted, at least 2; there is one more at most
     * @throws IllegalArgumentException if a bound is not finite or {@code min} is not below {@code max}
     */
    public static Ticks within(double min, double max, int most) {
        return within(min, max, most, Integer.MIN_VALUE);
    }

    /** The same at whole numbers alone. */
    public static Ticks whole(double min, double max, int most) {
        return within(min, max, most, 0);
    }

    private static Ticks within(double min, double max, int most, int leastExponent) {
        if (!(min < max) || Double.isInfinite(max - min)) {
            throw new IllegalArgumentException(
                    "an axis must reach from a number to a greater one, but was to reach from " + min + " to " + max);
        }
        double wanted = (max - min) / most;
        int exponent = (int) Math.floor(Math.log10(wanted) + ROUNDING);
        int digit = 1;
        while (DIGITS[digit - 1] * Math.pow(10, exponent) < wanted * (1 - ROUNDING)) {
            digit++;
        }
        digit = DIGITS[digit - 1];
        if (digit == 10) {
            digit = 1;
            exponent++;
        }
        if (exponent < leastExponent) {
            digit = 1;
            exponent = leastExponent;
        }
        double step = multiple(1, digit, exponent);
        double first = Math.ceil(min / step - ROUNDING);
        double last = Math.floor(max / step + ROUNDING);
        List<Double> values = new ArrayList<>();
        for (double k = first; k <= last && values.size() <= most; k++) {
            values.add(multiple(k, digit, exponent));
        }
        return new Ticks(digit, exponent, values);
    }

    /** Divides by powers of ten rather than multiply by their inverses: 3 / 10 is 0.3, 3 · 0.1 is not. */
    private static double multiple(double k, int digit, int exponent) {
        double value = exponent < 0 ? k * digit / Math.pow(10, -exponent) : k * digit * Math.pow(10, exponent);
        return value + 0.0;
    }

    /** The distance between two ticks. */
    public double step() {
        return multiple(1, digit, exponent);
    }

    /**
     * A tick as text, with as many digits behind the point as the step needs.
     *
     * @param shift powers of ten to multiply by, such as 2 for percent
     */
    public String label(double value, int shift) {
        double shown = multiple(1, 1, shift) * value + 0.0;
        int decimals = Math.max(0, -(exponent + shift));
        if (decimals > 5 || exponent + shift > 6) {
            return shown == 0 ? "0" : String.format(Locale.ROOT, "%.1e", shown);
        }
        return String.format(Locale.ROOT, "%,." + decimals + "f", shown);
    }
}
