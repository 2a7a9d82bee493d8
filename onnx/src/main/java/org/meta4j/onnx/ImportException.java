package org.meta4j.onnx;

/** A file is no network that can be read; the message names all that is in the way, and the way out. */
public final class ImportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }
}
