package org.meta4j.bench.peaks;

import org.meta4j.engine.Workers;

/**
 * What the machine can do at most on some threads, measured when it is asked.
 *
 * @param fmaGflops billions of operations a second by fused multiply-adds in registers; NaN without the Vector API
 * @param gemm by a large matrix product
 */
public record Peaks(double fmaGflops, GemmPeak gemm) {
    private static final double SECONDS = 0.5;

    /**
     * Measures both, for about a second.
     *
     * @param python command of a Python to look for NumPy in
     */
    public static Peaks measure(String python, Workers workers) {
        return new Peaks(FmaPeak.measure(workers, SECONDS), GemmPeak.measure(python, workers, SECONDS));
    }
}
