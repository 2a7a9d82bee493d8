package org.meta4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    /** Two classes of 3 and 1 examples; example e of class c is the number 10c + e. */
    private static final LabelledExamples NUMBERED = new LabelledExamples() {
        @Override
        public ExampleShape shape() {
            return ExampleShape.features(1);
        }

        @Override
        public List<ClassInfo> classes() {
            return List.of(new ClassInfo("a", "group", "a", 3), new ClassInfo("b", "group", "b", 1));
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset] = 10 * classIndex + example;
        }
    };

    @Test
    void allExamplesComeClassByClass() {
        Examples all = Examples.all(NUMBERED);
        assertThat(all.inputs()).containsExactly(0, 1, 2, 10);
        assertThat(all.classes().labels()).containsExactly(0, 0, 0, 1);
        assertThat(all.classes().names()).containsExactly("a", "b");
    }

    @Test
    void theFirstExamplesOfEachClassAreTakenAndOfASmallerClassAll() {
        Examples two = Examples.first(NUMBERED, 2);
        assertThat(two.inputs()).containsExactly(0, 1, 10);
        assertThat(two.classes().labels()).containsExactly(0, 0, 1);
    }

    @Test
    void noneOfAClassIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.first(NUMBERED, 0))
                .withMessage("examples of a class must be at least 1, but were 0");
    }
}
