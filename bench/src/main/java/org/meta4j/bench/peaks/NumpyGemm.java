package org.meta4j.bench.peaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** NumPy's matrix product, that is the BLAS which it was built with, in a process of its own. */
final class NumpyGemm {
    private static final long PATIENCE_SECONDS = 60;

    /** Prints seconds of the best product and the name of the BLAS. */
    private static final String SCRIPT = String.join(
            "\n",
            "import sys, time",
            "import numpy as np",
            "size, budget = int(sys.argv[1]), float(sys.argv[2])",
            "a = np.ones((size, size), np.float32); b = np.ones_like(a); c = np.empty_like(a)",
            "best, start = 1e9, time.perf_counter()",
            "while time.perf_counter() - start < budget or best == 1e9:",
            "    began = time.perf_counter(); np.matmul(a, b, c); best = min(best, time.perf_counter() - began)",
            "try: name = np.show_config(mode='dicts')['Build Dependencies']['blas']['name']",
            "except Exception: name = 'BLAS'",
            "print(best, name)");

    private NumpyGemm() {}

    /** Empty where that Python, or its NumPy, is not there or does not answer. */
    static Optional<GemmPeak> measure(String python, int threads, double seconds) {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(python, "-c", SCRIPT, String.valueOf(GemmPeak.SIZE), String.valueOf(seconds)))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        for (String variable : List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")) {
            environment.put(variable, String.valueOf(threads));
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? parse(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<GemmPeak> parse(String said) {
        String[] words = said.split(" ", 2);
        try {
            double best = Double.parseDouble(words[0]);
            String blas = words.length > 1 ? words[1] : "BLAS";
            return best > 0
                    ? Optional.of(new GemmPeak(GemmPeak.FLOPS / best / 1e9, "NumPy, " + blas))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
