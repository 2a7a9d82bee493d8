package org.meta4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.data.ImageClasses;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class MetaDatasetTest {
    private static ImageClasses single(String name, int value) {
        return ImageClasses.of(
                ExampleShape.image(1, 1, 1),
                List.of(new ClassInfo(name, "group", name, 1)),
                new byte[] {(byte) value},
                List.of("1.png"));
    }

    @Test
    void validationClassesCanBeAddedToTheTrainingClassesForAFinalModel() {
        MetaDataset whole = new MetaDataset("data/split", "sum", single("a", 51), single("b", 102), single("c", 255));
        MetaDataset last = whole.withValidationInTraining();

        assertThat(last.name()).isEqualTo("data/split+validation");
        assertThat(last.train().classes()).extracting(ClassInfo::name).containsExactly("a", "b");
        float[] values = new float[2];
        last.train().read(0, 0, values, 0);
        last.train().read(1, 0, values, 1);
        assertThat(values).containsExactly(0.2f, 0.4f);
        assertThat(last.validation().classes()).isEmpty();
        assertThat(last.test()).isSameAs(whole.test());
    }

    @Test
    void aClassInTwoSplitsIsRefused() {
        assertThatThrownBy(() -> new MetaDataset("data", "sum", single("a", 0), single("b", 0), single("a", 0)))
                .hasMessageContaining("'a' is in the train split and in the test split");
    }

    @Test
    void partsThatShareClassesMustNotShareExamples() {
        MetaDataset shared = new MetaDataset(
                "data", "sum", single("a", 0), single("a", 1), single("a", 2), MetaDataset.Disjoint.EXAMPLES);

        assertThat(shared.test().classes().get(0).origin()).isEqualTo("a");
        assertThatThrownBy(() -> new MetaDataset(
                        "data", "sum", single("a", 7), single("b", 1), single("c", 7), MetaDataset.Disjoint.EXAMPLES))
                .hasMessage(
                        "example 1.png of class 'a' in the train split is the same as 1.png of class 'c' in the test"
                                + " split: an example may be in one split only, remove one of them");
    }

    @Test
    void aClassOfBothPartsGetsTheExamplesOfBothWhereValidationJoinsTraining() {
        MetaDataset last = new MetaDataset(
                        "data",
                        "sum",
                        single("a", 51),
                        single("a", 102),
                        single("a", 255),
                        MetaDataset.Disjoint.EXAMPLES)
                .withValidationInTraining();

        assertThat(last.disjoint()).isEqualTo(MetaDataset.Disjoint.EXAMPLES);
        assertThat(last.train().classes()).containsExactly(new ClassInfo("a", "group", "a", 2));
        float[] values = new float[2];
        last.train().read(0, 0, values, 0);
        last.train().read(0, 1, values, 1);
        assertThat(values).containsExactly(0.2f, 0.4f);
        assertThat(last.validation().classes()).isEmpty();
    }
}
