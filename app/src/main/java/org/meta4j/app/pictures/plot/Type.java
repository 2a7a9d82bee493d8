package org.meta4j.app.pictures.plot;

import org.meta4j.app.pictures.StrokeFont;

/** Sizes of text. */
public enum Type {
    TITLE(16, true),
    BODY(13, false),
    SMALL(12, false);

    /** Height of capitals as a share of the size: between those of the common sans-serif fonts. */
    private static final double CAPITALS = 0.71;

    private final int size;
    private final boolean bold;

    Type(int size, boolean bold) {
        this.size = size;
        this.bold = bold;
    }

    /** Pixels between two lines without leading. */
    public int size() {
        return size;
    }

    /** Whether it is set in bold. */
    public boolean bold() {
        return bold;
    }

    /** Height of its capitals in pixels. */
    public double capitals() {
        return CAPITALS * size;
    }

    /** Room that a line needs, in pixels: that of our own font, which is wider than the fonts of browsers. */
    public double width(String text) {
        return StrokeFont.width(text, capitals());
    }

    /** The text, or its beginning and its end with an ellipsis between them: of names that begin alike. */
    public String fitEnds(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        for (int kept = characters.length - 1; kept > 1; kept--) {
            int begin = kept / 2;
            String shorter = new String(characters, 0, begin) + "…"
                    + new String(characters, characters.length - (kept - begin), kept - begin);
            if (width(shorter) <= room) {
                return shorter;
            }
        }
        return fit(text, room);
    }

    /** The text, or as much of its beginning as fits in the room, with an ellipsis. */
    public String fit(String text, double room) {
        return StrokeFont.fit(text, capitals(), room);
    }
}
