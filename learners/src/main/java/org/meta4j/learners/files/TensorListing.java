package org.meta4j.learners.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says, of tensors of any type: for a look into a file whose numbers are not
 * needed.
 *
 * @param metadata the file's {@code __metadata__}, in the file's order; empty if it has none
 * @param entries the tensors in the order of their data
 */
public record TensorListing(Map<String, String> metadata, List<Entry> entries) {
    public TensorListing {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        entries = List.copyOf(entries);
    }

    /**
     * A tensor.
     *
     * @param name as the file has it
     * @param dtype type of its numbers, such as {@code F32} or {@code BF16}
     * @param shape its sizes; empty for a single number
     * @param bytes of its numbers
     */
    public record Entry(String name, String dtype, List<Long> shape, long bytes) {
        public Entry {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Reads a file's header; the numbers behind it are neither read nor checked.
     *
     * @throws FileFormatException if the file is missing, not of this format, or ends before its tensors do
     */
    public static TensorListing read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            byte[] json = new SafetensorsReader(file.toString(), size, in, Safetensors.ReadOptions.DEFAULT).header();
            return of(file.toString(), json, size - Long.BYTES - json.length);
        } catch (IOException e) {
            throw FileFormatException.of(file, e);
        }
    }

    private static TensorListing of(String source, byte[] json, long dataBytes) {
        SafetensorsHeaderParser parser = new SafetensorsHeaderParser(source, json);
        parser.parse();
        List<Entry> entries = parser.claims().stream()
                .sorted(Comparator.comparingLong(SafetensorsHeader.Claim::begin))
                .map(claim -> entry(source, claim, dataBytes))
                .toList();
        return new TensorListing(parser.metadata(), entries);
    }

    private static Entry entry(String source, SafetensorsHeader.Claim claim, long dataBytes) {
        SafetensorsHeader.checkPlace(source, claim, dataBytes);
        return new Entry(claim.name(), claim.dtype(), claim.shape(), claim.end() - claim.begin());
    }
}
