package org.meta4j.data.drawn;

import java.util.ArrayList;
import java.util.List;

/**
 * The idea of one character, before any hand draws it.
 *
 * @param strokes its strokes in the order of drawing
 * @param ends the way from start to end of each stroke, [strokes][x, y]
 * @param centreX middle of the character, in the strokes' own units
 * @param centreY middle of the character, in the strokes' own units
 * @param scaleX share of the paper's width that one of these units takes
 * @param scaleY share of the paper's height that one of these units takes
 */
record Glyph(List<Placed> strokes, double[][] ends, double centreX, double centreY, double scaleX, double scaleY) {
    private static final int MOST_STROKES = 6;
    private static final double COARSE_STEP = 0.05;
    private static final double LARGEST = 0.86;

    /** A character in the style of an alphabet. */
    static Glyph of(Style style, Chance chance) {
        List<Placed> strokes = new ArrayList<>();
        boolean signed = chance.with(style.signed());
        strokes.add(Placed.first(signed ? style.stock().get(0) : pick(style, chance)));
        int count = 1;
        double more = style.strokes() / (style.strokes() + 1);
        while (count < MOST_STROKES && (signed && count == 1 || chance.with(more))) {
            strokes.add(next(style, chance, strokes));
            count++;
        }
        if (chance.with(style.dots())) {
            addDots(chance, strokes);
        }
        return sized(List.copyOf(strokes), style, chance);
    }

    private static Stroke pick(Style style, Chance chance) {
        if (chance.with(style.recurring())) {
            Stroke known = style.stock().get(1 + chance.below(style.stock().size() - 1));
            if (chance.with(0.3)) {
                known = known.mirrored(chance.with(0.6));
            }
            return chance.with(0.2) ? known.scaled(chance.between(0.5, 0.9)) : known;
        }
        return Strokes.any(chance, style.curviness(), style.upright(), style.parts());
    }

    private static Placed next(Style style, Chance chance, List<Placed> before) {
        int last = before.size() - 1;
        if (chance.with(style.symmetry())) {
            return repeated(chance, before.get(last).stroke(), last);
        }
        // later strokes are shorter: the first one carries the character
        Stroke stroke = pick(style, chance).scaled(chance.between(0.45, 1.05));
        int to = chance.with(0.6) ? 0 : chance.below(last + 1);
        if (chance.with(style.apart())) {
            double angle = chance.between(0, 2 * Math.PI);
            double gap = chance.between(0.2, 0.45);
            return new Placed(
                    stroke, to, chance.unit(), chance.unit(), gap * StrictMath.cos(angle), gap * StrictMath.sin(angle));
        }
        double own = switch (chance.among(0.55, 0.2, 0.25)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> chance.between(0.3, 0.7);
        };
        double along = switch (chance.among(0.3, 0.25, 0.45)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> chance.between(0.2, 0.8);
        };
        return new Placed(stroke, to, along, own, 0, 0);
    }

    /** The stroke before once more: beside it, or its mirror image joined to an end of it. */
    private static Placed repeated(Chance chance, Stroke stroke, int last) {
        if (chance.with(0.5)) {
            boolean beside = chance.with(0.6);
            double gap = chance.between(0.2, 0.5);
            return new Placed(stroke, last, 0, 0, beside ? gap : 0, beside ? 0 : gap);
        }
        double end = chance.with(0.5) ? 0 : 1;
        return new Placed(stroke.mirrored(chance.with(0.7)), last, end, end, 0, 0);
    }

    private static void addDots(Chance chance, List<Placed> strokes) {
        int dots = 1 + chance.among(0.65, 0.25, 0.1);
        boolean above = chance.with(0.6);
        double side = chance.between(-0.35, 0.35);
        for (int i = 0; i < dots; i++) {
            strokes.add(
                    i == 0
                            ? new Placed(
                                    Strokes.dot(),
                                    0,
                                    chance.unit(),
                                    0,
                                    side,
                                    (above ? -1 : 1) * chance.between(0.22, 0.4))
                            : new Placed(Strokes.dot(), strokes.size() - 1, 0, 0, 0.2, 0.04 * chance.bell()));
        }
    }

    private static Glyph sized(List<Placed> strokes, Style style, Chance chance) {
        double[][] ends = new double[strokes.size()][];
        List<Trail> trails = tidy(strokes, ends);
        Box box = Box.around(trails);
        // small ideas stay small, but less so than they are
        double raw = Math.max(0.25, Math.max(box.width(), box.height()));
        double extent = style.size() * chance.factor(style.sizeSpread()) * StrictMath.pow(raw / 1.3, 0.35);
        // and a winding way needs room, or its turns run together
        double length = 0;
        for (Placed placed : strokes) {
            length += placed.stroke().length();
        }
        extent *= Math.min(1.35, Math.max(0.9, StrictMath.pow(length / raw / 2.2, 0.3)));
        double stretch = StrictMath.sqrt(style.aspect() * chance.factor(0.1));
        double longest = Math.max(Math.max(box.width() * stretch, box.height() / stretch), 0.25);
        double scale = Math.min(LARGEST, extent) / longest;
        return new Glyph(strokes, ends, box.centreX(), box.centreY(), scale * stretch, scale / stretch);
    }

    /** The strokes exactly as meant, in the middle of the paper. */
    List<Trail> tidy() {
        List<Trail> trails = tidy(strokes, new double[strokes.size()][]);
        for (Trail trail : trails) {
            for (int i = 0; i < trail.size; i++) {
                trail.x[i] = 0.5 + (trail.x[i] - centreX) * scaleX;
                trail.y[i] = 0.5 + (trail.y[i] - centreY) * scaleY;
            }
        }
        return trails;
    }

    private static List<Trail> tidy(List<Placed> strokes, double[][] ends) {
        List<Trail> trails = new ArrayList<>();
        for (Placed placed : strokes) {
            Trail trail = placed.stroke().walk(COARSE_STEP);
            ends[trails.size()] = new double[] {trail.x[trail.size - 1], trail.y[trail.size - 1]};
            if (!trails.isEmpty()) {
                Trail on = trails.get(placed.to());
                int anchor = on.at(placed.along());
                int own = trail.at(placed.own());
                trail.shift(on.x[anchor] + placed.gapX() - trail.x[own], on.y[anchor] + placed.gapY() - trail.y[own]);
            }
            trails.add(trail);
        }
        return trails;
    }
}
