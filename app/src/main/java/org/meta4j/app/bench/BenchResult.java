package org.meta4j.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.bench.peaks.Peaks;
import org.meta4j.bench.workloads.FirstValue;
import org.meta4j.bench.workloads.Measurement;
import org.meta4j.engine.Engine;

/**
 * What was measured, with names as in JSON; null is what a workload does not have, or what cannot be known here.
 *
 * @param fullSpeedMs from the start of the process to iterations as fast as later ones
 * @param gflops textbook operations of products and convolutions, in billions a second by the median
 * @param gemmShare of {@code gemmPeakGflops}
 * @param fmaShare of {@code fmaPeakGflops}
 * @param executedGflops operations done indeed, element-wise ones included, padding and what was saved not
 */
record BenchResult(
        String workload,
        double medianMs,
        double minMs,
        @Nullable Double peakMb,
        @Nullable Double loss,
        @Nullable Double gradientNorm,
        @Nullable Integer steps,
        @Nullable Integer queries,
        int threads,
        int repeats,
        String kernels,
        String java,
        @Nullable String method,
        @Nullable Double answer,
        @Nullable Double tasksPerSecond,
        double firstMs,
        @Nullable Double fullSpeedMs,
        @Nullable Double bytesPerIteration,
        double workspaceMb,
        @Nullable Double gflops,
        @Nullable Double gemmShare,
        @Nullable Double fmaShare,
        @Nullable Double executedGflops,
        double gemmPeakGflops,
        String gemmPeakBy,
        @Nullable Double fmaPeakGflops) {

    static BenchResult of(
            String workload,
            @Nullable String method,
            @Nullable Integer steps,
            @Nullable Integer queries,
            Measurement measured,
            Peaks peaks) {
        return new BenchResult(
                workload,
                measured.medianMs(),
                measured.minMs(),
                known(measured.peakMb()),
                first(measured, "loss"),
                first(measured, "gradientNorm"),
                steps,
                queries,
                measured.threads(),
                measured.repeats(),
                Engine.kernels(),
                System.getProperty("java.version"),
                method,
                first(measured, "answer"),
                workload.equals("D") ? measured.tasks() / measured.medianMs() * 1e3 : null,
                measured.firstMs(),
                known(measured.fullSpeedMs()),
                known(measured.bytesPerIteration()),
                measured.workspaceMb(),
                known(measured.gflops()),
                known(measured.gflops() / peaks.gemm().gflops()),
                known(measured.gflops() / peaks.fmaGflops()),
                known(measured.executedGflops()),
                peaks.gemm().gflops(),
                peaks.gemm().reference(),
                known(peaks.fmaGflops()));
    }

    /** JSON has no NaN. */
    private static @Nullable Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static @Nullable Double first(Measurement measured, String name) {
        return measured.first().stream()
                .filter(value -> value.name().equals(name))
                .map(FirstValue::found)
                .findAny()
                .orElse(null);
    }

    /** One line for people. */
    String line() {
        List<String> parts = new ArrayList<>();
        parts.add(setting() + ": median " + text("%.2f ms", medianMs) + text(", min %.2f ms", minMs) + " over "
                + repeats + " iterations" + text(", first %.0f ms", firstMs)
                + (fullSpeedMs == null ? "" : text(", full speed %.1f s after the start", fullSpeedMs / 1e3)));
        if (tasksPerSecond != null) {
            parts.add(text("%,.0f tasks/s", tasksPerSecond));
        }
        if (gflops != null) {
            parts.add(text("%.1f GFLOP/s", gflops) + shares());
        }
        parts.add((peakMb == null ? "" : text("peak %.0f MB", peakMb) + (workspaceMb > 0 ? " with " : ""))
                + (workspaceMb > 0 ? text("%.1f MB of workspace", workspaceMb) : ""));
        if (bytesPerIteration != null) {
            parts.add(text("%,.0f bytes allocated an iteration", bytesPerIteration));
        }
        if (loss != null && gradientNorm != null) {
            parts.add(text("first loss %.5f, ", loss) + text("gradient norm %.4f", gradientNorm));
        }
        if (answer != null) {
            parts.add(text("answer %.5g", answer));
        }
        parts.add(threads + (threads == 1 ? " thread" : " threads") + ", kernels " + kernels + ", Java " + java);
        parts.removeIf(String::isEmpty);
        return String.join("; ", parts);
    }

    private String setting() {
        return workload
                + (method == null ? "" : ", " + method)
                + (steps == null ? "" : ", " + steps + (steps == 1 ? " step" : " steps"))
                + (queries == null ? "" : ", " + queries + " queries");
    }

    private String shares() {
        List<String> shares = new ArrayList<>();
        if (gemmShare != null) {
            shares.add(text("%.0f %% of ", 100 * gemmShare) + text("%.0f by a large product", gemmPeakGflops) + " ("
                    + gemmPeakBy + ")");
        }
        if (fmaShare != null && fmaPeakGflops != null) {
            shares.add(text("%.0f %% of ", 100 * fmaShare) + text("%.0f by multiply-adds alone", fmaPeakGflops));
        }
        return shares.isEmpty() ? "" : " (" + String.join(", ", shares) + ")";
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
