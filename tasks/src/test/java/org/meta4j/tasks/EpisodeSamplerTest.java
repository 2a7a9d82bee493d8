package org.meta4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodeSamplerTest {
    /** Example e of class c is the pair (c, e), so that a task shows what was drawn. */
    private record Numbered(List<ClassInfo> classes) implements LabelledExamples {
        static Numbered of(int classes, int size) {
            return new Numbered(IntStream.range(0, classes)
                    .mapToObj(c -> new ClassInfo("class" + c, "group", "class" + c, size))
                    .toList());
        }

        @Override
        public ExampleShape shape() {
            return ExampleShape.features(2);
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset] = classIndex;
            target[offset + 1] = example;
        }
    }

    @Test
    void withLabelsOfAllClassesTheExamplesAreTheSameAndLabelsAreTheirClassesNumbers() {
        Numbered examples = Numbered.of(6, 5);
        EpisodeShape shape = new EpisodeShape(4, 2, 3);
        for (int index = 0; index < 50; index++) {
            Task own = new EpisodeSampler(examples, shape, 11).task(index);
            Task all = EpisodeSampler.ofAllClasses(examples, shape, 11).task(index);

            assertThat(all.support().inputs()).containsExactly(own.support().inputs());
            assertThat(all.query().inputs()).containsExactly(own.query().inputs());
            for (Examples set : List.of(all.support(), all.query())) {
                assertThat(set.classes().names()).hasSize(6).startsWith("class0", "class1");
                for (int i = 0; i < set.count(); i++) {
                    assertThat((float) set.classes().labels()[i]).isEqualTo(set.inputs()[2 * i]);
                }
            }
        }
    }

    @Test
    void drawsDistinctClassesAndDistinctExamplesOrderedClassByClass() {
        EpisodeShape shape = new EpisodeShape(4, 2, 3);
        EpisodeSampler sampler = new EpisodeSampler(Numbered.of(6, 5), shape, 11);
        for (int index = 0; index < 200; index++) {
            Task task = sampler.task(index);
            assertThat(task.support().classes().labels()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
            assertThat(task.query().classes().labels()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
            Set<Float> classes = new HashSet<>();
            for (int way = 0; way < 4; way++) {
                Set<Float> examples = new HashSet<>();
                float drawn = task.support().inputs()[way * 2 * 2];
                classes.add(drawn);
                assertThat(task.support().classes().names().get(way)).isEqualTo("class" + (int) drawn);
                for (int i = 0; i < 2; i++) {
                    assertThat(task.support().inputs()[(way * 2 + i) * 2]).isEqualTo(drawn);
                    examples.add(task.support().inputs()[(way * 2 + i) * 2 + 1]);
                }
                for (int i = 0; i < 3; i++) {
                    assertThat(task.query().inputs()[(way * 3 + i) * 2]).isEqualTo(drawn);
                    examples.add(task.query().inputs()[(way * 3 + i) * 2 + 1]);
                }
                assertThat(examples)
                        .as("examples of way %d in task %d", way, index)
                        .hasSize(5);
            }
            assertThat(classes).as("classes in task %d", index).hasSize(4);
        }
    }

    @Test
    void eachClassIsEquallyLikelyAtEachLabelAndEachExampleAsSupport() {
        int tasks = 30_000;
        EpisodeSampler sampler = new EpisodeSampler(Numbered.of(6, 4), new EpisodeShape(3, 1, 1), 5);
        int[][] classAtLabel = new int[3][6];
        int[] example = new int[4];
        for (int index = 0; index < tasks; index++) {
            float[] support = sampler.task(index).support().inputs();
            for (int label = 0; label < 3; label++) {
                classAtLabel[label][(int) support[2 * label]]++;
                example[(int) support[2 * label + 1]]++;
            }
        }
        for (int[] counts : classAtLabel) {
            // 99.9 % quantile of chi-square with 5 degrees of freedom is 20.5.
            assertThat(chiSquare(counts, tasks / 6.0)).isLessThan(20.5);
        }
        // With 3 degrees: 16.3.
        assertThat(chiSquare(example, 3 * tasks / 4.0)).isLessThan(16.3);
    }

    @Test
    void aTaskDependsOnSeedAndNumberAloneInWhateverOrderAndThread() {
        EpisodeShape shape = new EpisodeShape(5, 1, 4);
        EpisodeSampler sampler = new EpisodeSampler(Numbered.of(50, 20), shape, 3);
        EpisodeSampler twin = new EpisodeSampler(Numbered.of(50, 20), shape, 3);
        List<float[]> forwards = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            forwards.add(sampler.task(i).query().inputs());
        }
        List<float[]> parallel = IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> twin.task(299 - i).query().inputs())
                .toList();
        for (int i = 0; i < 300; i++) {
            assertThat(parallel.get(299 - i)).containsExactly(forwards.get(i));
        }
    }

    @Test
    void neighbouringSeedsAndNumbersGiveDifferentTasks() {
        LabelledExamples examples = Numbered.of(1_000, 20);
        Set<List<String>> seen = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            EpisodeSampler sampler = new EpisodeSampler(examples, EpisodeShape.DEFAULT, seed);
            for (int index = 0; index < 100; index++) {
                seen.add(sampler.task(index).support().classes().names());
            }
        }
        // 2,000 draws out of 10^15: two alike would be no accident.
        assertThat(seen).hasSize(2_000);
    }

    @Test
    void tooFewClassesAndTooSmallClassesAreRefusedUpFrontWithTheWayOut() {
        assertThatThrownBy(() -> new EpisodeSampler(Numbered.of(3, 20), EpisodeShape.DEFAULT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5-way episodes need 5 classes, but there are 3: add classes or use fewer ways");
        assertThatThrownBy(() -> new EpisodeSampler(Numbered.of(5, 3), new EpisodeShape(5, 5, 15), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 'class0' has 3 examples; 5 shots + 15 queries need 20: "
                        + "add examples or use fewer shots or queries");
        assertThat(EpisodeSampler.misfit(Numbered.of(5, 16), EpisodeShape.DEFAULT))
                .isEmpty();
    }

    @Test
    void aNegativeNumberIsRefused() {
        EpisodeSampler sampler = new EpisodeSampler(Numbered.of(5, 16), EpisodeShape.DEFAULT, 0);
        assertThatThrownBy(() -> sampler.task(-1)).hasMessageContaining("-1");
    }

    private static double chiSquare(int[] counts, double expected) {
        return IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void aTaskInTheArraysOfAnotherIsTheTaskThatItWouldBeInItsOwn() {
        EpisodeSampler sampler = new EpisodeSampler(Numbered.of(7, 20), new EpisodeShape(5, 2, 3), 4);
        Task used = sampler.task(1);
        Task again = sampler.task(9, used);
        Task fresh = sampler.task(9);
        assertThat(again.support().inputs()).isSameAs(used.support().inputs());
        assertThat(again.query().inputs()).isSameAs(used.query().inputs());
        assertThat(again.support().inputs()).isEqualTo(fresh.support().inputs());
        assertThat(again.query().inputs()).isEqualTo(fresh.query().inputs());
        assertThat(again.support().classes().names())
                .isEqualTo(fresh.support().classes().names());
    }
}
