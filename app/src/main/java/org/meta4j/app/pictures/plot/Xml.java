package org.meta4j.app.pictures.plot;

/** Text in XML and HTML. */
public final class Xml {
    private static final int REPLACEMENT = 0xFFFD;

    private Xml() {}

    /**
     * Text that means itself, between tags and in attributes in quotation marks. Characters that XML 1.0 does not have
     * (most control characters, halves of surrogate pairs) become U+FFFD.
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(character) ? character : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, production 2; without the control characters from 0x7F on, which HTML does not like. */
    private static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character < 0x7F
                || character > 0x9F && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
