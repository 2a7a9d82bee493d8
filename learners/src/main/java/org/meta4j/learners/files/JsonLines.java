package org.meta4j.learners.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A growing file of one JSON object a line, such as a run's {@code metrics.jsonl}. Each line is handed
 * to the operating system at once, so a killed program loses no line that was appended; a power cut may
 * lose the last ones. May be used by several threads.
 */
public final class JsonLines implements AutoCloseable {
    /** The field that says after which training iteration a line was written: {@value}. */
    public static final String ITERATION = "iteration";

    private final Path file;
    private final RandomAccessFile out;

    private JsonLines(Path file) throws IOException {
        this.file = file;
        this.out = new RandomAccessFile(file.toFile(), "rw");
        out.seek(out.length());
    }

    /**
     * Opens a file for appending; makes it if it is missing. A last line that a crash cut off, without
     * line break or not a JSON object, is removed.
     *
     * @throws FileFormatException if a line before the last is not a JSON object
     * @throws FileWriteException if the file cannot be written
     */
    public static JsonLines open(Path file) {
        return resume(file, Long.MAX_VALUE);
    }

    /**
     * Opens a file for appending after the program went back to a checkpoint: as {@link #open}, and lines
     * whose {@value #ITERATION} is greater than the checkpoint's are removed, for they will be
     * written again. Lines without this field stay.
     *
     * @param iteration the checkpoint's iteration
     * @throws FileFormatException if a line before the last is not a JSON object
     * @throws FileWriteException if the file cannot be written
     */
    public static JsonLines resume(Path file, long iteration) {
        try {
            if (Files.isRegularFile(file)) {
                byte[] before = Files.readAllBytes(file);
                byte[] after = keep(file, before, iteration);
                if (after.length < before.length) {
                    AtomicFiles.write(file, after);
                }
            }
            return new JsonLines(file);
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    /**
     * All whole lines of a file, which may be one that is being written.
     *
     * @throws FileFormatException if the file is missing, or a line before the last is not a JSON object
     */
    public static List<JsonNode> read(Path file) {
        List<JsonNode> result = new ArrayList<>();
        try {
            forEachLine(file, Files.readAllBytes(file), (begin, end, line) -> result.add(line));
        } catch (IOException e) {
            throw FileFormatException.of(file, e);
        }
        return result;
    }

    /**
     * Appends one line.
     *
     * @param object a record, a map or a JSON object
     * @throws IllegalArgumentException if it is none of these
     * @throws FileWriteException if the line cannot be written
     */
    public synchronized void append(Object object) {
        String line = Json.write(object);
        if (!line.startsWith("{")) {
            throw new IllegalArgumentException("a line must be a JSON object, but was " + line);
        }
        // One call for text and line break: a kill between two would leave a line without its end.
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            long before = out.getFilePointer();
            try {
                out.write(bytes);
            } catch (IOException e) {
                undo(before, e);
                throw e;
            }
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    /** Takes back what a full disk took of a line, so that later lines do not follow half a line. */
    private void undo(long length, IOException failure) {
        try {
            out.setLength(length);
            out.seek(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static byte[] keep(Path file, byte[] bytes, long iteration) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        forEachLine(file, bytes, (begin, end, line) -> {
            JsonNode at = line.path(ITERATION);
            if (!at.isNumber() || at.doubleValue() <= iteration) {
                kept.write(bytes, begin, end - begin);
            }
        });
        return kept.toByteArray();
    }

    /** Takes a whole line: its bytes from begin to behind its line break, and its content. */
    private interface LineVisitor {
        void visit(int begin, int end, JsonNode line);
    }

    private static void forEachLine(Path file, byte[] bytes, LineVisitor visitor) {
        int begin = 0;
        int number = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            @Nullable JsonNode line = objectOrNull(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
            if (line != null) {
                visitor.visit(begin, i + 1, line);
            } else if (i + 1 < bytes.length) {
                throw new FileFormatException(
                        file.toString(), "line " + number + " is not a JSON object: remove this line, or the file");
            }
            begin = i + 1;
            number++;
        }
    }

    private static @Nullable JsonNode objectOrNull(String text) {
        try {
            JsonNode json = Json.parse("", text);
            return json.isObject() ? json : null;
        } catch (FileFormatException e) {
            return null;
        }
    }
}
