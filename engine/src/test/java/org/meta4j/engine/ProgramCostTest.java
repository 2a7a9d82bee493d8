package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs say that they cost, against counting by hand. */
class ProgramCostTest {
    private final Graph graph = new Graph();
    private final Value x = graph.input("x", 50, 8);

    @Test
    void aProductCostsTwoOperationsForEachOfItsTerms() {
        Program program = Program.compile(Map.of("y", x.matmul(graph.parameter("w", Shape.of(8, 3)))));
        assertThat(program.flops()).isEqualTo(2 * 50 * 3 * 8);
        assertThat(program.bytes()).isEqualTo(Float.BYTES * (50 * 8 + 8 * 3 + 50 * 3));
        assertThat(program.passes()).isEqualTo(1);
    }

    @Test
    void aFusedChainCostsEveryResultAndEverySummandButMovesOnlyItsEnds() {
        Value chain = x.multiply(x).add(graph.input("b", 8)).relu().exp();
        Program program = Program.compile(Map.of("sum", chain.sum(0, 1)));
        // Four results and one sum, of 400 elements each.
        assertThat(program.flops()).isEqualTo(5 * 400);
        assertThat(program.bytes()).isEqualTo(Float.BYTES * (400 + 8 + 8));
        assertThat(program.steps().get(0).operations().get(0).name()).isEqualTo("square, add, relu, exp, sum");
    }

    @Test
    void aDeviationThatIsComputedAgainCountsEachTime() {
        Value deviation = x.subtract(x.mean(0, 1));
        Program program =
                Program.compile(Map.of("variance", deviation.square().mean(0, 1), "top", deviation.maxLast()));
        // Sum of 400, mean of 8; the deviation, stored for the maximum; square and sum of 400, mean of 8; maximum of
        // 400.
        assertThat(program.flops()).isEqualTo(400 + 8 + 400 + 2 * 400 + 8 + 400);
        Program again = Program.compile(Map.of(
                "variance",
                deviation.square().mean(0, 1),
                "total",
                deviation.exp().sum()));
        assertThat(again.flops()).isEqualTo(400 + 8 + 400 + 2 * 400 + 8 + 2 * 400);
    }

    @Test
    void aConvolutionAndItsGradientsCostWhatMeetsPixelsNotPadding() {
        int height = 7;
        int width = 4;
        Value images = graph.input("images", 2, height, width, 3);
        Value filters = graph.parameter("filters", Shape.of(3, 3, 3, 5));
        long pairs = 0;
        for (int y = -1; y + 3 <= height + 1; y += 2) {
            for (int x = -1; x + 3 <= width + 1; x += 2) {
                for (int tap = 0; tap < 9; tap++) {
                    int row = y + tap / 3;
                    int column = x + tap % 3;
                    pairs += row >= 0 && row < height && column >= 0 && column < width ? 1 : 0;
                }
            }
        }
        Value y = images.convolve(filters, 2, 1);
        assertThat(Program.compile(Map.of("y", y)).flops()).isEqualTo(2 * 2 * pairs * 3 * 5);
        Value weighted = y.multiply(graph.input("g", y.shape().sizes())).sum();
        Program gradient =
                Program.compile(Map.of("w", Grad.of(weighted, List.of(filters)).get(0)));
        assertThat(gradient.flops()).isEqualTo(2 * 2 * pairs * 3 * 5);
        // Back to the images the filters are transposed first, which moves them but computes nothing.
        Program back =
                Program.compile(Map.of("x", Grad.of(weighted, List.of(images)).get(0)));
        assertThat(back.flops()).isEqualTo(2 * 2 * pairs * 3 * 5);
        assertThat(back.steps()).anyMatch(step -> step.kind() == ProgramStep.Kind.MOVE && step.bytes() == 2 * 135 * 4);
    }

