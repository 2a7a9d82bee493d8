package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelProviderTest {
    @Test
    void without_the_property_the_module_decides() {
        assertThat(KernelProvider.choose("", true)).isInstanceOf(VectorKernels.class);
        assertThat(KernelProvider.choose("", false)).isInstanceOf(PlainKernels.class);
    }

    @Test
    void the_property_forces_a_provider() {
        assertThat(KernelProvider.choose("plain", true)).isInstanceOf(PlainKernels.class);
        assertThat(KernelProvider.choose("vector", true)).isInstanceOf(VectorKernels.class);
    }

    @Test
    void vector_kernels_without_their_module_are_an_error_that_names_the_option() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KernelProvider.choose("vector", false))
                .withMessageContaining("--add-modules jdk.incubator.vector");
    }

    @Test
    void an_unknown_name_is_an_error_that_names_the_choices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelProvider.choose("cuda", true))
                .withMessage("-Dmeta4j.kernels=cuda names no kernels: use vector or plain,"
                        + " or leave the property out to have them chosen");
    }

    @Test
    void the_choice_is_made_once() {
        assertThat(KernelProvider.get()).isSameAs(KernelProvider.get());
    }

    @Test
    void a_process_without_the_module_falls_back_to_plain_with_one_line_of_advice() throws Exception {
        String output = run();
        assertThat(output)
                .contains("kernels: plain")
                .containsOnlyOnce("start java with --add-modules jdk.incubator.vector");
    }

    @Test
    void a_process_with_the_module_runs_on_vectors_without_advice() throws Exception {
        String output = run("--add-modules", "jdk.incubator.vector");
        assertThat(output).contains("kernels: vector-").doesNotContain("start java with");
    }

    /** A fresh Java process with the classes under test, as the module is resolved when a process starts. */
    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Asks twice and uses what it gets. */
    static final class Main {
        public static void main(String[] args) {
            Kernels kernels = KernelProvider.get();
            float[] c = new float[64 + Kernels.SLACK];
            kernels.gemm(8, 8, 0, c, 0, 1, 1, c, 0, c, 0);
            System.out.println("kernels: " + KernelProvider.get().name());
        }
    }
}
