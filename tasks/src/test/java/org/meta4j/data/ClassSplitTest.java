package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.data.ClassSplit.Division;
import org.meta4j.data.ClassSplit.Groups;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class ClassSplitTest {
    /** Groups of so many classes each. */
    private static List<ClassInfo> classes(int... sizes) {
        List<ClassInfo> classes = new ArrayList<>();
        for (int g = 0; g < sizes.length; g++) {
            for (int i = 0; i < sizes[g]; i++) {
                classes.add(new ClassInfo("g" + g + "/" + i, "g" + g, "g" + g + "/" + i, 5));
            }
        }
        return classes;
    }

    private static long inGroup(List<ClassInfo> classes, List<Integer> members, String group) {
        return members.stream()
                .filter(c -> classes.get(c).group().equals(group))
                .count();
    }

    private static Set<String> groups(List<ClassInfo> classes, List<Integer> members) {
        return members.stream().map(c -> classes.get(c).group()).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Groups.class)
    void everyClassIsInOnePartAndTheSeedDecides(Groups groups) {
        List<ClassInfo> classes = classes(7, 12, 3, 9, 11, 8);
        Set<Division> different = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            ClassSplit split = ClassSplit.DEFAULT.withSeed(seed).withGroups(groups);
            Division division = split.divide("these", classes, 2);
            assertThat(Stream.of(division.train(), division.validation(), division.test())
                            .flatMap(List::stream)
                            .sorted())
                    .as("seed %d", seed)
                    .hasSize(50)
                    .doesNotHaveDuplicates();
            assertThat(split.divide("these", classes, 2)).isEqualTo(division);
            different.add(division);
        }
        assertThat(different).hasSizeGreaterThan(15);
    }

    @Test
    void sharesOfAGroupAreThoseOfTheWholeWhenStratified() {
        List<ClassInfo> classes = classes(20, 5, 15, 10, 1, 29);
        for (long seed = 0; seed < 50; seed++) {
            Division division = ClassSplit.DEFAULT
                    .withSeed(seed)
                    .withGroups(Groups.STRATIFY)
                    .divide("these", classes, 5);
            assertThat(division.test()).hasSize(16);
            assertThat(division.validation()).hasSize(16);
            for (int g = 0; g < 6; g++) {
                int size = new int[] {20, 5, 15, 10, 1, 29}[g];
                assertThat((double) inGroup(classes, division.test(), "g" + g))
                        .as("test classes of group %d of %d, seed %d", g, size, seed)
                        .isBetween(0.2 * size - 1.5, 0.2 * size + 1.5);
                assertThat((double) inGroup(classes, division.train(), "g" + g))
                        .as("training classes of group %d of %d, seed %d", g, size, seed)
                        .isBetween(0.6 * size - 1.5, 0.6 * size + 1.5);
            }
        }
    }

    @Test
    void noGroupIsInTwoPartsWhenGroupsStayWhole() {
        List<ClassInfo> classes = classes(20, 5, 15, 10, 10, 20, 20);
        for (long seed = 0; seed < 50; seed++) {
            Division division =
                    ClassSplit.DEFAULT.withSeed(seed).withGroups(Groups.WHOLE).divide("these", classes, 2);
            assertThat(groups(classes, division.train()))
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(groups(classes, division.test()))
                    .doesNotContainAnyElementsOf(groups(classes, division.validation()));
            assertThat(groups(classes, division.test()))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(groups(classes, division.validation()));
            assertThat(division.test().size()).as("seed %d", seed).isBetween(5, 35);
        }
    }

    @Test
    void copiesOfOneOriginStayTogether() {
        List<ClassInfo> classes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            classes.add(new ClassInfo("c" + i, "", "origin" + i / 4, 1));
        }
        Division division = ClassSplit.DEFAULT.divide("these", classes, 2);

        assertThat(division.train()).hasSize(24);
        assertThat(division.test().stream().map(c -> c / 4).distinct()).hasSize(2);
        assertThat(division.test()).hasSize(8);
    }

    @Test
    void tooFewGroupsAreRefused() {
        ClassSplit whole = ClassSplit.DEFAULT.withGroups(Groups.WHOLE);
        assertThatThrownBy(() -> whole.divide("folder x", classes(10, 10), 2))
                .isInstanceOf(DataException.class)
                .hasMessage("folder x has 2 groups of classes, but whole groups are to go to 3 parts: stratify by group"
                        + " or ignore groups");
        assertThatThrownBy(() -> whole.divide("folder x", classes(1, 20, 1, 1), 5))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("5-way episodes need 5: try another seed or other shares");
        assertThat(new ClassSplit(0.5, 0, 0.5, 0, Groups.WHOLE)
                        .divide("folder x", classes(10, 10), 2)
                        .validation())
                .isEmpty();
    }
}
