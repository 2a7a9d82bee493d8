package org.meta4j.onnx;

/** Something cannot be expressed in the wanted format; the message names all of it, and the way out. */
public final class ExportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ExportException(String message) {
        super(message);
    }
}
