package org.meta4j.naming;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user is likely to have meant. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * The known name nearest to a typed one: the least number of inserted, deleted, replaced and
     * swapped neighbouring letters (Damerau-Levenshtein distance, optimal string alignment), capitals
     * ignored; the first of equally near ones. Empty when nothing is near: at most a third of the
     * longer name's letters may be wrong, but one always. A name that the typed one begins, or that begins
     * the typed one, is near if at least three letters agree.
     */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            String candidate = name.toLowerCase(Locale.ROOT);
            int distance = distance(wanted, candidate);
            if (distance < bestDistance && (distance <= allowed(wanted, candidate) || begins(wanted, candidate))) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * One line for an unknown name: {@code unknown split 'vinals': did you mean 'vinyals'? (known:
     * vinyals, alphabets, random)}.
     *
     * @param kind what is named, e.g. {@code split}
     */
    public static String unknown(String kind, String typed, Collection<String> known) {
        return "unknown " + kind + " '" + typed + "'"
                + nearest(typed, known)
                        .map(name -> ": did you mean '" + name + "'?")
                        .orElse("")
                + " (known: " + String.join(", ", known) + ")";
    }

    private static int allowed(String a, String b) {
        return Math.max(1, Math.max(a.length(), b.length()) / 3);
    }

    private static boolean begins(String a, String b) {
        return Math.min(a.length(), b.length()) >= 3 && (a.startsWith(b) || b.startsWith(a));
    }

    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
