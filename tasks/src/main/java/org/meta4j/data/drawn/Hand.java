package org.meta4j.data.drawn;

/**
 * How one person writes. The same hand draws all characters of an alphabet once.
 *
 * @param slant shear, horizontal shift per unit of height
 * @param turn rotation in radians
 * @param size factor on the extent
 * @param aspect factor on width through height
 * @param shiftX where on the paper this hand writes, from the middle, as a share of the paper
 * @param shiftY likewise, downwards
 * @param pen factor on the pen's width
 * @param looseness factor on how far strokes stray from the idea
 * @param tremor step of the pen's trembling, as a share of the paper
 * @param rounding times that corners are smoothed
 * @param edgy points of the path left out in a quick hand: every how many are kept
 */
record Hand(
        double slant,
        double turn,
        double size,
        double aspect,
        double shiftX,
        double shiftY,
        double pen,
        double looseness,
        double tremor,
        int rounding,
        int edgy) {

    static Hand of(Chance chance, double untidiness) {
        boolean prints = untidiness == 0;
        return new Hand(
                0.08 * untidiness * chance.bell(),
                0.03 * untidiness * chance.bell(),
                chance.factor(0.08 * untidiness),
                chance.factor(0.08 * untidiness),
                0.03 * untidiness * chance.bell(),
                0.03 * untidiness * chance.bell(),
                chance.factor(0.03 * untidiness),
                untidiness * chance.between(0.65, 1.6),
                untidiness * chance.between(0, 0.005),
                prints ? 0 : chance.among(0.3, 0.3, 0.25, 0.15),
                prints ? 1 : 1 + chance.among(0.5, 0.3, 0.2));
    }
}
