package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.tasks.LabelledExamples;

class SamplingTest {
    private static final LabelledExamples IMAGES = Sampling.images();

    @Test
    void eachIterationDrawsTwoHundredOtherTasksWhateverTheThreads() {
        Set<List<String>> seen = new HashSet<>();
        Set<Float> pixels = new HashSet<>();
        try (Workers one = new Workers(1);
                Workers two = new Workers(2)) {
            Sampling alone = new Sampling(IMAGES, one);
            Sampling shared = new Sampling(IMAGES, two);
            for (int iteration = 0; iteration < 2; iteration++) {
                alone.iterate();
                shared.iterate();
                assertThat(alone.classes()).allSatisfy(names -> assertThat(names)
                        .hasSize(5)
                        .doesNotHaveDuplicates());
                assertThat(shared.classes()).isEqualTo(alone.classes());
                assertThat(shared.pixels()).isEqualTo(alone.pixels());
                seen.addAll(alone.classes());
                for (float pixel : alone.pixels()) {
                    pixels.add(pixel);
                }
            }
        }
        // Five of 1,623 classes: the same ones in the same order come again hardly ever.
        assertThat(seen).hasSize(2 * Sampling.TASKS);
        // Noise: some 203 of the 256 values are expected among 400 pixels, a single one if nothing was read.
        assertThat(pixels).hasSizeGreaterThan(150);
    }
}
