package org.meta4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.meta4j.tasks.LabelledExamples;

/** SHA-256 sums, as 64 lower-case hexadecimal digits, that tell which data a result came from. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Of a file's bytes: what {@code sha256sum} prints. */
    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Of several parts that have fingerprints (files, strings): the sum of their hexadecimal sums in the
     * given order, each followed by a line feed.
     */
    public static String combined(List<String> fingerprints) {
        return ofText(fingerprints.stream().map(sum -> sum + "\n").collect(Collectors.joining()));
    }

    /** Of a text in UTF-8. */
    public static String ofText(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Of a list of classes: names, origins and sizes in order, not of the examples' content. */
    public static String ofClasses(List<LabelledExamples.ClassInfo> classes) {
        StringBuilder text = new StringBuilder();
        for (LabelledExamples.ClassInfo info : classes) {
            // Lengths go before the texts, so that no two lists can give the same string.
            for (String part : List.of(info.name(), info.group(), info.origin())) {
                text.append(part.length()).append(':').append(part);
            }
            text.append(info.size()).append('\n');
        }
        return ofText(text.toString());
    }

    /** Of any labelled examples: their shape, their classes and every number as it is read. */
    public static String ofExamples(LabelledExamples examples) {
        MessageDigest digest = sha256();
        float[] values = new float[examples.shape().length()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        List<LabelledExamples.ClassInfo> classes = examples.classes();
        for (int c = 0; c < classes.size(); c++) {
            for (int i = 0; i < classes.get(c).size(); i++) {
                examples.read(c, i, values, 0);
                bytes.asFloatBuffer().put(values);
                digest.update(bytes.duplicate());
            }
        }
        return combined(List.of(
                ofText(examples.shape().toString()),
                ofClasses(classes),
                HexFormat.of().formatHex(digest.digest())));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
