package org.meta4j.app.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.meta4j.data.Fingerprint;

/**
 * What can be said of image files without decoding them.
 *
 * @param sizes how many images have which width × height; {@code unknown} for those whose head cannot be read
 * @param copies sets of files that are equal byte for byte
 */
record FileFacts(Map<String, Integer> sizes, List<List<ImageTree.Image>> copies) {
    private static final String UNKNOWN = "unknown";

    private record Fact(ImageTree.Image image, String size, String sum) {}

    static FileFacts of(List<ImageTree.Image> images) {
        List<Fact> facts = images.stream().parallel().map(FileFacts::fact).toList();
        Map<String, Integer> sizes = new TreeMap<>();
        Map<String, List<ImageTree.Image>> bySum = new LinkedHashMap<>();
        for (Fact fact : facts) {
            sizes.merge(fact.size, 1, Integer::sum);
            if (!fact.sum.isEmpty()) {
                bySum.computeIfAbsent(fact.sum, sum -> new ArrayList<>(1)).add(fact.image);
            }
        }
        Stream<List<ImageTree.Image>> copies = bySum.values().stream().filter(same -> same.size() > 1);
        return new FileFacts(sizes, copies.map(List::copyOf).toList());
    }

    private static Fact fact(ImageTree.Image image) {
        try {
            return new Fact(image, size(image.file()), Fingerprint.ofFile(image.file()));
        } catch (IOException e) {
            // That it cannot be read is said by whoever reads it as an image.
            return new Fact(image, UNKNOWN, "");
        }
    }

    private static String size(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                // Not by ImageIO's factory, which would write each file to another on disk.
                ImageInputStream in = new MemoryCacheImageInputStream(stream)) {
            for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
                ImageReader reader = readers.next();
                try {
                    if (!reader.getFormatName().equalsIgnoreCase("wbmp")) {
                        reader.setInput(in, true, true);
                        return reader.getWidth(0) + "×" + reader.getHeight(0);
                    }
                } catch (IOException | RuntimeException e) {
                    return UNKNOWN;
                } finally {
                    reader.dispose();
                }
            }
        }
        return UNKNOWN;
    }
}
