package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.internal.kernels.Kernels;
import org.meta4j.engine.internal.kernels.PlainKernels;
import org.meta4j.engine.internal.kernels.VectorKernels;

/** Gradients of first and second order against finite differences, and programs against the reference. */
class GradTest {
    /** A function of parameters p [some shape] and an input x, reduced to one number. */
    private record Case(String name, int[] p, int[] x, BiFunction<Value, Value, Value> function) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Value smooth(Value value) {
        // Not linear, so that second derivatives are there; bounded slopes, so that differences are accurate.
        return value.square().add(1).log().sum();
    }

    static Stream<Arguments> cases() {
        List<Case> cases = List.of(
                new Case("add", new int[] {3, 4}, new int[] {3, 4}, (p, x) -> smooth(p.add(x))),
                new Case(
                        "padded rows",
                        new int[] {2, 3},
                        new int[] {5, 3},
                        (p, x) -> smooth(p.padRows(1, 2).multiply(x).add(x))),
                new Case("bias", new int[] {4}, new int[] {3, 4}, (p, x) -> smooth(x.add(p))),
                new Case("number", new int[] {}, new int[] {3, 4}, (p, x) -> smooth(x.multiply(p))),
                new Case("subtract", new int[] {3, 4}, new int[] {4}, (p, x) -> smooth(x.subtract(p))),
                new Case("multiply", new int[] {4}, new int[] {2, 3, 4}, (p, x) -> smooth(x.multiply(p))),
                new Case(
                        "divide",
                        new int[] {4},
                        new int[] {3, 4},
                        (p, x) -> smooth(x.divide(p.square().add(1)))),
                new Case(
                        "exp",
                        new int[] {5},
                        new int[] {5},
                        (p, x) -> smooth(p.multiply(x).exp())),
                new Case(
                        "log",
                        new int[] {5},
                        new int[] {5},
                        (p, x) -> p.multiply(x).square().add(0.5).log().sum()),
                new Case(
                        "tanh",
                        new int[] {5},
                        new int[] {5},
                        (p, x) -> smooth(p.multiply(x).scale(2).tanh())),
                new Case(
                        "sigmoid",
                        new int[] {5},
                        new int[] {5},
                        (p, x) -> smooth(p.multiply(x).scale(3).sigmoid())),
                new Case(
                        "rsqrt",
                        new int[] {5},
                        new int[] {5},
                        (p, x) -> p.multiply(x).square().add(0.5).rsqrt().sum()),
                new Case(
                        "relu",
                        new int[] {7},
                        new int[] {7},
                        (p, x) -> smooth(p.multiply(x).relu())),
                new Case(
                        "sum of middle",
                        new int[] {2, 3, 4},
                        new int[] {2, 4},
                        (p, x) -> smooth(p.sum(1, 2).multiply(x))),
                new Case(
                        "sum of first",
                        new int[] {3, 4},
                        new int[] {4},
                        (p, x) -> smooth(p.sum(0, 1).multiply(x))),
                new Case(
                        "sum of last",
                        new int[] {3, 4},
                        new int[] {3},
                        (p, x) -> smooth(p.sum(1, 2).multiply(x))),
                new Case(
                        "repeat middle",
                        new int[] {2, 4},
                        new int[] {2, 3, 4},
                        (p, x) -> smooth(p.repeat(1, 3).multiply(x))),
                new Case(
                        "repeat last",
                        new int[] {3},
                        new int[] {3, 4},
                        (p, x) -> smooth(p.repeat(1, 4).multiply(x))),
                new Case("matmul", new int[] {3, 4}, new int[] {4, 2}, (p, x) -> smooth(p.matmul(x))),
                new Case(
                        "matmul right",
                        new int[] {4, 2},
                        new int[] {3, 4},
                        (p, x) -> smooth(x.matmul(p).matmul(p.transpose()))),
                new Case(
                        "transposed left",
                        new int[] {4, 3},
                        new int[] {4, 2},
                        (p, x) -> smooth(p.transpose().matmul(x))),
                new Case(
                        "softmax",
                        new int[] {3, 4},
                        new int[] {3, 4},
                        (p, x) -> p.logSoftmax().multiply(x).sum()),
                new Case(
                        "rows",
                        new int[] {5, 3},
                        new int[] {2, 3},
                        (p, x) -> smooth(p.rows(1, 2).multiply(x))),
                new Case(
                        "reshape",
                        new int[] {6, 2},
                        new int[] {3, 4},
                        (p, x) -> smooth(p.reshape(3, 4).multiply(x))),
                new Case(
                        "conv, one channel",
                        new int[] {3, 3, 1, 2},
                        new int[] {2, 5, 4, 1},
                        (p, x) -> smooth(x.convolve(p, 1, 1))),
                new Case(
                        "conv, stride 2",
                        new int[] {3, 3, 2, 3},
                        new int[] {2, 5, 6, 2},
                        (p, x) -> smooth(x.convolve(p, 2, 1))),
                new Case(
                        "conv, nine channels",
                        new int[] {3, 3, 9, 4},
                        new int[] {2, 5, 5, 9},
                        (p, x) -> smooth(x.convolve(p, 2, 1))),
                new Case(
                        "conv, no padding",
                        new int[] {2, 3, 8, 4},
                        new int[] {1, 4, 5, 8},
                        (p, x) -> smooth(x.convolve(p, 1, 0))),
                new Case(
                        "conv of parameters",
                        new int[] {2, 5, 4, 8},
                        new int[] {3, 3, 8, 4},
                        (p, x) -> smooth(p.convolve(x, 2, 1))),
                new Case(
                        "conv of parameters, few channels",
                        new int[] {2, 5, 4, 2},
                        new int[] {3, 3, 2, 4},
                        (p, x) -> smooth(p.convolve(x, 1, 1))),
                new Case(
                        "max-pool",
                        new int[] {2, 5, 4, 3},
                        new int[] {2, 2, 2, 3},
                        (p, x) -> smooth(p.maxPool(2).multiply(x))),
                new Case("variance", new int[] {6, 4}, new int[] {6, 4}, (p, x) -> {
                    Value deviation = p.subtract(p.mean(0, 1));
                    Value variance = deviation.square().mean(0, 1);
                    return smooth(deviation.multiply(variance.add(0.1).rsqrt()).multiply(x));
                }));
        return cases.stream().map(Arguments::of);
    }

