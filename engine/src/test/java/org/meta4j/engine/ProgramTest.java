package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private final Graph graph = new Graph();
    private final Value x = graph.input("x", 50, 8);

    @Test
    void aChainOfElementWiseOperationsAndItsSumIsOneStep() {
        Value chain = x.multiply(x).add(graph.input("b", 8)).relu().exp();
        Program program = Program.compile(Map.of("sum", chain.sum(0, 1)));
        assertThat(program.toString())
                .startsWith("program: 1 steps")
                .contains("MULTIPLY_ADD", "RELU", "EXP", "SUM_ROWS");
    }

    @Test
    void itPrintsItsInputsOutputsAndBytes() {
        Program program = Program.compile(Map.of("y", x.matmul(graph.parameter("w", Shape.of(8, 3)))));
        assertThat(program.toString())
                .contains("input x", "parameter w", "output y", "matmul AB 50x3x8", "bytes a thread");
        assertThat(program.flops()).isEqualTo(2 * 50 * 3 * 8);
    }

    @Test
    void buffersThatAreNotAliveTogetherShareTheirPlace() {
        Value w = graph.parameter("w", Shape.of(8, 8));
        Value deep = x;
        for (int layer = 0; layer < 20; layer++) {
            deep = deep.matmul(w);
        }
        Program program = Program.compile(Map.of("y", deep));
        // Input, output and two layers at a time, not twenty-one.
        assertThat(program.workspaceBytes()).isLessThan(5L * 50 * 8 * Float.BYTES + 4096);
    }

    @Test
    void outputsMayBeInputsConstantsRepetitionsAndTwiceTheSame() {
        Value repeated = graph.input("c", 8).repeat(0, 2);
        Program program = Program.compile(
                Map.of("a", x, "b", x, "c", graph.constant(3, Shape.of(2)), "d", repeated, "e", repeated.reshape(16)));
        try (Workers workers = new Workers(1)) {
            new Runner(program, workers)
                    .run(
                            (task, in) -> {
                                in.set("x", numbers(400));
                                in.set("c", numbers(8));
                            },
                            (task, out) -> {
                                assertThat(out.get("a")).isEqualTo(numbers(400));
                                assertThat(out.get("b")).isEqualTo(numbers(400));
                                assertThat(out.get("c")).containsExactly(3, 3);
                                assertThat(out.get("d")).startsWith(numbers(8)).endsWith(numbers(8));
                                assertThat(out.get("e")).isEqualTo(out.get("d"));
                            });
        }
    }

    @Test
    void sumsOverTasksAreThoseOfEachTask() {
        Program program = Program.compile(Map.of("total", x.sum(0, 1)), Map.of("mean", x.mean()));
        try (Workers workers = new Workers(2)) {
            Slots sums = new Runner(program, workers)
                    .run(
                            37,
                            (task, in) -> java.util.Arrays.fill(in.array(), in.offset("x"), in.offset("x") + 400, task),
                            (task, out) -> assertThat(out.number("mean")).isEqualTo(task));
            // 0 + 1 + … + 36 = 666, for each of 50 rows.
            assertThat(sums.get("total")).containsOnly(50 * 666);
        }
    }

    @Test
    void whatAllTasksShareIsMovedOnceARunAndAgainForOtherParameters() {
        Value w = graph.parameter("w", Shape.of(3, 8));
        Program program = Program.compile(Map.of("y", x.matmul(w.transpose())), Map.of("first", x.sum()));
        assertThat(program.toString()).contains("once  transpose 1x3x8").containsOnlyOnce("transpose");
        for (int threads = 1; threads <= 3; threads += 2) {
            try (Workers workers = new Workers(threads)) {
                Runner runner = new Runner(program, workers);
                for (float factor = 1; factor < 3; factor++) {
                    float[] numbers = numbers(24);
                    for (int i = 0; i < 24; i++) {
                        numbers[i] *= factor;
                    }
                    runner.setParameters(Tensors.of(Map.of("w", new Tensor(Shape.of(3, 8), numbers))));
                    float[] ones = new float[400];
                    java.util.Arrays.fill(ones, 1);
                    Slots sums = runner.run(2, (task, in) -> in.set("x", ones), (task, out) -> {});
                    // Row sums of w, for two tasks: 0 + … + 7, 8 + … + 15, 16 + … + 23.
                    assertThat(sums.get("y")).startsWith(2 * factor * 28, 2 * factor * 92, 2 * factor * 156);
                }
            }
        }
    }

    @Test
    void missingOrWrongParametersAreNamed() {
        Program program = Program.compile(Map.of("y", x.matmul(graph.parameter("w", Shape.of(8, 3)))));
        try (Workers workers = new Workers(1)) {
            Runner runner = new Runner(program, workers);
            assertThatThrownBy(() -> runner.setParameters(Tensors.of(Map.of()))).hasMessageContaining("no tensor 'w'");
            assertThatThrownBy(() -> runner.setParameters(Tensors.of(Map.of("w", Tensor.zeros(Shape.of(8, 2))))))
                    .hasMessage("parameter 'w' has 24 numbers, but 16 were given");
            assertThatThrownBy(() -> runner.run((task, in) -> in.set("z", new float[1]), (task, out) -> {}))
                    .hasMessageContaining("no input 'z'");
        }
    }

    @Test
    void theReferenceNeedsEveryInput() {
        assertThatThrownBy(() -> Reference.evaluate(List.of(x), Map.of()))
                .hasMessage("input 'x' of shape [50, 8] needs 400 numbers, but is missing");
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
