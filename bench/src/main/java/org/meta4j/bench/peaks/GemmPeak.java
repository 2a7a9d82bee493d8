package org.meta4j.bench.peaks;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;

/**
 * The rate of a large matrix product: what the best native library gets out of the machine, where NumPy is there to
 * ask, and otherwise what our own kernels do.
 *
 * @param gflops billions of operations a second, on all threads together
 * @param reference who did it
 */
public record GemmPeak(double gflops, String reference) {
    /** Rows and columns of the product's factors. */
    static final int SIZE = 1024;

    /** Operations of the product. */
    static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

    /**
     * Measures it.
     *
     * @param python command of a Python to look for NumPy in
     * @param seconds to measure for
     */
    public static GemmPeak measure(String python, Workers workers, double seconds) {
        Optional<GemmPeak> byNumpy = NumpyGemm.measure(python, workers.threads(), seconds);
        return byNumpy.orElseGet(() -> own(workers, seconds));
    }

    /** Our own kernels. */
    static GemmPeak own(Workers workers, double seconds) {
        Shape shape = Shape.of(SIZE, SIZE);
        Tensor ones = Tensor.zeros(shape);
        Arrays.fill(ones.values(), 1);
        Tensors factors = Tensors.of(Map.of("a", ones, "b", ones));
        Values values = new Graph().parameters(factors);
        Program program = Program.compile(Map.of("product", values.get("a").matmul(values.get("b"))));
        Runner runner = new Runner(program, workers);
        runner.setParameters(factors);
        double best = BestTime.ofRuns(() -> runner.run((task, in) -> {}, (task, out) -> {}), seconds);
        return new GemmPeak(FLOPS / best / 1e9, "own " + Engine.kernels() + " kernels, no NumPy");
    }
}
