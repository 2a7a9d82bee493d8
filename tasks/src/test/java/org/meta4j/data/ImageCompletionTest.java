package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class ImageCompletionTest {
    private static final int SIDE = 8;
    private static final MetaDataset IMAGES = DrawnAlphabets.metaDataset(
            DrawnAlphabetsSettings.DEFAULT.withSize(SIDE).withAlphabets(5), 1);
    private static final ImageCompletion FAMILY = new ImageCompletion(IMAGES);

    private static float[] shades(Examples examples) {
        return ((Targets.Values) examples.targets()).values();
    }

    /** Row and column of a place, from its coordinates. */
    private static int place(Examples examples, int i) {
        int column = Math.round((examples.inputs()[2 * i] + 1) / 2 * (SIDE - 1));
        int row = Math.round((examples.inputs()[2 * i + 1] + 1) / 2 * (SIDE - 1));
        return row * SIDE + column;
    }

    @Test
    void givenAndAskedPixelsAreDifferentOnesOfOneImageOfThePart() {
        TaskSource source = FAMILY.trainingTasks(EpisodeShape.ofNumbers(24, 40), 7);
        for (long index = 0; index < 5; index++) {
            Task task = source.task(index);
            float[] image = new float[SIDE * SIDE];
            Set<Integer> seen = new HashSet<>();
            for (Examples part : new Examples[] {task.support(), task.query()}) {
                for (int i = 0; i < part.count(); i++) {
                    seen.add(place(part, i));
                    image[place(part, i)] = shades(part)[i];
                }
            }
            assertThat(seen).hasSize(64);
            assertThat(isIn(IMAGES.train(), image)).isTrue();
            assertThat(isIn(IMAGES.test(), image)).isFalse();
            assertThat(source.task(index).support().inputs())
                    .isEqualTo(task.support().inputs());
        }
    }

    private static boolean isIn(LabelledExamples examples, float[] image) {
        float[] read = new float[image.length];
        for (int c = 0; c < examples.classes().size(); c++) {
            for (int e = 0; e < examples.classes().get(c).size(); e++) {
                examples.read(c, e, read, 0);
                if (Arrays.equals(read, image)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aWholeTaskHasTheSupportsOfTheTestTaskAndAllPixelsOfItsImage() {
        Task task = FAMILY.testTasks(EpisodeShape.ofNumbers(6, 20), 3).task(2);
        Task whole = FAMILY.wholeTestTasks(6, 3).task(2);
        assertThat(whole.support().inputs()).isEqualTo(task.support().inputs());
        assertThat(shades(whole.support())).isEqualTo(shades(task.support()));
        assertThat(whole.query().count()).isEqualTo(64);
        for (int i = 0; i < 20; i++) {
            assertThat(shades(whole.query())[place(task.query(), i)]).isEqualTo(shades(task.query())[i]);
        }
    }

    @Test
    void tooManyPixelsAndClassesAreRefused() {
        assertThatThrownBy(() -> FAMILY.testTasks(EpisodeShape.ofNumbers(60, 5), 1))
                .hasMessage("an image of 8×8 has 64 pixels, but 60 shots + 5 queries need 65: use fewer of them");
        assertThatThrownBy(() -> FAMILY.testTasks(new EpisodeShape(2, 1, 1), 1))
                .hasMessageContaining("ways must be 1, but was 2");
        assertThat(FAMILY.name()).isEqualTo("completion/" + IMAGES.name());
        assertThat(FAMILY.fingerprint()).isNotEqualTo(IMAGES.fingerprint());
    }
}
