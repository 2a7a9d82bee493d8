package org.meta4j.app.models;

import java.io.IOException;
import java.nio.file.Path;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;

/**
 * What tells a file from others, wherever it lies.
 *
 * @param name with its folder's before it, and without the path of this machine
 * @param fingerprint SHA-256 of what is in it, in hexadecimal
 */
public record FileIdentity(String name, String fingerprint) {
    /** @throws DataException if the file cannot be read */
    public static FileIdentity of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        String within = folder == null || folder.getFileName() == null ? "" : folder.getFileName() + "/";
        try {
            return new FileIdentity(within + absolute.getFileName(), Fingerprint.ofFile(file));
        } catch (IOException e) {
            throw new DataException("model " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** For people. */
    public String text() {
        return name + ", SHA-256 " + fingerprint;
    }
}
