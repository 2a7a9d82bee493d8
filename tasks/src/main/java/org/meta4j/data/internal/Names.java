package org.meta4j.data.internal;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meta4j.data.DataException;

/** Which names of files and classes will do. */
public final class Names {
    private static final int LONGEST_SHOWN = 80;

    private Names() {}

    /** A name as it can stand in a line of text: without control characters, and not endless. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Refuses names with control characters, such as line breaks. */
    static void requirePrintable(List<String> names, String where) {
        for (String name : names) {
            if (!shown(name).equals(name) && name.chars().anyMatch(Character::isISOControl)) {
                throw new DataException(
                        where + " has the name '" + shown(name) + "' with control characters (shown as ?): rename it");
            }
        }
    }

    /**
     * Refuses classes that a reader, or another computer, would take for one.
     *
     * @param where in the message, such as {@code folder parts}
     */
    static void requireClasses(List<String> classes, String where) {
        requirePrintable(classes, where);
        Map<String, String> known = new HashMap<>();
        for (String name : classes) {
            if (name.isBlank()) {
                throw new DataException(where + " has a class whose name is blank: give it a name");
            }
            if (name.indexOf('\uFFFD') >= 0) {
                throw new DataException(where + " has the class '" + name + "', whose name cannot be read as text:"
                        + " rename it, or set the environment variable LC_ALL=C.UTF-8");
            }
            String other = known.putIfAbsent(key(name), name);
            if (other != null) {
                throw new DataException(where + " has the classes '" + other + "' and '" + name
                        + "', which differ only by case, blanks or the coding of accents: merge them or rename one");
            }
        }
    }

    /** The same for names that look the same. */
    public static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    }
}
