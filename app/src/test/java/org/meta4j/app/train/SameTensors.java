package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Documents;

/** Tensors that are the same to the bit. */
final class SameTensors {
    private SameTensors() {}

    static void assertSame(Tensors found, Tensors expected) {
        assertThat(found.names()).isNotEmpty().isEqualTo(expected.names());
        expected.asMap()
                .forEach((name, tensor) -> assertThat(
                                Arrays.equals(found.get(name).values(), tensor.values()))
                        .as(name)
                        .isTrue());
    }

    /** All of the last checkpoints: parameters, statistics, the optimiser's moments, the best so far; and the models. */
    static void assertSameCheckpoints(Path foundRun, Path expectedRun) {
        for (String file : new String[] {"checkpoints/last.safetensors", "model.safetensors"}) {
            assertSame(
                    Documents.read(foundRun.resolve(file)).tensors(),
                    Documents.read(expectedRun.resolve(file)).tensors());
        }
    }
}
