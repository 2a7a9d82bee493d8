package org.meta4j.data.drawn;

import java.util.ArrayList;
import java.util.List;

/** One take of a character by a hand: the pen's path on paper, from (0, 0) top left to (1, 1) bottom right. */
final class Drawing {
    private static final double STEP = 0.028;
    private static final double MARGIN = 0.03;

    private Drawing() {}

    static List<Trail> of(Glyph glyph, Hand hand, Chance chance) {
        List<Trail> trails = walks(glyph, hand, chance);
        warp(trails, glyph, hand, chance);
        fit(trails);
        for (Trail trail : trails) {
            finish(trail, hand, chance);
        }
        return trails;
    }

    /** The strokes walked anew and hung on each other, in the strokes' own units. */
    private static List<Trail> walks(Glyph glyph, Hand hand, Chance chance) {
        double step = STEP / Math.max(glyph.scaleX(), glyph.scaleY());
        List<Trail> trails = new ArrayList<>(glyph.strokes().size());
        for (Placed placed : glyph.strokes()) {
            Trail trail = placed.stroke().again(chance, hand.looseness()).walk(step);
            // the eye guides the hand: half of the drift over a long stroke is made good on the way
            double[] end = glyph.ends()[trails.size()];
            double correction = chance.between(0.4, 0.95);
            trail.pullEnd(
                    correction * (end[0] - trail.x[trail.size - 1]), correction * (end[1] - trail.y[trail.size - 1]));
            if (!trails.isEmpty()) {
                double slip = (placed.touches() ? 0.02 : 0.04) * hand.looseness();
                Trail on = trails.get(placed.to());
                int anchor = on.at(placed.along() + 0.04 * hand.looseness() * chance.bell());
                int own = trail.at(placed.own());
                trail.shift(
                        on.x[anchor] + placed.gapX() + slip * chance.bell() - trail.x[own],
                        on.y[anchor] + placed.gapY() + slip * chance.bell() - trail.y[own]);
            }
            trails.add(trail);
        }
        return trails;
    }

    /** Puts the drawing on paper: the hand's manner, this take's own deviation, and a slight bending of the whole. */
    private static void warp(List<Trail> trails, Glyph glyph, Hand hand, Chance chance) {
        double loose = hand.looseness();
        double size = hand.size() * chance.factor(0.045 * loose);
        double aspect = StrictMath.sqrt(hand.aspect() * chance.factor(0.075 * loose));
        double slant = hand.slant() + 0.05 * loose * chance.bell();
        double turn = hand.turn() + 0.04 * loose * chance.bell();
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        double middleX = 0.49 + hand.shiftX() + 0.035 * loose * chance.bell();
        double middleY = 0.48 + hand.shiftY() + 0.035 * loose * chance.bell();
        double[] bend = new double[8];
        for (int i = 0; i < bend.length; i++) {
            bend[i] = 0.15 * loose * chance.bell();
        }
        double scaleX = glyph.scaleX() * size * aspect;
        double scaleY = glyph.scaleY() * size / aspect;
        for (Trail trail : trails) {
            for (int i = 0; i < trail.size; i++) {
                double x = (trail.x[i] - glyph.centreX()) * scaleX;
                double y = (trail.y[i] - glyph.centreY()) * scaleY;
                x += slant * -y;
                double bentX = x + bend[0] * x * x + bend[1] * x * y + bend[2] * y * y + 2 * bend[3] * y * y * y;
                double bentY = y + bend[4] * x * x + bend[5] * x * y + bend[6] * y * y + 2 * bend[7] * x * x * x;
                trail.x[i] = middleX + cos * bentX - sin * bentY;
                trail.y[i] = middleY + sin * bentX + cos * bentY;
            }
        }
    }

    /** Shrinks and moves a drawing that would leave the paper. */
    private static void fit(List<Trail> trails) {
        Box box = Box.around(trails);
        double room = 1 - 2 * MARGIN;
        double scale = Math.min(1, room / Math.max(box.width(), box.height()));
        double middleX = inside(box.centreX(), scale * box.width());
        double middleY = inside(box.centreY(), scale * box.height());
        if (scale == 1 && middleX == box.centreX() && middleY == box.centreY()) {
            return;
        }
        for (Trail trail : trails) {
            for (int i = 0; i < trail.size; i++) {
                trail.x[i] = middleX + scale * (trail.x[i] - box.centreX());
                trail.y[i] = middleY + scale * (trail.y[i] - box.centreY());
            }
        }
    }

    private static double inside(double middle, double extent) {
        double half = extent / 2 + MARGIN;
        return half > 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, middle));
    }

    /** What the hand does to the line itself: trembling, rounded corners, edges, a stroke drawn a bit too far. */
    private static void finish(Trail trail, Hand hand, Chance chance) {
        double driftX = 0;
        double driftY = 0;
        for (int i = 0; i < trail.size; i++) {
            driftX = 0.75 * driftX + hand.tremor() * chance.bell();
            driftY = 0.75 * driftY + hand.tremor() * chance.bell();
            trail.x[i] += driftX;
            trail.y[i] += driftY;
        }
        for (int i = 0; i < hand.rounding(); i++) {
            trail.smooth(0.8);
        }
        if (hand.edgy() > 1 && trail.size > 6) {
            trail.thin(hand.edgy());
        }
        if (trail.size > 3 && chance.with(0.25)) {
            int last = trail.size - 1;
            double over = chance.between(0, 1.4) * hand.looseness();
            trail.add(
                    trail.x[last] + over * (trail.x[last] - trail.x[last - 1]),
                    trail.y[last] + over * (trail.y[last] - trail.y[last - 1]));
        }
        if (trail.size > 3 && chance.with(0.05 * hand.looseness())) {
            int last = trail.size - 1;
            trail.add(trail.x[last] + 0.04 * chance.bell(), trail.y[last] + 0.04 * chance.bell());
        }
    }
}
