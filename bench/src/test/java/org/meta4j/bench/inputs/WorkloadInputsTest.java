package org.meta4j.bench.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/** Against arrays that NumPy drew and transposed: sizes, sums, and single elements. */
class WorkloadInputsTest {
    @Test
    void parameters_of_the_sinusoid_workload_are_the_peers() {
        assertTensors("S", WorkloadInputs.sinusoidParameters());
    }

    @Test
    void parameters_of_the_omniglot_workload_are_the_peers_without_convolution_biases() {
        assertTensors("O", WorkloadInputs.omniglotParameters(WorkloadInputs.OMNIGLOT_WAYS));
    }

    @Test
    void parameters_of_the_prototype_workload_are_the_peers_without_convolution_biases() {
        assertTensors("P", WorkloadInputs.prototypeParameters());
    }

    @Test
    void sinusoid_tasks_are_the_peers() {
        assertTasks("S", WorkloadInputs.sinusoidTasks(WorkloadInputs.SINUSOID_TASKS));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 75})
    void omniglot_tasks_are_the_peers(int queries) {
        assertTasks("O" + queries, WorkloadInputs.omniglotTasks(WorkloadInputs.OMNIGLOT_TASKS, 5, queries));
    }

    @Test
    void the_prototype_episode_is_the_peers() {
        assertTasks("P", List.of(WorkloadInputs.prototypeEpisode()));
    }

    @Test
    void the_sum_notices_two_swapped_elements() {
        float[] values =
                WorkloadInputs.sinusoidParameters().get("layer2.weight").values();
        float first = values[100];
        values[100] = values[101];
        values[101] = first;
        assertThatThrownBy(() -> assertArray("S.layer2.weight", values)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_workload_without_tasks_is_refused() {
        assertThatThrownBy(() -> WorkloadInputs.sinusoidTasks(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tasks must be at least 1, but was 0");
    }

    private static void assertTensors(String workload, Tensors actual) {
        Map<String, Shape> expected = new LinkedHashMap<>();
        for (List<String> line : ExpectedLines.of("workload-inputs.txt")) {
            String name = line.get(0);
            if (name.startsWith(workload + ".") && !name.endsWith("Inputs") && !name.endsWith("Targets")) {
                expected.put(name.substring(workload.length() + 1), Shape.of(sizes(line)));
            }
        }
        assertThat(actual.names()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, shape) -> {
            Tensor tensor = actual.get(name);
            assertThat(tensor.shape()).as(name).isEqualTo(shape);
            assertArray(workload + "." + name, tensor.values());
        });
    }

    private static void assertTasks(String workload, List<Task> tasks) {
        assertArray(
                workload + ".supportInputs",
                joined(tasks, task -> task.support().inputs()));
        assertArray(workload + ".supportTargets", joined(tasks, task -> targets(task.support())));
        assertArray(
                workload + ".queryInputs", joined(tasks, task -> task.query().inputs()));
        assertArray(workload + ".queryTargets", joined(tasks, task -> targets(task.query())));
    }

    private static float[] targets(Examples examples) {
        if (examples.targets() instanceof Targets.Values values) {
            return values.values();
        }
        int[] labels = examples.classes().labels();
        float[] result = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            result[i] = labels[i];
        }
        return result;
    }

    private static float[] joined(List<Task> tasks, Function<Task, float[]> part) {
        float[] result = new float[0];
        for (Task task : tasks) {
            float[] values = part.apply(task);
            int end = result.length;
            result = Arrays.copyOf(result, end + values.length);
            System.arraycopy(values, 0, result, end, values.length);
        }
        return result;
    }

    private static void assertArray(String name, float[] actual) {
        List<String> line = ExpectedLines.of("workload-inputs.txt").stream()
                .filter(words -> words.get(0).equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(actual.length)
                .as("numbers in " + name)
                .isEqualTo(Arrays.stream(sizes(line)).reduce(1, (a, b) -> a * b));
        for (String pair : line.subList(4, line.size())) {
            int colon = pair.indexOf(':');
            int index = Integer.parseInt(pair.substring(0, colon));
            float expected = (float) Double.parseDouble(pair.substring(colon + 1));
            // One unit in the last place: sine and logarithm may round otherwise than NumPy's.
            assertThat(Math.abs(actual[index] - expected))
                    .as("%s[%d]: %s for %s", name, index, actual[index], expected)
                    .isLessThanOrEqualTo(Math.ulp(expected));
        }
        double sum = 0;
        double weighted = 0;
        double magnitude = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += actual[i];
            weighted += (double) actual[i] * (i % 97);
            magnitude += Math.abs(actual[i]);
        }
        // A float's last place of the mean magnitude, and the error of summing in double, far below it.
        assertThat(Math.abs(sum - Double.parseDouble(line.get(2))))
                .as("sum of " + name)
                .isLessThanOrEqualTo(1e-8 * magnitude);
        assertThat(Math.abs(weighted - Double.parseDouble(line.get(3))))
                .as("weighted sum of " + name)
                .isLessThanOrEqualTo(1e-6 * magnitude);
    }

    private static int[] sizes(List<String> line) {
        return Arrays.stream(line.get(1).split("x")).mapToInt(Integer::parseInt).toArray();
    }
}
