package org.meta4j.app.pictures.plot;

/** Which point of a line of text is given. */
public enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    private final double share;

    Anchor(double share) {
        this.share = share;
    }

    /** Share of the line that is before the point. */
    double share() {
        return share;
    }
}
