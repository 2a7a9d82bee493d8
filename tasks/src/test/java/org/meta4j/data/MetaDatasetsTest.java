package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ClassPool;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;

class MetaDatasetsTest {
    /** Class c's example i is the number 1000 · base + 10 c + i. */
    private record Numbers(int base, List<ClassInfo> classes) implements LabelledExamples {
        static Numbers of(int base, int count) {
            return new Numbers(
                    base,
                    IntStream.range(0, count)
                            .mapToObj(c -> new ClassInfo("c" + c, "", "c" + c, 4))
                            .toList());
        }

        @Override
        public ExampleShape shape() {
            return ExampleShape.features(1);
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset] = 1000 * base + 10 * classIndex + example;
        }
    }

    private static MetaDataset numbers(int base, int classes) {
        return MetaDatasets.of("numbers" + base, Numbers.of(base, classes), ClassSplit.DEFAULT, 3);
    }

    @Test
    void oneSetIsDividedByClassWithoutLoss() {
        MetaDataset data = numbers(1, 20);

        assertThat(data.train().classes()).hasSize(12);
        assertThat(data.validation().classes()).hasSize(4);
        assertThat(data.test().classes()).hasSize(4);
        float[] value = new float[1];
        Set<Integer> read = new HashSet<>();
        for (LabelledExamples part : List.of(data.train(), data.validation(), data.test())) {
            for (int c = 0; c < part.classes().size(); c++) {
                part.read(c, 2, value, 0);
                assertThat(part.classes().get(c).name()).isEqualTo("c" + ((int) value[0] - 1000) / 10);
                read.add((int) value[0]);
            }
        }
        assertThat(read).hasSize(20);
        assertThat(numbers(2, 20).fingerprint()).isNotEqualTo(data.fingerprint());
        assertThat(numbers(1, 20).fingerprint()).isEqualTo(data.fingerprint());
    }

    @Test
    void tasksOfSeveralSetsComeFromOneEachInProportionToTheWeights() {
        MetaDataset mixed = MetaDatasets.mixed(
                List.of(new WeightedData("a", numbers(1, 20), 3), new WeightedData("b", numbers(2, 40), 1)));
        assertThat(mixed.name()).isEqualTo("numbers1+numbers2");
        assertThat(mixed.train().classes()).hasSize(36);
        assertThat(mixed.train().classes().get(0).name()).startsWith("a/c");
        assertThat(mixed.train().classes().get(35).origin()).startsWith("b/c");

        EpisodeSampler tasks = new EpisodeSampler(mixed.train(), new EpisodeShape(3, 1, 2), 5);
        int ofA = 0;
        for (int i = 0; i < 4000; i++) {
            Task task = tasks.task(i);
            Set<String> sets = task.support().classes().names().stream()
                    .map(name -> name.substring(0, 1))
                    .collect(Collectors.toSet());
            assertThat(sets).as("sets of task %d", i).hasSize(1);
            int expected = sets.contains("a") ? 1 : 2;
            assertThat((int) task.query().inputs()[3] / 1000).isEqualTo(expected);
            ofA += sets.contains("a") ? 1 : 0;
        }
        // Five standard deviations of a binomial share with 4000 draws are 0.034.
        assertThat(ofA / 4000.0).isCloseTo(0.75, within(0.034));
    }

    @Test
    void oneSetAloneGivesTheTasksThatItGivesUnmixed() {
        MetaDataset alone = numbers(1, 20);
        MetaDataset mixed = MetaDatasets.mixed(List.of(new WeightedData("a", alone, 2)));
        EpisodeShape shape = new EpisodeShape(4, 2, 2);

        assertThat(new EpisodeSampler(mixed.train(), shape, 9).task(7).support().inputs())
                .isEqualTo(new EpisodeSampler(alone.train(), shape, 9)
                        .task(7)
                        .support()
                        .inputs());
    }

    @Test
    void validationJoinsTheTrainingOfItsOwnSet() {
        MetaDataset mixed = MetaDatasets.mixed(
                        List.of(new WeightedData("a", numbers(1, 20), 1), new WeightedData("b", numbers(2, 40), 1)))
                .withValidationInTraining();

        assertThat(mixed.train().pools())
                .extracting(ClassPool::name, pool -> pool.classes().size())
                .containsExactly(tuple("a", 16), tuple("b", 32));
        for (ClassPool pool : mixed.train().pools()) {
            assertThat(pool.classes())
                    .allMatch(c -> mixed.train().classes().get(c).name().startsWith(pool.name() + "/"));
        }
    }

    @Test
    void aSetWithTooFewClassesIsNamed() {
        MetaDataset mixed = MetaDatasets.mixed(
                List.of(new WeightedData("large", numbers(1, 20), 1), new WeightedData("small", numbers(2, 9), 1)));

        assertThat(EpisodeSampler.misfit(mixed.test(), new EpisodeShape(4, 1, 1)))
                .contains("small: 4-way episodes need 4 classes, but there are 3: add classes or use fewer ways");
        assertThat(EpisodeSampler.misfit(mixed.test(), new EpisodeShape(3, 1, 1)))
                .isEmpty();
    }

    @Test
    void whatCannotBePutTogetherIsRefused() {
        MetaDataset data = numbers(1, 20);
        assertThatThrownBy(() -> MetaDatasets.mixed(
                        List.of(new WeightedData("a", data, 1), new WeightedData("a", numbers(2, 20), 1))))
                .hasMessage("two sets are named 'a': names must be distinct");
        assertThatThrownBy(() -> new WeightedData("a", data, 0))
                .hasMessage("the weight of a must be above 0, but was 0.0");
        assertThatThrownBy(() -> new WeightedData("a", data, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new WeightedData("a/b", data, 1)).hasMessageContaining("'a/b'");
        assertThatThrownBy(() -> MetaDatasets.mixed(List.of())).hasMessageContaining("at least one set");
    }

    @Test
    void copiesAreFoundAcrossClassesAndSections() {
        Numbers first = Numbers.of(1, 3);
        // The only class of the second set has the numbers of the first class of the first.
        Numbers second = new Numbers(1, List.of(new ClassInfo("x", "", "x", 4)));
        List<Duplicates.Copies> copies = Duplicates.find(Map.of("train", first));
        assertThat(copies).isEmpty();

        Map<String, LabelledExamples> sections = new LinkedHashMap<>();
        sections.put("train", first);
        sections.put("test", second);
        copies = Duplicates.find(sections);

        assertThat(copies).hasSize(4).allMatch(Duplicates.Copies::acrossClasses);
        assertThat(copies).allMatch(Duplicates.Copies::acrossSections);
        assertThat(copies.get(1).places())
                .extracting(
                        Duplicates.Place::section, place -> place.classInfo().name(), Duplicates.Place::example)
                .containsExactly(tuple("train", "c0", "example 1"), tuple("test", "x", "example 1"));
    }

    @Test
    void theTwoPairsOfEqualFlagsAmongTheEmojiAreFound() {
        EmojiStyles emoji = EmojiStyles.load(RealData.at("emoji-styles-32.zip"), EmojiStyles.SHAPE);

        List<Duplicates.Copies> copies = Duplicates.find(Map.of("all", emoji.classes()));

        // Indonesia and Monaco, Romania and Chad have the same colours.
        assertThat(copies)
                .extracting(c ->
                        c.places().stream().map(p -> p.classInfo().origin()).toList())
                .contains(List.of("emoji/1f1ee-1f1e9", "emoji/1f1f2-1f1e8"))
                .allMatch(origins -> origins.size() >= 2);
    }
}
