package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.internal.kernels.KernelProvider;
import org.meta4j.engine.internal.kernels.Kernels;
import org.meta4j.engine.internal.kernels.PlainKernels;

/** Products whose second factor is too large for the cache, against naive loops in double precision. */
class PanelProductTest {
    private final Graph graph = new Graph();
    private final DrawnInputs inputs = new DrawnInputs();

    @ParameterizedTest(name = "{0} x {1} x {2}")
    @CsvSource({"24, 128, 1030", "97, 1030, 128"})
    void productsOfAllKindsAreTheirSums(int m, int n, int k) {
        Value a = inputs.input(graph, "a", m, k);
        Value transposed = inputs.input(graph, "transposed", k, m);
        Value b = inputs.input(graph, "b", k, n);
        Value other = inputs.input(graph, "other", m, k);
        Value third = inputs.input(graph, "third", m, k);
        Value bias = inputs.input(graph, "bias", n);
        Map<String, Value> outputs = Map.of(
                "product", a.matmul(b),
                "first transposed", transposed.transpose().matmul(b),
                "added", a.scale(2).matmul(b).add(other.matmul(b)),
                "biased", third.matmul(b).add(bias));
        Program program = Program.compile(outputs);

        assertThat(program.toString()).contains("matmul by panels AB ", "matmul by panels AᵀB ", " +> ", " + ");
        for (Kernels kernels : new Kernels[] {KernelProvider.get(), new PlainKernels()}) {
            Map<String, float[]> results = inputs.run(program, 1, kernels);
            for (int i = 0; i < m; i += 7) {
                for (int j = 0; j < n; j += 3) {
                    double plain = sum("a", "b", i, j, n, k);
                    double second = sum("other", "b", i, j, n, k);
                    int at = i * n + j;
                    String where = kernels.name() + " [" + i + ", " + j + "]";
                    assertThat(results.get("product")[at]).as(where).isCloseTo((float) plain, within(1e-3f));
                    assertThat(results.get("added")[at])
                            .as(where)
                            .isCloseTo((float) (2 * plain + second), within(1e-3f));
                    assertThat(results.get("biased")[at])
                            .as(where)
                            .isCloseTo((float) (sum("third", "b", i, j, n, k) + inputs.get("bias")[j]), within(1e-3f));
                    double column = 0;
                    for (int p = 0; p < k; p++) {
                        column += (double) inputs.get("transposed")[p * m + i] * inputs.get("b")[p * n + j];
                    }
                    assertThat(results.get("first transposed")[at]).as(where).isCloseTo((float) column, within(1e-3f));
                }
            }
            Map<String, float[]> ofMany = inputs.run(program, 3, kernels);
            results.forEach(
                    (name, numbers) -> assertThat(ofMany.get(name)).as(name).containsExactly(numbers));
        }
    }

    private double sum(String a, String b, int i, int j, int n, int k) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
            sum += (double) inputs.get(a)[i * k + p] * inputs.get(b)[p * n + j];
        }
        return sum;
    }

    @Test
    void whatFitsIntoTheCacheIsLeftAsItIs() {
        Program small = Program.compile(
                Map.of("y", inputs.input(graph, "x", 80, 576).matmul(inputs.input(graph, "w", 576, 64))));
        assertThat(small.toString()).contains("matmul AB 80x64x576").doesNotContain("panels");
    }
}
