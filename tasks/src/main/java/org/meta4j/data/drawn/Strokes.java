package org.meta4j.data.drawn;

/** Random strokes: the shapes that alphabets are made of, and free walks between them. */
final class Strokes {
    private static final double RIGHT_ANGLE = Math.PI / 2;

    private Strokes() {}

    /** A long straight stem or headline. */
    static Stroke signature(Chance chance) {
        double heading = chance.with(0.5) ? 0 : RIGHT_ANGLE;
        return line(heading + (chance.with(0.2) ? 0.3 * chance.bell() : 0), chance.between(0.8, 1.1));
    }

    /** A dot, too short to show a direction. */
    static Stroke dot() {
        return line(0.5, 0.012);
    }

    /** A stroke in the manner of an alphabet; about 1 in extent. */
    static Stroke any(Chance chance, double curviness, double upright, double parts) {
        double heading = heading(chance, upright);
        boolean curved = chance.with(curviness);
        if (chance.with(0.45)) {
            return free(chance, curviness, upright, parts);
        }
        if (!curved) {
            return switch (chance.among(4, 2, 1, 1, 0.7)) {
                case 0 -> line(heading, chance.between(0.35, 1.1));
                case 1 -> corner(chance, heading);
                case 2 -> zigzag(chance, heading);
                case 3 -> polygon(chance, heading);
                default -> stairs(chance, heading);
            };
        }
        return switch (chance.among(3, 1.4, 2, 1, 1, 1, 0.5)) {
            case 0 -> arc(heading, chance.sign() * chance.between(0.8, 4.6), chance.between(0.5, 1.0));
            case 1 -> arc(heading, chance.sign() * chance.between(6.0, 6.5), chance.between(0.3, 0.8));
            case 2 -> hook(chance, heading);
            case 3 -> wave(chance, heading);
            case 4 -> humps(chance, heading);
            case 5 -> loop(chance, heading);
            default -> spiral(chance, heading);
        };
    }

    private static double heading(Chance chance, double upright) {
        if (chance.with(upright)) {
            return chance.below(3) * RIGHT_ANGLE + 0.05 * chance.bell();
        }
        return chance.with(0.4) ? Math.PI / 4 * (1 + 2 * chance.below(2)) : chance.between(-0.5, Math.PI);
    }

    private static Stroke line(double heading, double length) {
        return stroke(heading, 0, length, 0);
    }

    /** An arc that turns by {@code turn} and is {@code extent} wide. */
    private static Stroke arc(double heading, double turn, double extent) {
        return stroke(heading, 0, arcLength(turn, extent), turn);
    }

    private static double arcLength(double turn, double extent) {
        double size = Math.abs(turn);
        // the widest chord: the diameter from half a turn on
        double widest = size >= Math.PI ? 2 : 2 * StrictMath.sin(size / 2);
        return size < 0.01 ? extent : extent / widest * size;
    }

    private static Stroke corner(Chance chance, double heading) {
        double bend = chance.sign() * (chance.with(0.6) ? RIGHT_ANGLE : chance.between(0.8, 2.6));
        return stroke(heading, 0, chance.between(0.3, 1.0), 0, bend, chance.between(0.3, 1.0), 0);
    }

    private static Stroke zigzag(Chance chance, double heading) {
        int parts = 3 + chance.below(3);
        double bend = chance.sign() * chance.between(1.6, 2.7);
        double length = chance.between(0.35, 0.8);
        double[] numbers = new double[3 * parts];
        for (int i = 0; i < parts; i++) {
            numbers[3 * i] = i == 0 ? 0 : i % 2 == 0 ? bend : -bend;
            numbers[3 * i + 1] = length * chance.between(0.8, 1.2);
        }
        return stroke(heading, numbers);
    }

    private static Stroke polygon(Chance chance, double heading) {
        int sides = chance.with(0.45) ? 3 : 4;
        double bend = chance.sign() * 2 * Math.PI / sides;
        double stretch = chance.between(0.7, 1.3);
        double[] numbers = new double[3 * sides];
        for (int i = 0; i < sides; i++) {
            numbers[3 * i] = i == 0 ? 0 : bend;
            numbers[3 * i + 1] = 0.6 * (sides == 4 && i % 2 == 1 ? stretch : 1);
        }
        return stroke(heading, numbers);
    }

