package org.meta4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meta4j.data.ImageClasses;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class OpenEpisodeSamplerTest {
    private static final int IMAGES = 4;
    private static final EpisodeShape SHAPE = new EpisodeShape(2, 1, 3);

    /** Images of one pixel: image i of class c has the byte 4c + i + 1. */
    private static ImageClasses classes(int count) {
        List<ClassInfo> infos = new ArrayList<>();
        List<String> names = new ArrayList<>();
        byte[] pixels = new byte[count * IMAGES];
        for (int c = 0; c < count; c++) {
            infos.add(new ClassInfo("c" + c, "g", "c" + c, IMAGES));
            for (int i = 0; i < IMAGES; i++) {
                names.add(c + "/" + i);
                pixels[c * IMAGES + i] = (byte) (c * IMAGES + i + 1);
            }
        }
        return ImageClasses.of(ExampleShape.image(1, 1, 1), infos, pixels, names);
    }

    private static int classOf(float value) {
        return (Math.round(value * 255) - 1) / IMAGES;
    }

    @Test
    void unknownQueriesAreOfClassesThatTheSupportsDoNotHaveAndHaveNoLabel() {
        OpenEpisodeSampler sampler = new OpenEpisodeSampler(classes(7), SHAPE, 3, 5);
        for (int t = 0; t < 50; t++) {
            Task task = sampler.task(t);
            assertThat(task.support().classes().labels()).containsExactly(0, 1);
            assertThat(task.query().count()).isEqualTo(5 * 3);
            Set<Integer> known = new HashSet<>();
            for (float value : task.support().inputs()) {
                known.add(classOf(value));
            }
            assertThat(known).hasSize(2);
            Set<Integer> unknown = new HashSet<>();
            for (int q = 0; q < task.query().count(); q++) {
                int of = classOf(task.query().inputs()[q]);
                int label = task.query().classes().labels()[q];
                if (q < 6) {
                    assertThat(label).isEqualTo(q / 3);
                    assertThat("c" + of)
                            .isEqualTo(task.query().classes().names().get(label));
                } else {
                    assertThat(label).isEqualTo(Targets.Classes.UNLABELLED);
                    unknown.add(of);
                }
            }
            assertThat(unknown).as("task %d", t).hasSize(3).doesNotContainAnyElementsOf(known);
        }
    }

    @Test
    void withoutUnknownClassesTheTasksAreThoseOfTheUsualSampler() {
        Task open = new OpenEpisodeSampler(classes(7), SHAPE, 0, 5).task(3);
        Task usual = new EpisodeSampler(classes(7), SHAPE, 5).task(3);

        assertThat(open.support().inputs()).containsExactly(usual.support().inputs());
        assertThat(open.query().inputs()).containsExactly(usual.query().inputs());
        assertThat(open.query().classes().labels())
                .containsExactly(usual.query().classes().labels());
    }

    @Test
    void tooFewClassesAreNamedWithTheUnknownOnes() {
        assertThat(OpenEpisodeSampler.misfit(classes(4), SHAPE, 2)).isEmpty();
        assertThat(OpenEpisodeSampler.misfit(classes(4), SHAPE, 3))
                .contains("with 3 unknown classes beside 2 known ones: 5-way episodes need 5 classes, but there are 4:"
                        + " add classes or use fewer ways or fewer unknown classes");
        assertThat(OpenEpisodeSampler.misfit(classes(1), SHAPE, 3).orElseThrow())
                .startsWith("2-way episodes need");
        assertThatThrownBy(() -> new OpenEpisodeSampler(classes(4), SHAPE, 3, 0))
                .hasMessageContaining("5-way episodes need 5 classes");
        assertThatThrownBy(() -> new OpenEpisodeSampler(classes(4), SHAPE, -1, 0))
                .hasMessage("unknown classes must be at least 0, but were -1");
    }
}
