package org.meta4j.learners;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.FileFormatException;

/** Checks that a file's tensors are those that its settings call for. */
public final class FileChecks {
    private FileChecks() {}

    /** @throws FileFormatException if a tensor of {@code expected} is missing or has another shape */
    public static void sameShapes(String source, Tensors expected, Tensors found) {
        expected.asMap().forEach((name, tensor) -> {
            if (!found.contains(name)) {
                throw new FileFormatException(
                        source, "tensor '" + name + "' is missing: the file is not complete, save it again");
            }
            if (!found.get(name).shape().equals(tensor.shape())) {
                throw new FileFormatException(
                        source,
                        "tensor '" + name + "' has shape " + found.get(name).shape() + ", but its settings call for "
                                + tensor.shape() + ": the file does not belong to these settings");
            }
        });
    }
}
