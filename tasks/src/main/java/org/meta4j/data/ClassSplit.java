package org.meta4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.data.internal.GroupDivision;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.internal.Draws;

/**
 * Divides classes into training, validation and test classes by seed. Classes of one origin, such as rotated copies of
 * a character, stay together.
 *
 * @param train share of the classes to train on, above 0
 * @param validation share that validates, at least 0
 * @param test share that tests, above 0; the three shares sum to 1
 * @param seed for the draw
 * @param groups what becomes of the classes' groups
 */
public record ClassSplit(double train, double validation, double test, long seed, Groups groups) {
    /** 60 % train, 20 % validate, 20 % test; seed 0; groups ignored. */
    public static final ClassSplit DEFAULT = new ClassSplit(0.6, 0.2, 0.2, 0);

    /** What becomes of the classes' groups: alphabets, writers, folders. */
    public enum Groups {
        /** Nothing is made of them: classes are drawn from all. */
        IGNORE,
        /** Each group is divided by the shares, as nearly as whole classes allow: all parts know all groups. */
        STRATIFY,
        /**
         * Each group is in one part as a whole, so that the test classes are strange in kind too, as in Omniglot's
         * split by alphabets. Groups are drawn until they hold about the share of a part.
         */
        WHOLE
    }

    /**
     * Numbers of classes, in ascending order.
     *
     * @param train classes to train on
     * @param validation classes that validate
     * @param test classes that test
     */
    public record Division(List<Integer> train, List<Integer> validation, List<Integer> test) {
        public Division {
            train = List.copyOf(train);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }

    public ClassSplit {
        requireShares(train, validation, test);
    }

    /** With groups ignored. */
    public ClassSplit(double train, double validation, double test, long seed) {
        this(train, validation, test, seed, Groups.IGNORE);
    }

    public ClassSplit withSeed(long newSeed) {
        return new ClassSplit(train, validation, test, newSeed, groups);
    }

    public ClassSplit withGroups(Groups newGroups) {
        return new ClassSplit(train, validation, test, seed, newGroups);
    }

    static void requireShares(double train, double validation, double test) {
        boolean shares = train > 0 && validation >= 0 && test > 0;
        if (!shares || !(Math.abs(train + validation + test - 1) <= 1e-6)) {
            throw new DataException("the shares of training, validation and test must be above 0 (validation: at least "
                    + "0) and sum to 1, but were " + train + ", " + validation + ", " + test);
        }
    }

    /**
     * Divides classes. The same classes in the same order and the same seed give the same division.
     *
     * @param what is divided, for an error, e.g. {@code folder a/b}
     * @param ways classes (of different origin) that each part must have at least; a part with a share of 0 has none
     * @throws DataException if there are too few classes or, with whole groups, too few or too unequal groups
     */
    public Division divide(String what, List<ClassInfo> classes, int ways) {
        return divide(what, classes, ways, " or give validation a share of 0");
    }

    /** @param wayOut what an error says if the classes would do for two parts, but not for three */
    Division divide(String what, List<ClassInfo> classes, int ways, String wayOut) {
        Map<String, List<Integer>> origins = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            origins.computeIfAbsent(classes.get(c).origin(), origin -> new ArrayList<>())
                    .add(c);
        }
        List<List<Integer>> units = List.copyOf(origins.values());
        int[] sizes = sizes(what, units.size(), ways, wayOut);
        int[] parts = parts(what, units, classes, sizes, ways);
        List<List<Integer>> members = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int unit = 0; unit < parts.length; unit++) {
            members.get(parts[unit]).addAll(units.get(unit));
        }
        return new Division(
                members.get(0).stream().sorted().toList(),
                members.get(1).stream().sorted().toList(),
                members.get(2).stream().sorted().toList());
    }

    /** For each unit 0 for training, 1 for validation, 2 for test. */
    private int[] parts(String what, List<List<Integer>> units, List<ClassInfo> classes, int[] sizes, int ways) {
        Draws draws = new Draws(Draws.mix(seed));
        if (groups != Groups.IGNORE) {
            List<String> names =
                    units.stream().map(unit -> classes.get(unit.get(0)).group()).toList();
            return groups == Groups.STRATIFY
                    ? GroupDivision.stratified(names, sizes, draws)
                    : GroupDivision.whole(what, names, sizes, ways, draws);
        }
        int[] parts = new int[units.size()];
        int[] order = draws.sample(parts.length, parts.length);
        for (int part = 0, from = 0; part < sizes.length; from += sizes[part], part++) {
            int number = part;
            Arrays.stream(order, from, from + sizes[part]).forEach(unit -> parts[unit] = number);
        }
        return parts;
    }

    private int[] sizes(String what, int classes, int ways, String wayOut) {
        double[] shares = {train, validation, test};
        int parts = validation > 0 ? 3 : 2;
        if (classes < (long) ways * parts) {
            throw new DataException(what + " has " + classes + " classes; " + ways + "-way "
                    + (parts == 3 ? "training, validation and test" : "training and test") + " need "
                    + (long) ways * parts + ": add classes, use fewer ways"
                    + (parts == 3 ? wayOut : ""));
        }
        int[] sizes = new int[3];
        int rest = classes;
        // Test and validation first, each leaving enough for those that come after; training takes the rest.
        for (int part = 2; part > 0; part--) {
            if (shares[part] > 0) {
                int others = part == 2 ? parts - 1 : 1;
                int wanted = (int) Math.round(shares[part] * classes);
                sizes[part] = Math.max(ways, Math.min(wanted, rest - ways * others));
                rest -= sizes[part];
            }
        }
        sizes[0] = rest;
        return sizes;
    }
}
