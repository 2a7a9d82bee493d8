package org.meta4j.bench.kernels;

import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/** Matrix products m × n × k: those of strided CNN4-64s on five images and more, small ones, and a large one. */
public class GemmBenchmark extends KernelBenchmark {
    /** Sizes. */
    @Param({
        "245x64x576",
        "80x64x576",
        "20x64x576",
        "576x64x245",
        "1200x64x576",
        "1024x1024x1024",
        "10x40x40",
        "10x40x1",
        "60x60x64"
    })
    public String size = "80x64x576";

    /** Which factor is read transposed. */
    @Param({"none", "first", "second"})
    public String transposed = "none";

    @Override
    OneOperation operation() {
        int[] sizes = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        int m = sizes[0];
        int n = sizes[1];
        int k = sizes[2];
        return switch (transposed) {
            case "first" ->
                new OneOperation(
                        Map.of("a", new int[] {k, m}, "b", new int[] {k, n}),
                        values -> values.get("a").transpose().matmul(values.get("b")));
            case "second" ->
                new OneOperation(
                        Map.of("a", new int[] {m, k}, "b", new int[] {n, k}),
                        values -> values.get("a").matmul(values.get("b").transpose()));
            default ->
                new OneOperation(
                        Map.of("a", new int[] {m, k}, "b", new int[] {k, n}),
                        values -> values.get("a").matmul(values.get("b")));
        };
    }
}
