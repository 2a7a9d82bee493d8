package org.meta4j.learners.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensors;

/**
 * The content of a safetensors file.
 *
 * @param metadata the file's {@code __metadata__}, in the file's order; empty if it has none
 * @param tensors the tensors of floats in the order of their data
 * @param bytes the tensors of bytes in the order of their data, as rows of one dimension; not to be changed
 */
public record TensorFile(Map<String, String> metadata, Tensors tensors, Map<String, byte[]> bytes) {
    public TensorFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
    }
}
