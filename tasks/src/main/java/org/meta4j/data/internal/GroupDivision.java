package org.meta4j.data.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.data.DataException;
import org.meta4j.tasks.internal.Draws;

/** Divides classes that belong to groups; part 0 trains, 1 validates, 2 tests. */
public final class GroupDivision {
    private GroupDivision() {}

    /**
     * Each group in proportion. The groups' classes, in random order within groups in random order, are dealt out one
     * by one to the part that is furthest behind its due; so any stretch of that row, and each group is one, holds
     * the parts in proportion to within a class or two, and the whole row holds them exactly.
     *
     * @param groups group of each class
     * @param sizes classes of each part
     * @return part of each class
     */
    public static int[] stratified(List<String> groups, int[] sizes, Draws draws) {
        int[] parts = new int[groups.size()];
        long[] given = new long[sizes.length];
        long dealt = 0;
        for (int[] group : shuffled(groups, draws)) {
            draws.shuffle(group);
            for (int member : group) {
                dealt++;
                int furthest = -1;
                long most = Long.MIN_VALUE;
                for (int part = 0; part < sizes.length; part++) {
                    long behind = sizes[part] * dealt - given[part] * groups.size();
                    if (given[part] < sizes[part] && behind > most) {
                        furthest = part;
                        most = behind;
                    }
                }
                parts[member] = furthest;
                given[furthest]++;
            }
        }
        return parts;
    }

    /**
     * Whole groups, in random order: to the test until another group would take it further from its size than it is,
     * then likewise to validation, the rest to training.
     *
     * @param what is divided, for an error
     * @param ways classes that each part must have at least
     */
    public static int[] whole(String what, List<String> groups, int[] sizes, int ways, Draws draws) {
        List<int[]> left = shuffled(groups, draws);
        int wanted = (int) Arrays.stream(sizes).filter(size -> size > 0).count();
        if (left.size() < wanted) {
            throw new DataException(what + " has " + left.size() + (left.size() == 1 ? " group" : " groups")
                    + " of classes, but whole groups are to go to " + wanted
                    + " parts: stratify by group or ignore groups");
        }
        int[] parts = new int[groups.size()];
        int[] given = new int[sizes.length];
        int next = 0;
        int after = wanted - 1;
        for (int part = sizes.length - 1; part > 0; part--) {
            while (sizes[part] > 0
                    && left.size() - next > after
                    && (given[part] == 0 || nearer(given[part], left.get(next).length, sizes[part]))) {
                for (int member : left.get(next)) {
                    parts[member] = part;
                }
                given[part] += left.get(next).length;
                next++;
            }
            after -= sizes[part] > 0 ? 1 : 0;
        }
        given[0] = groups.size() - given[1] - given[2];
        for (int part = 0; part < sizes.length; part++) {
            if (sizes[part] > 0 && given[part] < ways) {
                throw new DataException(what + ": the groups of the "
                        + List.of("training", "validation", "test").get(part) + " part have " + given[part]
                        + " classes; " + ways + "-way episodes need " + ways
                        + ": try another seed or other shares, stratify by group, or use fewer ways");
            }
        }
        return parts;
    }

    private static boolean nearer(int has, int more, int wanted) {
        return Math.abs(has + more - wanted) < Math.abs(has - wanted);
    }

    private static List<int[]> shuffled(List<String> groups, Draws draws) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            members.computeIfAbsent(groups.get(i), group -> new ArrayList<>()).add(i);
        }
        List<int[]> inOrder = members.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int[] order = draws.sample(inOrder.size(), inOrder.size());
        return Arrays.stream(order).mapToObj(inOrder::get).toList();
    }
}
