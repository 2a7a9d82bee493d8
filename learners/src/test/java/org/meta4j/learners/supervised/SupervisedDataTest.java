package org.meta4j.learners.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.learners.nets.Layered;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

class SupervisedDataTest {
    private static SupervisedData numbers(int count) {
        float[] inputs = new float[count];
        float[] doubled = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = i;
            doubled[2 * i] = i;
            doubled[2 * i + 1] = -i;
            labels[i] = i % 3;
        }
        Targets classes = new Targets.Classes(labels, List.of("a", "b", "c"));
        return SupervisedData.of("numbers", new Examples(ExampleShape.features(1), inputs, classes))
                .with("both", doubled, 2);
    }

    @Test
    void targetsOfClassesAreOneOneInARow() {
        assertThat(numbers(4).column(SupervisedData.TARGETS).values())
                .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void aSplitHasEachExampleOnceWithItsColumnsAndLabel() {
        SupervisedData.Split split = numbers(50).split(20, 6);

        assertThat(split.validation().count()).isEqualTo(20);
        assertThat(split.train().count()).isEqualTo(30);
        float[] train = split.train().examples().inputs();
        float[] validation = split.validation().examples().inputs();
        assertThat(IntStream.concat(
                                IntStream.range(0, 30).map(i -> (int) train[i]),
                                IntStream.range(0, 20).map(i -> (int) validation[i]))
                        .sorted()
                        .toArray())
                .containsExactly(IntStream.range(0, 50).toArray());
        for (int i = 0; i < 20; i++) {
            assertThat(split.validation().labels()[i]).isEqualTo((int) validation[i] % 3);
            assertThat(split.validation().column("both").values()[2 * i + 1]).isEqualTo(-validation[i]);
        }
        assertThat(numbers(50).split(20, 6).validation().examples().inputs()).containsExactly(validation);
        assertThat(numbers(50).split(20, 7).validation().examples().inputs()).isNotEqualTo(validation);
    }

    @Test
    void classesCanBeLeftOut() {
        SupervisedData some = numbers(9).onlyClasses(label -> label != 1);

        assertThat(some.examples().inputs()).containsExactly(0, 2, 3, 5, 6, 8);
        assertThat(some.classes()).containsExactly("a", "b", "c");
    }

    @Test
    void columnsOfAnotherLengthAndMissingOnesAreRefused() {
        assertThatThrownBy(() -> numbers(3).with("x", new float[5], 2)).hasMessageContaining("needs 6 numbers");
        assertThatThrownBy(() -> numbers(3).column("x")).hasMessageContaining("no column 'x'");
    }

    @Test
    void jitterMovesAnImageAndFillsWithZeros() {
        // 2 × 3 pixels of two channels.
        ExampleShape shape = ExampleShape.image(2, 3, 2);
        float[] source = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        float[] target = new float[13];
        Arrays.fill(target, 99);

        Jitter.move(shape, source, 1, target, 0, 1, -1);
        assertThat(target).containsExactly(0, 0, 0, 0, 0, 0, 3, 4, 5, 6, 0, 0, 99);
        Jitter.move(shape, source, 1, target, 0, -1, 2);
        assertThat(target).containsExactly(0, 0, 0, 0, 7, 8, 0, 0, 0, 0, 0, 0, 99);
        Jitter.move(shape, source, 1, target, 0, 0, 0);
        assertThat(target).startsWith(1, 2, 3).endsWith(11, 12, 99);
        Jitter.move(shape, source, 1, target, 0, 0, 4);
        assertThat(target).startsWith(0, 0).endsWith(0, 0, 99);
    }

    @Test
    void jitterMovesBySoManyPixelsAtMost() {
        ExampleShape shape = ExampleShape.image(9, 9, 1);
        float[] dot = new float[81];
        dot[4 * 9 + 4] = 1;
        SplittableRandom random = new SplittableRandom(3);
        int[] counts = new int[25];
        for (int i = 0; i < 2500; i++) {
            float[] moved = new float[81];
            Augmentation.jitter(2).write(shape, dot, 0, moved, 0, random);
            int place = IntStream.range(0, 81)
                    .filter(p -> moved[p] == 1)
                    .findFirst()
                    .orElseThrow();
            counts[(place / 9 - 2) * 5 + place % 9 - 2]++;
        }
        // 100 each, with standard deviation 10.
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(50, 150));
    }

    @Test
    void masksDropTheirShareAndKeepTheExpectation() {
        Layered.Mask mask = new Layered.Mask("dropout1", 0.2, 100_000);
        float[] drawn = new float[mask.length()];
        BatchGradient.draw(mask, drawn, 0, new SplittableRandom(5));

        assertThat(IntStream.range(0, drawn.length)
                        .mapToObj(i -> drawn[i])
                        .distinct()
                        .toList())
                .containsExactlyInAnyOrder(0f, 1.25f);
        double mean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        // The standard error is 1.25 · √(0.2 · 0.8 / 100,000) = 0.0016.
        assertThat(mean).isCloseTo(1, within(0.01));
    }

    @Test
    void minibatchesAreTakenApartEvenly() {
        assertThat(BatchGradient.parts(64)).isEqualTo(4);
        assertThat(BatchGradient.parts(32)).isEqualTo(2);
        assertThat(BatchGradient.parts(100)).isEqualTo(4);
        assertThat(BatchGradient.parts(50)).isEqualTo(2);
        assertThat(BatchGradient.parts(31)).isEqualTo(1);
        assertThat(BatchGradient.parts(1)).isEqualTo(1);
    }
}
