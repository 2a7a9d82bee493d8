package org.meta4j.bench.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Lines of the files that make_expected.py wrote, split into words. */
final class ExpectedLines {
    private ExpectedLines() {}

    static List<List<String>> of(String file) {
        try (InputStream stream = ExpectedLines.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no test resource " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Arrays.asList(line.split(" ")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
