package org.meta4j.bench.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.engine.Workers;

/**
 * What a workload took.
 *
 * @param firstMs milliseconds of the first iteration, compilation of its programs included
 * @param fullSpeedMs milliseconds from the start of the process to full speed, see {@link FullSpeed}; NaN if it was not
 *     reached before the timed iterations were over
 * @param medianMs median milliseconds of a steady iteration
 * @param minMs shortest
 * @param repeats iterations timed
 * @param bytesPerIteration median bytes that a steady iteration allocates on the heap, all threads together; NaN where
 *     this JVM does not count them
 * @param peakMb peak resident memory of the process in MiB; NaN where the system does not tell
 * @param workspaceMb the workspaces of all threads in MiB, see {@link Workload#workspaceBytes}
 * @param flops of an iteration, see {@link Workload#flops}
 * @param executedFlops of an iteration, see {@link Workload#executedFlops}
 * @param threads that it used
 * @param tasks of an iteration
 * @param first values, see {@link FirstValues}
 */
public record Measurement(
        double firstMs,
        double fullSpeedMs,
        double medianMs,
        double minMs,
        int repeats,
        double bytesPerIteration,
        double peakMb,
        double workspaceMb,
        double flops,
        double executedFlops,
        int threads,
        int tasks,
        List<FirstValue> first) {
    private static final int LEAST_REPEATS = 5;
    private static final int MOST_COUNTED = 1000;
    private static final double MIB = 1 << 20;

    /**
     * Runs a workload: iterations for {@code warmUpSeconds} untimed, then for {@code seconds} timed, at least
     * {@value #LEAST_REPEATS}, then for a tenth of that time with their allocations counted.
     */
    public static Measurement of(Workloads.Start start, Workers workers, double warmUpSeconds, double seconds) {
        long began = System.nanoTime();
        Workload workload = start.with(workers);
        List<FirstValue> first = workload.first();
        double firstMs = (System.nanoTime() - began) / 1e6;
        FullSpeed speed = new FullSpeed(FullSpeed.sinceStart());
        long warm = System.nanoTime();
        do {
            speed.add(iteration(workload));
        } while (System.nanoTime() - warm < warmUpSeconds * 1e9);
        double[] times = times(workload, seconds, speed);
        double median = times[times.length / 2];
        double bytes = bytes(workload, seconds / 10);
        return new Measurement(
                firstMs,
                speed.reached(median),
                median,
                times[0],
                times.length,
                bytes,
                peakResidentMb(),
                workload.workspaceBytes() / MIB,
                workload.flops(),
                workload.executedFlops(),
                workload.threads(),
                workload.tasks(),
                first);
    }

    private static double iteration(Workload workload) {
        long began = System.nanoTime();
        workload.iterate();
        return (System.nanoTime() - began) / 1e6;
    }

    /** Milliseconds of iterations, sorted. */
    private static double[] times(Workload workload, double seconds, FullSpeed speed) {
        double[] times = new double[1 << 20];
        int repeats = 0;
        long start = System.nanoTime();
        while (repeats < times.length && (repeats < LEAST_REPEATS || System.nanoTime() - start < seconds * 1e9)) {
            double time = iteration(workload);
            speed.add(time);
            times[repeats++] = time;
        }
        double[] sorted = Arrays.copyOf(times, repeats);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The median, as a compiler that is still at work makes single iterations allocate. */
    private static double bytes(Workload workload, double seconds) {
        HeapBytes heap = HeapBytes.ofAllThreads();
        if (!heap.known()) {
            return Double.NaN;
        }
        long[] bytes = new long[MOST_COUNTED];
        int count = 0;
        long start = System.nanoTime();
        while (count < bytes.length && (count < LEAST_REPEATS || System.nanoTime() - start < seconds * 1e9)) {
            long before = heap.allocated();
            workload.iterate();
            bytes[count++] = heap.allocated() - before;
        }
        Arrays.sort(bytes, 0, count);
        return bytes[count / 2];
    }

    /** Billions of textbook operations a second, by the median; NaN where nothing is computed. */
    public double gflops() {
        return flops == 0 ? Double.NaN : flops / medianMs / 1e6;
    }

    /** Billions of operations a second that are done indeed, by the median; NaN where that is not known. */
    public double executedGflops() {
        return executedFlops / medianMs / 1e6;
    }

    /** VmHWM of this process in MiB. */
    private static double peakResidentMb() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
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
