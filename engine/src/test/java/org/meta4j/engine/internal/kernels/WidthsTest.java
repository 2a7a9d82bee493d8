package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector kernels on vectors narrower than this machine's, in a JVM of their own: tiles are cut otherwise there,
 * and a machine with other vectors must not be the first to see them.
 */
class WidthsTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void products_on_narrower_vectors_agree_with_those_of_the_plain_provider(int bytes) throws Exception {
        Map<String, String> lines = child("-XX:MaxVectorSize=" + bytes);
        int bits = Integer.parseInt(lines.get("width"));
        assertThat(bits).as("bits of a vector with -XX:MaxVectorSize=%d", bytes).isLessThanOrEqualTo(8 * bytes);
        assertThat(Double.parseDouble(lines.get("worst")))
                .as("largest error of a product on vectors of %d bits", bits)
                .isLessThan(1e-4);
    }

    private static Map<String, String> child(String option) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add(option);
        command.add("-cp");
        command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
        command.add(Child.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        Map<String, String> lines = new TreeMap<>();
        output.lines()
                .filter(line -> line.startsWith("child "))
                .map(line -> line.split(" "))
                .forEach(words -> lines.put(words[1], words[2]));
        return lines;
    }

    /** Compares the two providers on products of random sizes. */
    static final class Child {
        private static final int ROUNDS = 300;

        private Child() {}

        public static void main(String[] args) {
            Kernels vector = new VectorKernels();
            Kernels plain = new PlainKernels();
            double worst = 0;
            for (int seed = 0; seed < ROUNDS; seed++) {
                worst = Math.max(worst, difference(run(vector, seed), run(plain, seed)));
            }
            // Lines of their own among what the JVM says.
            System.out.println("child width " + vector.name().substring("vector-".length()));
            System.out.println("child worst " + worst);
        }

        /** The results of all products, one after another. */
        private static float[] run(Kernels kernels, int seed) {
            Samples s = new Samples(seed);
            int m = s.between(1, 40);
            int n = s.between(0, 3) == 0 ? 64 : s.between(1, 90);
            int k = s.between(1, 150);
            float[] a = s.values(0, 70 * k);
            float[] b = s.values(0, 200 * n);
            float[] wide = s.values(0, 200 * m);
            float[] c = new float[4 * 70 * n + Kernels.SLACK];
            int area = 70 * n;
            kernels.gemm(m, n, k, a, 0, k, 1, b, 0, c, 0);
            kernels.gemm(m, n, k, wide, 0, 1, m, b, 0, c, area);
            int count = s.between(0, 60);
            kernels.gemmRows(0, count, s.rows(count, 70), s.distinctRows(count, 70), n, k, a, 0, b, 0, c, 2 * area);
            float[] scratch = new float[Kernels.OUTER_ROWS * (m + n) + Kernels.SLACK];
            kernels.outerRows(k, s.rows(k, 200), s.rows(k, 200), m, n, wide, 0, b, 0, c, 3 * area, scratch, 0);
            return c;
        }

        private static double difference(float[] x, float[] y) {
            double most = 0;
            for (int i = 0; i < x.length; i++) {
                double error = Math.abs((double) x[i] - y[i]);
                // NaN must not pass as no difference.
                most = error <= most ? most : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            }
            return most;
        }
    }
}
