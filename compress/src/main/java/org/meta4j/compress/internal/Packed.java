package org.meta4j.compress.internal;

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

    /** Bytes of all numbers, without names and the document. */
    public long size() {
        return floats.values().stream()
                        .mapToLong(tensor -> (long) Float.BYTES * tensor.values().length)
                        .sum()
                + bytes.values().stream().mapToLong(row -> row.length).sum();
    }
}
