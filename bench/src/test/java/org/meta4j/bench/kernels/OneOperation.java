package org.meta4j.bench.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;

/**
 * A program that does one operation on noise, on one thread. It is the public way to a kernel: what is measured includes
 * the look-up of the step, and holds whatever becomes of the kernels behind.
 */
final class OneOperation {
    private static final long SEED = 1;
    private static final Runner.Feed NOTHING = (task, inputs) -> {};
    private static final Runner.Take LEFT = (task, outputs) -> {};

    private final Program program;
    private final Runner runner;

    /** @param shapes of the arguments, whose numbers are between 0.5 and 1.5 */
    OneOperation(Map<String, int[]> shapes, Function<Values, Value> operation) {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Tensor> arguments = new LinkedHashMap<>();
        shapes.forEach((name, sizes) -> {
            Tensor tensor = Tensor.zeros(Shape.of(sizes));
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) random.nextDouble(0.5, 1.5);
            }
            arguments.put(name, tensor);
        });
        Tensors tensors = Tensors.of(arguments);
        program = Program.compile(Map.of("result", operation.apply(new Graph().parameters(tensors))));
        runner = new Runner(program, new Workers(1));
        runner.setParameters(tensors);
    }

    void run() {
        runner.run(1, NOTHING, LEFT);
    }

    /** Millions of floating-point operations, as the program counts them. */
    double megaflops() {
        return program.flops() / 1e6;
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
