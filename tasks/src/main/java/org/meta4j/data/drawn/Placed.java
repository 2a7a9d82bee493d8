package org.meta4j.data.drawn;

/**
 * A stroke and where it hangs on the strokes before it.
 *
 * @param stroke the stroke
 * @param to number of an earlier stroke; of no meaning for the first stroke of a character
 * @param along where on that stroke, 0 its start and 1 its end
 * @param own which point of this stroke is put there, 0 its start and 1 its end
 * @param gapX horizontal distance kept, 0 where the strokes touch
 * @param gapY vertical distance kept
 */
record Placed(Stroke stroke, int to, double along, double own, double gapX, double gapY) {
    static Placed first(Stroke stroke) {
        return new Placed(stroke, 0, 0, 0, 0, 0);
    }

    boolean touches() {
        return gapX == 0 && gapY == 0;
    }
}
