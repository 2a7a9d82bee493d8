package org.meta4j.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's bytes must sum to.
 *
 * @param algorithm {@code SHA-256}, or {@code MD5} where nothing better was published
 * @param hex the sum in lower-case hexadecimal
 */
public record Checksum(String algorithm, String hex) {
    public Checksum {
        int digits = algorithm.equals("SHA-256") ? 64 : algorithm.equals("MD5") ? 32 : -1;
        if (hex.length() != digits || !hex.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("'" + hex + "' is no sum of " + algorithm);
        }
    }

    static Checksum sha256(String hex) {
        return new Checksum("SHA-256", hex);
    }

    static Checksum md5(String hex) {
        return new Checksum("MD5", hex);
    }

    /** The sum that a file has by this algorithm. */
    String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
