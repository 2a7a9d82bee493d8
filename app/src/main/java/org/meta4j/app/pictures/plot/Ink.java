package org.meta4j.app.pictures.plot;

import java.util.Locale;

/** The colours of plots: one for bright and one for dark paper. */
public enum Ink {
    TEXT(0x1F2430, 0xE8EAF0),
    MUTED(0x5C6272, 0xA9AFBE),
    AXIS(0x9A9DA8, 0x747B8C),
    RULE(0xE5E3DD, 0x343A46),
    PAPER(0xFFFFFF, 0x1B1F27),
    BLUE(0x2563C9, 0x79AEFF),
    ORANGE(0xC8640A, 0xF4A259),
    GREEN(0x24834C, 0x5CC98A),
    RED(0xCB3434, 0xFF8080),
    VIOLET(0x7446B8, 0xBDA2F4),
    TEAL(0x0B7F82, 0x4CC3C5),
    PINK(0xB83984, 0xF08CC4),
    BROWN(0x80642F, 0xCBB07A);

    private static final Ink[] SERIES = {BLUE, ORANGE, GREEN, RED, VIOLET, TEAL, PINK, BROWN};

    private final int bright;
    private final int dark;

    Ink(int bright, int dark) {
        this.bright = bright;
        this.dark = dark;
    }

    /** The colour of the series of that number, counted from 0; after eight they begin again. */
    public static Ink series(int number) {
        return SERIES[Math.floorMod(number, SERIES.length)];
    }

    /** On bright paper, 0xRRGGBB. */
    public int bright() {
        return bright;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    String brightHex() {
        return hex(bright);
    }

    /** CSS that gives the classes of SVG drawings their colours: bright ones, and dark ones for who prefers them. */
    public static String css() {
        StringBuilder css = new StringBuilder();
        StringBuilder darkCss = new StringBuilder();
        for (Ink ink : values()) {
            rules(css, ink, hex(ink.bright));
            rules(darkCss, ink, hex(ink.dark));
        }
        return css + "@media screen and (prefers-color-scheme:dark){\n" + darkCss + "}\n";
    }

    private static void rules(StringBuilder css, Ink ink, String colour) {
        css.append(".f-").append(ink.label()).append("{fill:").append(colour).append("}");
        css.append(".s-").append(ink.label()).append("{stroke:").append(colour).append("}\n");
    }
}