    @Test
    void aPipelineMovesLessThanItsOperationsWouldByThemselves() {
        Value images = graph.input("images", 64, 28, 28, 1);
        Value pooled = images.convolve(graph.parameter("filters", Shape.of(3, 3, 1, 16)), 1, 1)
                .relu()
                .maxPool(2);
        Program program = Program.compile(Map.of("y", pooled));
        ProgramStep step = program.steps().get(0);
        assertThat(step.kind()).isEqualTo(ProgramStep.Kind.PIPELINE);
        assertThat(step.images()).isEqualTo(64);
        assertThat(step.block()).isBetween(1, 63);
        // What comes between stays in the cache: only images, filters and results move.
        assertThat(step.bytes()).isEqualTo(Float.BYTES * 64L * (28 * 28 + 14 * 14 * 16) + Float.BYTES * 3 * 3 * 16);
        assertThat(step.flops())
                .isEqualTo(step.operations().stream()
                        .mapToLong(ProgramStep.Operation::flops)
                        .sum());
    }

    @Test
    void memoryIsThatOfThreadsOrOfTheOneTaskThatTheyShare() {
        Value w = graph.parameter("w", Shape.of(8, 16));
        Program program = Program.compile(Map.of("g", x.matmul(w).sum(0, 1)), Map.of("t", x.sum()));
        ProgramMemory memory = program.memory();
        assertThat(memory.shared()).isEqualTo(Float.BYTES * 8 * 16);
        assertThat(memory.summed()).isEqualTo(Float.BYTES * 16);
        assertThat(memory.workspace()).isGreaterThanOrEqualTo(Float.BYTES * (50 * 8 + 16 + 1));
        assertThat(memory.peak(100, 2))
                .isEqualTo(memory.shared() + 2 * memory.workspace() + 2 * memory.scratch() + 17 * memory.summed());
        assertThat(memory.peak(1, 2))
                .isEqualTo(memory.shared() + memory.workspace() + 2 * memory.scratch() + 2 * memory.summed());
    }

    @Test
    void everyOperationNamesItsStageItsLayerAndTheOrderOfItsGradient() {
        Value first = graph.parameter("one.weight", Shape.of(8, 6));
        Value second = graph.parameter("two.weight", Shape.of(6, 4));
        graph.stage("support");
        Value support = x.matmul(first).relu().matmul(second).square().sum();
        Value moved = first.subtract(Grad.of(support, List.of(first)).get(0).scale(0.1));
        graph.stage("query");
        Value loss = graph.input("q", 50, 8).matmul(moved).exp().sum();
        Program program =
                Program.compile(Map.of("gradient", Grad.of(loss, List.of(first)).get(0), "loss", loss));
        assertThat(program.steps().stream()
                        .flatMap(step -> step.operations().stream())
                        .filter(operation -> operation.kind() == ProgramStep.Kind.PRODUCT)
                        .map(operation -> operation.shape() + " " + operation.origins()))
                .contains(
                        "50x6x8 " + List.of(new Origin("support", "one", 0)),
                        "50x4x6 " + List.of(new Origin("support", "two", 0)),
                        "50x6x4 " + List.of(new Origin("support", "two", 1)),
                        "8x6x50 " + List.of(new Origin("support", "one", 1)),
                        "50x6x8 " + List.of(new Origin("query", "one", 0)),
                        "8x6x50 " + List.of(new Origin("query", "one", 1)),
                        "50x4x6 " + List.of(new Origin("support", "two", 2)));
    }

    @Test
    void whatNoArrayHoldsIsRefusedWithTheBound() {
        assertThatThrownBy(() -> Shape.of(50_000, 50_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "an array may have at most 2147483647 numbers, but sizes [50000, 50000] make more: use smaller"
                                + " batches or tasks");
        Value huge = graph.input("huge", 30_000, 30_000);
        Map<String, Value> outputs = Map.of("a", huge.exp(), "b", huge.square(), "c", huge.relu());
        assertThatThrownBy(() -> Program.compile(outputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a workspace of at most 2147483647 numbers");
    }
}
