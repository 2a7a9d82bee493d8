package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;

class InverseTest {
    /** X·Xᵀ + ridge·I of random X [n, 2n]. */
    private static double[] positive(long seed, int n, double ridge) {
        double[] x = HeadRun.random(seed, 2 * n * n);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < 2 * n; k++) {
                    a[i * n + j] += x[i * 2 * n + k] * x[j * 2 * n + k];
                }
            }
            a[i * n + i] += ridge;
        }
        return a;
    }

    private static double[] product(double[] a, double[] b, int n, int m) {
        double[] c = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                for (int k = 0; k < n; k++) {
                    c[i * m + j] += a[i * n + k] * b[k * m + j];
                }
            }
        }
        return c;
    }

    @Test
    void theUnitMatrixIsOne() {
        Graph graph = new Graph();
        Value identity = ValueRows.identity(graph, 3);
        assertThat(Reference.evaluate(List.of(identity), Map.of()).get(identity))
                .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 17})
    void theInverseTimesTheMatrixIsTheUnitMatrix(int n) {
        Graph graph = new Graph();
        Value inverse = Inverse.of(graph.input("a", n, n));
        double[] a = positive(n, n, 0.1);
        double[] unit =
                product(a, Reference.evaluate(List.of(inverse), Map.of("a", a)).get(inverse), n, n);
        for (int i = 0; i < n * n; i++) {
            assertThat(unit[i]).isCloseTo(i % (n + 1) == 0 ? 1 : 0, within(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 25, 100})
    void inSinglePrecisionTheResidualIsThatOfRounding(int n) {
        Graph graph = new Graph();
        Value x = Inverse.solve(graph.input("a", n, n), graph.input("b", n, 3));
        double[] a = positive(n, n, 0.1);
        double[] b = HeadRun.random(7, 3 * n);
        float[] found = new float[3 * n];
        try (Workers workers = new Workers(1)) {
            new Runner(Program.compile(Map.of("x", x)), workers)
                    .run(
                            (task, in) -> {
                                in.set("a", floats(a));
                                in.set("b", floats(b));
                            },
                            (task, out) -> out.copy("x", found, 0));
        }
        double[] back = product(a, HeadRun.doubles(found), n, 3);
        for (int i = 0; i < b.length; i++) {
            assertThat(back[i]).as("n = %d, number %d", n, i).isCloseTo(b[i], within(2e-4));
        }
    }

    private static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    @Test
    void theGradientIsThatOfTheSolution() {
        int n = 4;
        Graph graph = new Graph();
        Value a = graph.input("a", n, n);
        Value b = graph.input("b", n, 2);
        // The solver may take A for symmetric, so both halves move together: A + Aᵀ.
        Value loss = Inverse.solve(a.add(a.transpose()), b).square().sum();
        Values gradient = Grad.of(loss, Values.of(Map.of("a", a, "b", b)));
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("a", positive(3, n, 0.5));
        inputs.put("b", HeadRun.random(4, 2 * n));
        Map<Value, double[]> slopes = Reference.evaluate(gradient.list(), inputs);
        for (String name : List.of("a", "b")) {
            double[] numbers = inputs.get(name);
            double[] found = slopes.get(gradient.get(name));
            double largest = Arrays.stream(found).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < numbers.length; i++) {
                double before = numbers[i];
                numbers[i] = before + 1e-5;
                double above = Reference.evaluate(List.of(loss), inputs).get(loss)[0];
                numbers[i] = before - 1e-5;
                double below = Reference.evaluate(List.of(loss), inputs).get(loss)[0];
                numbers[i] = before;
                assertThat(found[i]).as("%s[%d]", name, i).isCloseTo((above - below) / 2e-5, within(1e-6 * largest));
            }
        }
    }
}
