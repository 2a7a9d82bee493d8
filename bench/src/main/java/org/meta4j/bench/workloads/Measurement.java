package org.meta4j.bench.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.meta4j.bench.inputs.FirstValues;

/**
 * What a workload took.
 *
 * @param workload S, O or P
 * @param medianMs median milliseconds of a meta-iteration
 * @param minMs shortest
 * @param peakMb peak resident memory of the process in MiB; NaN where the system does not tell
 * @param loss first loss
 * @param gradientNorm norm of the first meta-gradient
 * @param repeats iterations timed
 */
public record Measurement(
        String workload, double medianMs, double minMs, double peakMb, double loss, double gradientNorm, int repeats) {
    private static final int LEAST_REPEATS = 5;

    /**
     * Runs a workload: iterations for {@code warmUpSeconds} untimed, then for {@code seconds} timed, at least
     * {@value #LEAST_REPEATS}.
     */
    public static Measurement of(Workload workload, double warmUpSeconds, double seconds) {
        FirstValues first = workload.evaluate();
        long warm = System.nanoTime();
        do {
            workload.iterate();
        } while (System.nanoTime() - warm < warmUpSeconds * 1e9);
        double[] times = new double[1 << 20];
        int repeats = 0;
        long start = System.nanoTime();
        while (repeats < times.length && (repeats < LEAST_REPEATS || System.nanoTime() - start < seconds * 1e9)) {
            long began = System.nanoTime();
            workload.iterate();
            times[repeats++] = (System.nanoTime() - began) / 1e6;
        }
        double[] sorted = Arrays.copyOf(times, repeats);
        Arrays.sort(sorted);
        return new Measurement(
                workload.name(),
                sorted[repeats / 2],
                sorted[0],
                peakResidentMb(),
                first.loss(),
                first.gradientNorm(),
                repeats);
    }

    /** VmHWM of this process in MiB. */
    private static double peakResidentMb() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
            for (String line : lines) {
                if (line.startsWith("VmHWM:")) {
                    return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
