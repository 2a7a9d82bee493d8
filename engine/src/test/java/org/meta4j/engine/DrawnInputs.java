package org.meta4j.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.internal.kernels.Kernels;

/** Inputs of a program with numbers between −1 and 1, and what comes of them. */
final class DrawnInputs {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<String, float[]> numbers = new HashMap<>();

    Value input(Graph graph, String name, int... sizes) {
        float[] drawn = new float[Shape.of(sizes).length()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (2 * random.nextDouble() - 1);
        }
        numbers.put(name, drawn);
        return graph.input(name, sizes);
    }

    Map<String, float[]> numbers() {
        return numbers;
    }

    float[] get(String name) {
        return numbers.get(name);
    }

    Map<String, float[]> run(Program program, int threads, Kernels kernels) {
        Map<String, float[]> results = new HashMap<>();
        try (Workers workers = new Workers(threads)) {
            new Runner(program, workers, kernels)
                    .run(
                            1,
                            (task, in) -> numbers.forEach(in::set),
                            (task, out) ->
                                    program.outputs().keySet().forEach(name -> results.put(name, out.get(name))));
        }
        return results;
    }
}
