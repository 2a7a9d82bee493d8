package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/**
 * No kernel allocates once it is compiled. A vector that C2 fails to keep in a register appears as a box on the heap
 * and makes a kernel up to a thousand times slower, with right results: this test is the only one to notice.
 */
class AllocationTest {
    private static final int CALLS = 200;
    /** Rounds of calls in which a kernel may warm up; compilation of the largest tiles takes C2 about a second. */
    private static final int ROUNDS = 20_000;

    private static final int FRESH_JVMS = 2;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    /**
     * Which calls C2 inlines depends on its profiles and so on time: of some hundred JVMs one may keep a vector on the heap
     * in a kernel that the others compile well. A kernel that is at fault itself does so in every JVM, so those found here
     * are tried again in fresh ones.
     */
    @ParameterizedTest
    @MethodSource("providers")
    void a_kernel_in_steady_state_allocates_nothing(Kernels kernels) throws Exception {
        Map<String, Long> boxing = boxing(kernels, calls(kernels).keySet());
        for (int jvm = 0; jvm < FRESH_JVMS && !boxing.isEmpty(); jvm++) {
            boxing = inFreshJvm(kernels, boxing.keySet());
        }
        assertThat(boxing)
                .as("bytes that %d calls allocate, kernels %s", CALLS, kernels.name())
                .isEmpty();
    }

    /** Of the named kernels those that allocate, with the bytes of so many calls. */
    private static Map<String, Long> boxing(Kernels kernels, Collection<String> names) {
        Map<String, Long> found = new LinkedHashMap<>();
        calls(kernels).forEach((name, call) -> {
            long bytes = names.contains(name) ? leastAllocated(call) : 0;
            if (bytes >= CALLS) {
                found.put(name, bytes);
            }
        });
        return found;
    }

    private static Map<String, Long> inFreshJvm(Kernels kernels, Collection<String> names) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AllocationTest.class.getName(),
                kernels.name()));
        command.addAll(names);
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> found = new LinkedHashMap<>();
        for (String line : new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            int end = line.lastIndexOf('=');
            found.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
        }
        assertThat(jvm.waitFor()).as("exit code of the fresh JVM").isZero();
        return found;
    }

    /** Prints which of the kernels {@code arguments[1]} and following allocate, of the provider {@code arguments[0]}. */
    public static void main(String[] arguments) {
        Kernels kernels = providers()
                .filter(provider -> provider.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        boxing(kernels, List.of(arguments).subList(1, arguments.length))
                .forEach((name, bytes) -> System.out.println(name + "=" + bytes));
    }

    /** Bytes allocated by the most frugal round: as soon as one round allocates nothing, the kernel is compiled. */
    private static long leastAllocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= CALLS; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    private static Map<String, Runnable> calls(Kernels kernels) {
        Samples s = new Samples(5);
        float[] x = s.sums(0, 4096);
        float[] y = s.sums(0, 4096);
        float[] w = s.sums(0, 4096);
        float[] z = s.sums(0, 8192);
        float[] scratch = new float[Kernels.OUTER_ROWS * (23 + 72) + Kernels.SLACK];
        int[] rows = s.rows(40, 30);
        int[] distinct = s.distinctRows(40, 60);
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (int n : new int[] {1, 5, 16, 32, 40, 64, 72}) {
            calls.put("gemm 23 x " + n, () -> kernels.gemm(23, n, 40, x, 0, 40, 1, y, 0, z, 0));
            calls.put("gemm 5 x " + n, () -> kernels.gemm(5, n, 40, x, 0, 40, 1, y, 0, z, 0));
            calls.put("gemm transposed 23 x " + n, () -> kernels.gemm(23, n, 40, x, 0, 1, 23, y, 0, z, 0));
            calls.put("gemmAdd transposed 23 x " + n, () -> kernels.gemmAdd(23, n, 40, x, 0, 1, 23, y, 0, z, 0));
            calls.put("gemm one term 23 x " + n, () -> kernels.gemm(23, n, 1, x, 0, 1, 1, y, 0, z, 0));
            calls.put("gemmAdd one term 23 x " + n, () -> kernels.gemmAdd(23, n, 1, x, 0, 1, 1, y, 0, z, 0));
            calls.put("gemmAdd one column of " + n + " terms", () -> kernels.gemmAdd(23, 1, n, x, 0, n, 1, y, 0, z, 0));
            calls.put("gemm one column of " + n + " terms", () -> kernels.gemm(23, 1, n, x, 0, n, 1, y, 0, z, 0));
            calls.put("gemmRows " + n, () -> kernels.gemmRows(0, 25, rows, distinct, n, 40, x, 0, y, 0, z, 0));
            calls.put(
                    "outerRows 23 x " + n,
                    () -> kernels.outerRows(40, rows, rows, 23, n, x, 0, y, 0, z, 0, scratch, 0));
            calls.put(
                    "outerRows 3 x " + n, () -> kernels.outerRows(40, rows, rows, 3, n, x, 0, y, 0, z, 0, scratch, 0));
        }
        for (UnaryOp op : UnaryOp.values()) {
            calls.put(op.name(), () -> kernels.unary(op, 333, x, 0, z, 0));
        }
        for (BinaryOp op : BinaryOp.values()) {
            calls.put(op.name(), () -> kernels.binary(op, 333, x, 0, y, 0, z, 0));
            calls.put(op + " scalar", () -> kernels.binaryScalar(op, 333, x, 0, 0.7f, z, 0));
            calls.put("scalar " + op, () -> kernels.scalarBinary(op, 333, 0.7f, x, 0, z, 0));
        }
        calls.put("multiplyAdd", () -> kernels.multiplyAdd(333, x, 0, y, 0, w, 0, z, 0));
        calls.put("scaleAdd", () -> kernels.scaleAdd(333, x, 0, 0.3f, w, 0, z, 0));
        calls.put("sum", () -> z[0] = kernels.sum(333, x, 0));
        calls.put("addRows", () -> kernels.addRows(20, 90, x, 0, z, 0));
        calls.put("addRowProducts", () -> kernels.addRowProducts(20, 90, x, 0, y, 0, z, 0));
        calls.put("sumColumns", () -> kernels.sumColumns(20, 90, x, 0, z, 0));
        calls.put("maxColumns", () -> kernels.maxColumns(20, 90, x, 0, z, 0));
        calls.put("winogradInput", () -> kernels.winogradInput(2, 3, 40, x, 0, 320, z, 0, 240));
        calls.put("winogradOutput", () -> kernels.winogradOutput(2, 3, 40, x, 0, 240, z, 0, 240));
        calls.put("winogradGradient", () -> kernels.winogradGradient(2, 3, 40, x, 0, 240, z, 0, 240));
        calls.put("winogradFilters", () -> kernels.winogradFilters(333, true, x, 0, z, 0));
        calls.put("winogradFilterGradient", () -> kernels.winogradFilterGradient(250, x, 0, z, 0));
        calls.put("transpose", () -> kernels.transpose(20, 90, x, 0, z, 0));
        calls.put("repeatRow", () -> kernels.repeatRow(20, 90, x, 0, z, 0));
        calls.put("repeatColumn", () -> kernels.repeatColumn(20, 90, x, 0, z, 0));
        calls.put("poolIndex", () -> kernels.poolIndex(6, 6, 32, 2, x, 0, w, 0));
        calls.put("poolTake", () -> kernels.poolTake(6, 6, 32, 2, x, 0, w, 0, z, 0));
        calls.put("poolPut", () -> kernels.poolPut(6, 6, 32, 2, y, 0, w, 0, z, 0));
        return calls;
    }
}
