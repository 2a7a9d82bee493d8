package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Task;

class SamplingTest {
    private static final LabelledExamples IMAGES = Sampling.images();

    @Test
    void eachIterationDrawsTwoHundredOtherTasksWhateverTheThreads() {
        Set<List<String>> seen = new HashSet<>();
        try (Workers one = new Workers(1);
                Workers two = new Workers(2)) {
            Sampling alone = new Sampling(IMAGES, one);
            Sampling shared = new Sampling(IMAGES, two);
            for (int iteration = 0; iteration < 2; iteration++) {
                alone.iterate();
                shared.iterate();
                for (int i = 0; i < Sampling.TASKS; i++) {
                    Task task = alone.drawn().get(i);
                    assertThat(task.support().count()).isEqualTo(5);
                    assertThat(task.query().count()).isEqualTo(75);
                    assertThat(shared.drawn().get(i).query().inputs())
                            .isEqualTo(task.query().inputs());
                    seen.add(task.support().classes().names());
                }
            }
        }
        // Five of 1,623 classes: the same ones in the same order come again hardly ever.
        assertThat(seen).hasSize(2 * Sampling.TASKS);
    }
}
