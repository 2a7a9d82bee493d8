package org.meta4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairSamplerTest {
    /** Example e of class c is the two numbers c, e. */
    private record Numbered(int... sizes) implements LabelledExamples {
        @Override
        public ExampleShape shape() {
            return ExampleShape.features(2);
        }

        @Override
        public List<ClassInfo> classes() {
            return IntStream.range(0, sizes.length)
                    .mapToObj(c -> new ClassInfo("c" + c, "", "c" + c, sizes[c]))
                    .toList();
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset] = classIndex;
            target[offset + 1] = example;
        }
    }

    @Test
    void halfThePairsAreOfOneClassAndTheLabelsAreTrue() {
        Pairs pairs = new PairSampler(new Numbered(3, 1, 4, 2), 5).pairs(0, 1000);

        int same = 0;
        for (int i = 0; i < pairs.count(); i++) {
            float[] left = pairs.left().inputs();
            float[] right = pairs.right().inputs();
            assertThat(left[2 * i] == right[2 * i]).isEqualTo(pairs.same()[i]);
            if (pairs.same()[i]) {
                assertThat(left[2 * i + 1]).as("two distinct examples").isNotEqualTo(right[2 * i + 1]);
                same++;
            }
        }
        assertThat(same).isEqualTo(500);
    }

    @Test
    void everyPairIsDrawnInTheEnd() {
        Pairs pairs = new PairSampler(new Numbered(2, 1, 3), 1).pairs(0, 2000);

        Set<List<Float>> drawn = new HashSet<>();
        for (int i = 0; i < pairs.count(); i++) {
            float[] left = pairs.left().inputs();
            float[] right = pairs.right().inputs();
            drawn.add(List.of(left[2 * i], left[2 * i + 1], right[2 * i], right[2 * i + 1]));
        }
        // All ordered pairs of six examples, but none of an example with itself.
        assertThat(drawn).hasSize(6 * 5);
    }

    @Test
    void aPairDependsOnTheSeedAndItsNumberAlone() {
        Numbered data = new Numbered(50, 60, 70);
        Pairs all = new PairSampler(data, 9).pairs(0, 40);
        Pairs some = new PairSampler(data, 9).pairs(13, 5);
        Pairs other = new PairSampler(data, 10).pairs(0, 40);

        assertThat(some.left().inputs())
                .isEqualTo(java.util.Arrays.copyOfRange(all.left().inputs(), 26, 36));
        assertThat(some.same()).containsExactly(false, true, false, true, false);
        assertThat(other.left().inputs()).isNotEqualTo(all.left().inputs());
    }

    @Test
    void pairsWithinATaskLeaveOutWhatHasNoLabel() {
        float[] inputs = {0, 1, 2, 3, 4};
        Examples examples = new Examples(
                ExampleShape.features(1), inputs, new Targets.Classes(new int[] {1, 0, -1, 1, 0}, List.of("a", "b")));

        Pairs pairs = PairSampler.within(examples, 3).pairs(0, 200);

        for (int i = 0; i < pairs.count(); i++) {
            float left = pairs.left().inputs()[i];
            float right = pairs.right().inputs()[i];
            assertThat(left).isNotIn(right, 2f);
            // 0 and 3 are of class b, 1 and 4 of class a.
            assertThat(left % 3 == right % 3).isEqualTo(pairs.same()[i]);
        }
    }

    @Test
    void dataWithoutPairsAreRefusedWithTheWayOut() {
        assertThatThrownBy(() -> new PairSampler(new Numbered(5), 0))
                .hasMessage("pairs of two classes need 2 classes with examples, but there is 1: add classes");
        assertThatThrownBy(() -> new PairSampler(new Numbered(0, 0), 0)).hasMessageContaining("there are none");
        assertThatThrownBy(() -> new PairSampler(new Numbered(1, 1, 0), 0))
                .hasMessage("pairs of one class need a class with 2 examples, but each of the 2 classes has 1: add"
                        + " examples");
        assertThatThrownBy(() -> new PairSampler(new Numbered(2, 2), 0).pairs(0, 0))
                .hasMessageContaining("0 from number 0 on");
    }

    @Test
    void pairsOfDifferentShapesOrCountsAreRefused() {
        Examples one = new Examples(ExampleShape.features(1), new float[1], new Targets.None(1));
        Examples wide = new Examples(ExampleShape.features(2), new float[2], new Targets.None(1));
        assertThatThrownBy(() -> new Pairs(one, wide, new boolean[1])).hasMessageContaining("the first examples");
        assertThatThrownBy(() -> new Pairs(one, one, new boolean[2])).hasMessageContaining("there are 1 and 1");
    }
}
