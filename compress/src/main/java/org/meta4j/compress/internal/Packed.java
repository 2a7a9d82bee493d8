package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensor;

/**
 * A packed tensor.
 *
 * @param code how
 * @param floats scales, listed levels or weights, by what stands behind the tensor's name
 * @param bytes levels' numbers, distances and codes, likewise
 */
public record Packed(TensorCode code, Map<String, Tensor> floats, Map<String, byte[]> bytes) {
    static final String VALUES = "/values";
    static final String SCALE = "/scale";
    static final String ZERO = "/zero";
    static final String LEVELS = "/levels";
    static final String CODES = "/codes";
    static final String CODE_LENGTHS = "/codes.lengths";
    static final String GAPS = "/gaps";
    static final String GAP_LENGTHS = "/gaps.lengths";

    public Packed {
        floats = Collections.unmodifiableMap(new LinkedHashMap<>(floats));
        bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
    }

    /** The product of two packed matrices. */
    static Packed product(Factored product, Packed left, Packed right) {
        Map<String, Tensor> floats = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        left.floats.forEach((what, row) -> floats.put(Factored.LEFT + what, row));
        left.bytes.forEach((what, row) -> bytes.put(Factored.LEFT + what, row));
        right.floats.forEach((what, row) -> floats.put(Factored.RIGHT + what, row));
        right.bytes.forEach((what, row) -> bytes.put(Factored.RIGHT + what, row));
        TensorCode code = new TensorCode(
                Arrays.stream(product.shape().sizes()).boxed().toList(),
                left.code.count() + right.code.count(),
                0,
                false,
                0,
                0,
                false,
                new TensorCode.Factors(left.code, right.code));
        return new Packed(code, floats, bytes);
    }

    /** One of the matrices of a product. */
    Packed factor(TensorCode factor, String prefix) {
        return new Packed(factor, behind(floats, prefix), behind(bytes, prefix));
    }

    private static <T> Map<String, T> behind(Map<String, T> all, String prefix) {
        Map<String, T> own = new LinkedHashMap<>();
        all.forEach((what, row) -> {
            if (what.startsWith(prefix + "/")) {
                own.put(what.substring(prefix.length()), row);
            }
        });
        return own;
    }

    /** Bytes of all numbers, without names and the document. */
    public long size() {
        return floats.values().stream()
                        .mapToLong(tensor -> (long) Float.BYTES * tensor.values().length)
                        .sum()
                + bytes.values().stream().mapToLong(row -> row.length).sum();
    }
}
