package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;

/** Files of the reference implementation; the other direction is read_by_python.py. */
class SafetensorsPythonTest {
    @Test
    void aFileWrittenByTheReferenceImplementationIsRead() throws URISyntaxException {
        TensorFile file = Safetensors.read(
                Path.of(Objects.requireNonNull(SafetensorsPythonTest.class.getResource("python.safetensors"))
                        .toURI()));
        assertThat(file.metadata())
                .hasSize(2)
                .containsEntry("framework", "numpy")
                .containsEntry("note", "line\nbreak, \"quotes\" and Ωmega");
        Tensors tensors = file.tensors();
        assertThat(tensors.names())
                .containsExactlyInAnyOrder("encoder.0.weight", "encoder.0.bias", "temperature", "größe");
        assertThat(tensors.get("encoder.0.weight").shape()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(tensors.get("encoder.0.weight").values())
                .containsExactly(
                        -0.5f, -0.375f, -0.25f, -0.125f, 0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f);
        assertThat(tensors.get("encoder.0.bias").values()).containsExactly(1.5f, -2.25f, 3e-38f);
        assertThat(tensors.get("temperature").shape()).isEqualTo(Shape.SCALAR);
        assertThat(tensors.get("temperature").values()).containsExactly(0.1f);
        assertThat(tensors.get("größe").shape()).isEqualTo(Shape.of(1, 2));
        assertThat(tensors.get("größe").values()).containsExactly(16777216f, -0.0f);
    }
}