    private static Stroke stairs(Chance chance, double heading) {
        int parts = 3 + chance.below(2);
        double bend = chance.sign() * RIGHT_ANGLE;
        boolean back = chance.with(0.6);
        double[] numbers = new double[3 * parts];
        for (int i = 0; i < parts; i++) {
            numbers[3 * i] = i == 0 ? 0 : back || i % 2 == 1 ? bend : -bend;
            numbers[3 * i + 1] = chance.between(0.25, 0.8);
        }
        return stroke(heading, numbers);
    }

    private static Stroke hook(Chance chance, double heading) {
        double turn = chance.sign() * chance.between(1.4, 3.9);
        double bow = arcLength(turn, chance.between(0.2, 0.55));
        double stem = chance.between(0.3, 0.9);
        return chance.with(0.6) ? stroke(heading, 0, stem, 0, 0, bow, turn) : stroke(heading, 0, bow, turn, 0, stem, 0);
    }

    private static Stroke wave(Chance chance, double heading) {
        int parts = 2 + chance.below(3);
        double turn = chance.sign() * chance.between(1.8, 4.0);
        double[] numbers = new double[3 * parts];
        for (int i = 0; i < parts; i++) {
            double here = (i % 2 == 0 ? turn : -turn) * chance.between(0.8, 1.2);
            numbers[3 * i + 1] = arcLength(here, chance.between(0.35, 0.6));
            numbers[3 * i + 2] = here;
        }
        return stroke(heading, numbers);
    }

    /** Arches in a row, as in m and w. */
    private static Stroke humps(Chance chance, double heading) {
        int parts = 2 + chance.below(2);
        double turn = chance.sign() * chance.between(2.4, 3.9);
        double[] numbers = new double[3 * parts];
        for (int i = 0; i < parts; i++) {
            numbers[3 * i] = i == 0 ? 0 : -turn;
            numbers[3 * i + 1] = arcLength(turn, chance.between(0.35, 0.6));
            numbers[3 * i + 2] = turn;
        }
        return stroke(heading, numbers);
    }

    private static Stroke loop(Chance chance, double heading) {
        double turn = chance.sign() * chance.between(4.6, 6.4);
        double ring = arcLength(turn, chance.between(0.2, 0.5));
        double before = chance.with(0.7) ? chance.between(0.2, 0.8) : 0;
        double after = chance.with(0.5) ? chance.between(0.2, 0.8) : 0;
        double bow = chance.between(-0.8, 0.8);
        return stroke(heading, 0, before + 0.01, bow, 0, ring, turn, 0, after + 0.01, -bow);
    }

    private static Stroke spiral(Chance chance, double heading) {
        double sign = chance.sign();
        double extent = chance.between(0.6, 0.9);
        double shrink = chance.between(0.5, 0.75);
        int parts = 3 + chance.below(2);
        double[] numbers = new double[3 * parts];
        for (int i = 0; i < parts; i++) {
            numbers[3 * i + 1] = arcLength(Math.PI, extent);
            numbers[3 * i + 2] = sign * Math.PI;
            extent *= shrink;
        }
        return stroke(heading, numbers);
    }

    /** A walk of several parts, straight or bent, joined smoothly or by corners. */
    private static Stroke free(Chance chance, double curviness, double upright, double mean) {
        int parts = 1;
        while (parts < 6 && chance.with(mean / (mean + 1))) {
            parts++;
        }
        double[] numbers = new double[3 * parts];
        double sign = chance.sign();
        for (int i = 0; i < parts; i++) {
            boolean curved = chance.with(curviness);
            if (i > 0 && !chance.with(curved ? 0.75 : 0.1)) {
                numbers[3 * i] = sign * (chance.with(upright * 0.7) ? RIGHT_ANGLE : chance.between(0.7, 2.7));
            }
            double extent = chance.between(0.2, 0.8);
            double turn = curved ? sign * chance.between(0.7, chance.with(0.15) ? 6.0 : 3.9) : 0;
            numbers[3 * i + 1] = arcLength(turn, extent);
            numbers[3 * i + 2] = turn;
            sign = chance.with(0.55) ? -sign : sign;
        }
        return stroke(heading(chance, upright), numbers);
    }

    /** Corner, length and turn of each part in one row. */
    private static Stroke stroke(double heading, double... numbers) {
        int parts = numbers.length / 3;
        double[] corners = new double[parts];
        double[] lengths = new double[parts];
        double[] turns = new double[parts];
        for (int i = 0; i < parts; i++) {
            corners[i] = numbers[3 * i];
            lengths[i] = numbers[3 * i + 1];
            turns[i] = numbers[3 * i + 2];
        }
        return new Stroke(heading, corners, lengths, turns);
    }
}
