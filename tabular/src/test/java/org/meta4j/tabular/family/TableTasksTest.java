package org.meta4j.tabular.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.meta4j.data.DataException;
import org.meta4j.tabular.Column;
import org.meta4j.tabular.Domain;
import org.meta4j.tabular.RealTables;
import org.meta4j.tabular.Table;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tabular.base.MeanPrediction;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class TableTasksTest {
    private static final EpisodeShape SHAPE = EpisodeShape.ofNumbers(5, 10);

    /** A table of numbers whose first feature is the target times 10. */
    private static Domain numbers(String name, String group, int rows, int features) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        double[] target = new double[rows];
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < features; j++) {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++) {
                target[i] = j == 0 ? random.nextDouble() : target[i];
                values[i] = j == 0 ? 10 * target[i] : random.nextDouble(100);
            }
            columns.add(new Column.Numbers("f" + j, values));
        }
        return new Domain(name, group, new Table(name, columns), new Column.Numbers("y", target));
    }

    private static Domain classes(String name, int perClass, int classes) {
        int[] codes = new int[perClass * classes];
        double[] values = new double[codes.length];
        List<String> names = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            names.add("class" + c);
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i % classes;
            values[i] = codes[i] + i / 1000.0;
        }
        return new Domain(
                name,
                name,
                new Table(name, List.of(new Column.Numbers("x", values))),
                new Column.Categories("y", codes, names));
    }

    private static TableTasks tasks(List<Domain> domains, int features) {
        return new TableTasks(
                new TableArchive("made-up", "00", domains), TableTasks.Settings.DEFAULT.withFeatures(features));
    }

    @Test
    @DisplayName("supports have mean 0 and deviation 1, for features and for the target")
    void standardisedBySupport() {
        TableTasks tasks = tasks(List.of(numbers("a", "a", 40, 4), numbers("b", "b", 40, 4)), 4);
        Task task = tasks.testTasks(SHAPE, 1).task(0);
        float[] y = ((Targets.Values) task.support().targets()).values();
        assertMoments(y, 1, 0);
        for (int j = 0; j < 4; j++) {
            assertMoments(task.support().inputs(), 4, j);
        }
        // The feature that is the target times 10 is the target in units of the support, whichever row it is.
        float[] queries = ((Targets.Values) task.query().targets()).values();
        for (int q = 0; q < queries.length; q++) {
            float bounded = (float) Math.max(-DomainTasks.BOUND, Math.min(DomainTasks.BOUND, queries[q]));
            assertThat(task.query().inputs()[q * 4]).isCloseTo(bounded, within(1e-4f));
        }
    }

    private static void assertMoments(float[] values, int stride, int offset) {
        double sum = 0;
        double squares = 0;
        int count = values.length / stride;
        for (int i = 0; i < count; i++) {
            sum += values[i * stride + offset];
            squares += values[i * stride + offset] * values[i * stride + offset];
        }
        assertThat(sum / count).isCloseTo(0, within(1e-5));
        assertThat(squares / count).isCloseTo(1, within(1e-5));
    }

    @Test
    @DisplayName("a number gives the same task whenever it is asked for, and tables take turns")
    void sameTask() {
        TableTasks tasks =
                tasks(List.of(numbers("a", "a", 40, 4), numbers("b", "b", 30, 2), numbers("c", "c", 30, 2)), 3);
        var source = tasks.allTasks(SHAPE, 7);
        assertThat(source.task(5).query().inputs())
                .containsExactly(source.task(5).query().inputs());
        assertThat(source.task(5).query().inputs())
                .isNotEqualTo(source.task(2).query().inputs());
        assertThat(tasks.turn(TableTasks.Part.ALL, SHAPE)).containsExactly("a", "b", "c");
        // A table of two features has zeros for the third.
        float[] narrow = source.task(1).support().inputs();
        for (int i = 0; i < 5; i++) {
            assertThat(narrow[3 * i + 2]).isZero();
        }
    }

    @Test
    @DisplayName("versions of one table are on one side of every split, and each side has tables")
    void groupsStayTogether() {
        List<Domain> domains = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            domains.add(numbers("t" + i, "g" + i % 5, 20, 2));
        }
        Set<List<String>> splits = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            TableTasks tasks = new TableTasks(
                    new TableArchive("made-up", "00", domains), TableTasks.Settings.DEFAULT.withSplitSeed(seed));
            List<String> train = tasks.tables(TableTasks.Part.TRAIN);
            List<String> test = tasks.tables(TableTasks.Part.TEST);
            splits.add(test);
            assertThat(train).isNotEmpty();
            assertThat(test).isNotEmpty();
            assertThat(train.size() + test.size()).isEqualTo(12);
            assertThat(groups(train)).as("split seed %d", seed).doesNotContainAnyElementsOf(groups(test));
        }
        assertThat(splits).hasSizeGreaterThan(3);
        assertThat(tasks(domains, 2).fingerprint())
                .isNotEqualTo(tasks(domains, 3).fingerprint());
    }

    private static Set<Integer> groups(List<String> tables) {
        Set<Integer> groups = new HashSet<>();
        tables.forEach(table -> groups.add(Integer.parseInt(table.substring(1)) % 5));
        return groups;
    }

    @Test
    @DisplayName("tasks of classes have the asked shape, from tables that have as many classes and rows")
    void tasksOfClasses() {
        TableTasks tasks = tasks(List.of(classes("few", 20, 2), classes("many", 20, 4), classes("small", 3, 4)), 2);
        EpisodeShape shape = new EpisodeShape(3, 2, 5);
        assertThat(tasks.turn(TableTasks.Part.ALL, shape)).containsExactly("many");
        Task task = tasks.allTasks(shape, 1).task(0);
        assertThat(task.support().classes().labels()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(task.query().count()).isEqualTo(15);
        assertThat(task.support().classes().names()).doesNotHaveDuplicates().allMatch(name -> name.startsWith("class"));
        assertThatThrownBy(() -> tasks.allTasks(new EpisodeShape(5, 2, 5), 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none of the 3 tables has 5 classes of 7 rows for 2 shots + 5 queries");
        assertThatThrownBy(() -> tasks.allTasks(SHAPE, 1)).hasMessageContaining("ways must be at least 2");
    }

    @Test
    @DisplayName("the mean's relative error is 1, and an exact answer's is 0")
    void scores() {
        Task task = tasks(List.of(numbers("a", "a", 40, 1), numbers("b", "b", 40, 1)), 1)
                .testTasks(SHAPE, 1)
                .task(0);
        NumberScore mean = NumberScore.of(new MeanPrediction(), task);
        assertThat(mean.relative()).isCloseTo(1, within(1e-6));
        assertThat(mean.rSquared()).isCloseTo(0, within(1e-6));
        // E (y − m)² = Var y + (ȳ − m)²: the mean of the supports is off by its distance from the queries' mean.
        float[] found = ((Targets.Values) task.query().targets()).values();
        double centre = IntStream.range(0, found.length)
                .mapToDouble(i -> found[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, found.length)
                .mapToDouble(i -> Math.pow(found[i] - centre, 2))
                .average()
                .orElseThrow();
        assertThat(mean.ofVariance()).isCloseTo(1 + centre * centre / variance, within(1e-4));
        NumberScore exact = NumberScore.of(
                support -> new Predictor() {
                    @Override
                    public Predictions predict(Examples query) {
                        throw new IllegalStateException("numbers");
                    }

                    @Override
                    public Estimates estimate(Examples query) {
                        return new Estimates(((Targets.Values) query.targets()).values(), 1);
                    }
                },
                task);
        assertThat(exact.relative()).isZero();
        assertThat(exact.rSquared()).isEqualTo(1);
        assertThat(exact.rmse()).isZero();
        assertThat(exact.ofVariance()).isZero();
    }

    @Test
    @DisplayName("an error in units of the variance counts as 5 at most, and as 1 where queries are all alike")
    void bounds() {
        assertThat(NumberScore.of(new MeanPrediction(), points(100, 100.5f)).ofVariance())
                .isEqualTo(NumberScore.MOST);
        assertThat(NumberScore.of(new MeanPrediction(), points(100, 100)).ofVariance())
                .isEqualTo(1);
    }

    /** Two supports about 0, and two queries. */
    private static Task points(float one, float other) {
        ExampleShape shape = ExampleShape.features(1);
        return new Task(
                new Examples(shape, new float[] {0, 1}, new Targets.Values(new float[] {-1, 1}, 1)),
                new Examples(shape, new float[] {2, 3}, new Targets.Values(new float[] {one, other}, 1)));
    }

    @Test
    @DisplayName("every real table of numbers gives tasks of 20 shots, and no table is on both sides")
    void realTables() {
        TableTasks tasks =
                new TableTasks(TableArchive.read(RealTables.zip(), true, false), TableTasks.Settings.DEFAULT);
        EpisodeShape shape = EpisodeShape.ofNumbers(20, TableTasks.QUERIES);
        assertThat(tasks.turn(TableTasks.Part.ALL, shape)).hasSize(37);
        assertThat(tasks.tables(TableTasks.Part.TRAIN)).doesNotContainAnyElementsOf(tasks.tables(TableTasks.Part.TEST));
        var source = tasks.allTasks(shape, 1);
        for (int i = 0; i < 37; i++) {
            for (float value : source.task(i).query().inputs()) {
                assertThat(value).isBetween(-5f, 5f);
            }
        }
    }
}
