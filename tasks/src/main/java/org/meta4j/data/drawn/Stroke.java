package org.meta4j.data.drawn;

/**
 * One stroke of the pen, told as a walk: start with a heading, then for each part bend by its corner, go its length
 * while turning evenly by its turn. Lines, arcs, hooks, loops, spirals, zigzags and dots are all such walks, and to
 * draw one again a little differently is to walk it with slightly other numbers.
 *
 * @param heading direction at the start in radians; 0 is to the right, positive turns are clockwise on paper, where y
 *     points down
 * @param corners bend before each part, in radians; the first is 0
 * @param lengths length of each part
 * @param turns change of direction spread evenly over each part, in radians
 */
record Stroke(double heading, double[] corners, double[] lengths, double[] turns) {
    int parts() {
        return lengths.length;
    }

    double length() {
        double sum = 0;
        for (double length : lengths) {
            sum += length;
        }
        return sum;
    }

    Stroke turned(double angle) {
        return new Stroke(heading + angle, corners, lengths, turns);
    }

    Stroke scaled(double factor) {
        double[] scaled = lengths.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new Stroke(heading, corners, scaled, turns);
    }

    /** The mirror image: left and right exchanged where {@code vertical}, else top and bottom. */
    Stroke mirrored(boolean vertical) {
        return new Stroke(vertical ? Math.PI - heading : -heading, negative(corners), lengths, negative(turns));
    }

    private static double[] negative(double[] angles) {
        double[] negative = new double[angles.length];
        for (int i = 0; i < angles.length; i++) {
            negative[i] = -angles[i];
        }
        return negative;
    }

    /** The walk as another take would make it; each number moves by its own noise times {@code looseness}. */
    Stroke again(Chance chance, double looseness) {
        int n = parts();
        double[] newCorners = new double[n];
        double[] newLengths = new double[n];
        double[] newTurns = new double[n];
        double scale = chance.factor(0.10 * looseness);
        for (int i = 0; i < n; i++) {
            newCorners[i] = i == 0 ? 0 : corners[i] + 0.14 * looseness * chance.bell();
            newLengths[i] = lengths[i] * scale * chance.factor(0.13 * looseness);
            newTurns[i] = turns[i] * (1 + 0.10 * looseness * chance.bell()) + 0.12 * looseness * chance.bell();
        }
        return new Stroke(heading + 0.09 * looseness * chance.bell(), newCorners, newLengths, newTurns);
    }

    /**
     * Walks the stroke from (0, 0).
     *
     * @param step about this far from one point to the next
     */
    Trail walk(double step) {
        Trail trail = new Trail(16 + (int) (length() / step) + 4 * parts());
        double x = 0;
        double y = 0;
        double angle = heading;
        trail.add(x, y);
        for (int i = 0; i < parts(); i++) {
            angle += corners[i];
            int bySize = (int) (lengths[i] / step);
            int byTurn = (int) (Math.abs(turns[i]) / 0.35);
            int steps = 1 + Math.max(bySize, byTurn);
            double turn = turns[i] / steps;
            // chord of an arc: the walk ends where the smooth curve does, whatever the step
            double chord = lengths[i] / steps * (1 - turn * turn / 24);
            double dx = chord * StrictMath.cos(angle + turn / 2);
            double dy = chord * StrictMath.sin(angle + turn / 2);
            double cos = StrictMath.cos(turn);
            double sin = StrictMath.sin(turn);
            for (int s = 0; s < steps; s++) {
                x += dx;
                y += dy;
                trail.add(x, y);
                double turned = dx * cos - dy * sin;
                dy = dx * sin + dy * cos;
                dx = turned;
            }
            angle += turns[i];
        }
        return trail;
    }
}