    private static double[] random(SplittableRandom random, Shape shape) {
        double[] numbers = new double[shape.length()];
        for (int i = 0; i < numbers.length; i++) {
            // Floats, so that the programs get the very same numbers.
            numbers[i] = (float) random.nextDouble(-1.5, 1.5);
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfGradientsAgreeWithFiniteDifferencesAndWithPrograms(Case c) {
        Graph graph = new Graph();
        Value p = graph.parameter("p", Shape.of(c.p));
        Value x = graph.input("x", c.x);
        Value v = graph.input("v", c.p);
        Value loss = c.function.apply(p, x);
        Value gradient = Grad.of(loss, List.of(p)).get(0);
        // A gradient step's loss, as in MAML: its gradient holds the second derivatives.
        Value slope = gradient.multiply(v).sum();
        Value second = Grad.of(slope, List.of(p)).get(0);

        SplittableRandom random = new SplittableRandom(7);
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("p", random(random, p.shape()));
        inputs.put("x", random(random, x.shape()));
        inputs.put("v", random(random, v.shape()));

        Map<Value, double[]> exact = Reference.evaluate(List.of(loss, gradient, slope, second), inputs);
        assertThat(exact.get(gradient))
                .as("first")
                .usingElementComparator((a, b) -> Math.abs(a - b) < 2e-6 * Math.max(1, Math.abs(b)) ? 0 : 1)
                .containsExactly(differences(loss, p, inputs));
        assertThat(exact.get(second))
                .as("second")
                .usingElementComparator((a, b) -> Math.abs(a - b) < 2e-6 * Math.max(1, Math.abs(b)) ? 0 : 1)
                .containsExactly(differences(slope, p, inputs));

        for (Kernels kernels : List.of(new PlainKernels(), new VectorKernels())) {
            for (int threads : new int[] {1, 2}) {
                Map<String, Value> outputs = new LinkedHashMap<>();
                outputs.put("loss", loss);
                outputs.put("gradient", gradient);
                outputs.put("second", second);
                Program program = Program.compile(outputs);
                try (Workers workers = new Workers(threads)) {
                    Runner runner = new Runner(program, workers, kernels);
                    runner.setParameters(Tensors.of(Map.of("p", new Tensor(p.shape(), floats(inputs.get("p"))))));
                    runner.run(
                            (task, in) -> {
                                for (String name : List.of("x", "v")) {
                                    if (in.contains(name)) {
                                        in.set(name, floats(inputs.get(name)));
                                    }
                                }
                            },
                            (task, out) -> {
                                assertClose("loss " + kernels.name(), out.get("loss"), exact.get(loss));
                                assertClose("gradient " + kernels.name(), out.get("gradient"), exact.get(gradient));
                                assertClose("second " + kernels.name(), out.get("second"), exact.get(second));
                            });
                }
            }
        }
    }

    private static void assertClose(String what, float[] actual, double[] expected) {
        double scale = 1e-6;
        for (double number : expected) {
            scale = Math.max(scale, Math.abs(number));
        }
        for (int i = 0; i < expected.length; i++) {
            // Some tens of roundings of 6e-8 each.
            assertThat((double) actual[i])
                    .as(what + "[" + i + "]")
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(scale * 2e-5));
        }
    }

    private static Double[] differences(Value loss, Value p, Map<String, double[]> inputs) {
        double[] at = inputs.get("p");
        Double[] differences = new Double[at.length];
        double h = 1e-5;
        for (int i = 0; i < at.length; i++) {
            differences[i] = (shifted(loss, inputs, i, h) - shifted(loss, inputs, i, -h)) / (2 * h);
        }
        return differences;
    }

    private static double shifted(Value loss, Map<String, double[]> inputs, int i, double h) {
        Map<String, double[]> moved = new HashMap<>(inputs);
        double[] p = inputs.get("p").clone();
        p[i] += h;
        moved.put("p", p);
        return Reference.evaluate(List.of(loss), moved).get(loss)[0];
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
