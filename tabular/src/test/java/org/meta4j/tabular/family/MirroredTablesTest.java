package org.meta4j.tabular.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.meta4j.tabular.Column;
import org.meta4j.tabular.Domain;
import org.meta4j.tabular.Table;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class MirroredTablesTest {
    private static final EpisodeShape SHAPE = EpisodeShape.ofNumbers(6, 9);
    private static final int FEATURES = 3;
    private static final TableTasks PLAIN = new TableTasks(
            new TableArchive("made-up", "00", List.of(table("a"), table("b"))),
            TableTasks.Settings.DEFAULT.withFeatures(FEATURES));

    /** Three unrelated features; one row in ten has a target far from the others. */
    private static Domain table(String name) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < FEATURES; j++) {
            columns.add(new Column.Numbers("f" + j, random.doubles(60).toArray()));
        }
        double[] target = random.doubles(60).toArray();
        for (int i = 0; i < target.length; i += 10) {
            target[i] += 100;
        }
        return new Domain(name, name, new Table(name, columns), new Column.Numbers("y", target));
    }

    private static float[] targets(Examples examples) {
        return ((Targets.Values) examples.targets()).values();
    }

    private static float[] column(Examples examples, int feature, int sign) {
        float[] column = new float[examples.count()];
        for (int i = 0; i < column.length; i++) {
            column[i] = sign * examples.inputs()[i * FEATURES + feature];
        }
        return column;
    }

    @Test
    @DisplayName(
            "a training task has the plain one's features in some order and of some sign, alike in supports and queries")
    void mirrored() {
        MirroredTables family = new MirroredTables(PLAIN);
        Set<List<Integer>> ways = new HashSet<>();
        float farthest = 0;
        for (int index = 0; index < 40; index++) {
            Task plain = PLAIN.trainingTasks(SHAPE, 5).task(index);
            Task task = family.trainingTasks(SHAPE, 5).task(index);
            List<Integer> way = new ArrayList<>();
            for (int j = 0; j < FEATURES; j++) {
                way.add(source(plain, task, j));
            }
            assertThat(way.stream().map(Math::abs)).as("task %d", index).containsExactlyInAnyOrder(1, 2, 3);
            int sign = Math.round(targets(task.support())[0] / targets(plain.support())[0]);
            assertThat(Math.abs(sign)).isEqualTo(1);
            for (int i = 0; i < 9; i++) {
                float bounded = Math.max(-5, Math.min(5, targets(plain.query())[i]));
                assertThat(targets(task.query())[i]).isCloseTo(sign * bounded, within(1e-6f));
                farthest = Math.max(farthest, Math.abs(targets(plain.query())[i]));
            }
            way.add(sign);
            ways.add(way);
        }
        assertThat(ways)
                .as("orders and signs among 40 tasks, of 96 that there are")
                .hasSizeGreaterThan(20);
        assertThat(farthest).as("there is a target to bound").isGreaterThan(5);
    }

    /** Number of the plain feature from 1, below 0 where it is mirrored; 0 if it is none. */
    private static int source(Task plain, Task task, int feature) {
        for (int j = 0; j < FEATURES; j++) {
            for (int sign : new int[] {1, -1}) {
                boolean same = Arrays.equals(column(task.support(), feature, 1), column(plain.support(), j, sign))
                        && Arrays.equals(column(task.query(), feature, 1), column(plain.query(), j, sign));
                if (same) {
                    return sign * (j + 1);
                }
            }
        }
        return 0;
    }

    @Test
    @DisplayName("test tasks and the name are the tables' own")
    void test() {
        MirroredTables family = new MirroredTables(PLAIN);
        assertThat(family.testTasks(SHAPE, 2).task(3).query().inputs())
                .isEqualTo(PLAIN.testTasks(SHAPE, 2).task(3).query().inputs());
        assertThat(family.name()).isEqualTo(PLAIN.name());
        assertThat(family.fingerprint()).isEqualTo(PLAIN.fingerprint());
    }

    @Test
    @DisplayName("classes stay what they are; their features are mirrored")
    void classes() {
        List<Domain> domains = List.of(classTable("a"), classTable("b"));
        TableTasks plain = new TableTasks(
                new TableArchive("made-up", "00", domains), TableTasks.Settings.DEFAULT.withFeatures(FEATURES));
        EpisodeShape shape = new EpisodeShape(2, 3, 4);
        Task before = plain.trainingTasks(shape, 5).task(1);
        Task after = new MirroredTables(plain).trainingTasks(shape, 5).task(1);

        assertThat(after.query().classes().labels())
                .containsExactly(before.query().classes().labels());
        assertThat(after.query().classes().names())
                .isEqualTo(before.query().classes().names());
        for (int j = 0; j < FEATURES; j++) {
            assertThat(source(before, after, j)).isNotZero();
        }
    }

    @Test
    @DisplayName("tables that are held out are never trained on, nor other versions of them")
    void heldOut() {
        Domain version = new Domain(
                "b2", "b", classTable("b2").features(), classTable("b2").target());
        TableArchive archive =
                new TableArchive("made-up", "00", List.of(classTable("a"), classTable("b"), version, classTable("c")));
        TableTasks tables = TableTasks.holdingOut(archive, TableTasks.Settings.DEFAULT, List.of("b"));

        assertThat(tables.tables(TableTasks.Part.TRAIN)).containsExactly("a", "c");
        assertThat(tables.tables(TableTasks.Part.TEST)).containsExactly("b", "b2");
        EpisodeShape shape = new EpisodeShape(2, 3, 4);
        assertThat(tables.testTasks("b2", shape, 1).task(0).support().count()).isEqualTo(6);
        assertThatThrownBy(() -> tables.testTasks("a", shape, 1)).hasMessageContaining("unknown table to test on 'a'");
        assertThatThrownBy(() -> TableTasks.holdingOut(archive, TableTasks.Settings.DEFAULT, List.of("d")))
                .hasMessageContaining("unknown table 'd'");
        assertThatThrownBy(() -> TableTasks.holdingOut(archive, TableTasks.Settings.DEFAULT, List.of("a", "b2", "c")))
                .hasMessageContaining("give others to train on");
        assertThat(archive.without("a", "f1").domain("a").features().columns()).hasSize(FEATURES - 1);
        assertThat(archive.without("a", "f1").fingerprint()).isNotEqualTo(archive.fingerprint());
        assertThatThrownBy(() -> archive.without("a", "f9")).hasMessageContaining("unknown column 'f9'");
    }

    private static Domain classTable(String name) {
        int[] codes = new int[60];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i % 2;
        }
        return new Domain(name, name, table(name).features(), new Column.Categories("y", codes, List.of("no", "yes")));
    }
}
