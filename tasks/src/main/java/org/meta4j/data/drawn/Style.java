package org.meta4j.data.drawn;

import java.util.ArrayList;
import java.util.List;

/**
 * What the characters of one alphabet have in common: how many strokes, how curved, which strokes recur, how they
 * hang together. The parts are those of the generative model of Lake, Salakhutdinov and Tenenbaum, Human-level concept
 * learning through probabilistic program induction, Science 2015, doi:10.1126/science.aab3050, with two departures:
 * the distributions are written by hand, so no drawing of theirs is needed or contained, and strokes are walks, not
 * B-splines.
 *
 * @param curviness share of the parts of strokes that are curved, 0 to 1
 * @param upright share of the directions that are horizontal or vertical, 0 to 1
 * @param strokes mean number of strokes beyond the first
 * @param parts mean number of parts of a stroke beyond the first
 * @param apart share of the strokes that do not touch another
 * @param recurring share of the strokes taken from the alphabet's own stock
 * @param symmetry share of the strokes that repeat or mirror the one before
 * @param dots share of the characters with dots
 * @param signed share of the characters that begin with the alphabet's signature stroke (a headline, a stem)
 * @param size mean extent of a character, as a share of the paper
 * @param sizeSpread deviation of the logarithm of the extent between characters
 * @param aspect width through height
 * @param stock the strokes that recur; the first is the signature
 */
record Style(
        double curviness,
        double upright,
        double strokes,
        double parts,
        double apart,
        double recurring,
        double symmetry,
        double dots,
        double signed,
        double size,
        double sizeSpread,
        double aspect,
        List<Stroke> stock) {

    static Style of(Chance chance) {
        double curviness = switch (chance.among(0.30, 0.42, 0.28)) {
            case 0 -> chance.between(0.02, 0.2);
            case 1 -> chance.between(0.2, 0.6);
            default -> chance.between(0.6, 0.97);
        };
        double strokes = chance.between(0.4, 2.6);
        // alphabets of few strokes have long ones, as people's alphabets do
        double parts = chance.between(0.4, 1.6) + 0.7 * Math.max(0, 1.4 - strokes);
        double upright = chance.between(0.35, 0.98);
        List<Stroke> stock = new ArrayList<>();
        stock.add(Strokes.signature(chance));
        int kept = 3 + chance.below(8);
        for (int i = 0; i < kept; i++) {
            stock.add(Strokes.any(chance, curviness, upright, parts));
        }
        return new Style(
                curviness,
                upright,
                strokes,
                parts,
                chance.between(0.05, 0.4),
                chance.between(0.15, 0.6),
                chance.between(0, 0.35),
                chance.with(0.3) ? chance.between(0.05, 0.45) : 0.03,
                chance.with(0.28) ? chance.between(0.4, 0.95) : 0,
                chance.between(0.50, 0.65),
                chance.between(0.08, 0.22),
                0.94 * chance.factor(0.18),
                List.copyOf(stock));
    }
}
