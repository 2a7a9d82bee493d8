package org.meta4j.data.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.meta4j.data.DataException;
import org.meta4j.data.EmojiStyles;
import org.meta4j.tasks.ExampleShape;

/** {@code emoji-styles-32.zip}, unpacked in memory. */
public final class EmojiArchive {
    /** Folders of the zip: a drawing of each emoji in each. */
    public static final List<String> STYLES = List.of("noto", "noto-blob", "emojione", "twemoji", "openmoji");

    private static final String INDEX = "classes.csv";
    private static final List<String> COLUMNS = List.of("codepoints", "name", "category", "split");
    private static final long MAX_PIXELS = 1_000_000;

    private final Path file;
    private final Map<String, byte[]> entries;
    private final List<Emoji> emoji;

    private EmojiArchive(Path file, Map<String, byte[]> entries, List<Emoji> emoji) {
        this.file = file;
        this.entries = entries;
        this.emoji = emoji;
    }

    /**
     * A row of the index.
     *
     * @param codepoints hexadecimal, names its files
     * @param part {@code background}, {@code evaluation} or {@code flags}
     */
    public record Emoji(String codepoints, String name, String category, String part) {}

    /** @throws DataException if this is no such zip, or a drawing that its index names is not there */
    public static EmojiArchive open(Path file) {
        SortedMap<String, byte[]> entries = ZipEntries.read(file, name -> name.endsWith(".png") || name.equals(INDEX));
        List<Emoji> emoji = index(file, ZipEntries.required(file, entries, INDEX));
        EmojiArchive archive = new EmojiArchive(file, entries, emoji);
        for (Emoji one : emoji) {
            for (String style : STYLES) {
                ZipEntries.required(file, entries, archive.entry(one, style));
            }
        }
        return archive;
    }

    /** In the order of the index. */
    public List<Emoji> emoji() {
        return emoji;
    }

    /** One drawing as bytes of a shape. Thread-safe. */
    public byte[] decode(Emoji one, String style, ExampleShape shape) {
        String entry = entry(one, style);
        try {
            int channels = shape.sizes().get(2);
            return ImageDecoder.decode(ZipEntries.required(file, entries, entry), MAX_PIXELS, image -> {
                Resize resize = Resize.of(
                        image.height(),
                        image.width(),
                        shape.sizes().get(0),
                        shape.sizes().get(1));
                float[] values = resize.apply(image.rows(channels), channels);
                byte[] pixels = new byte[values.length];
                for (int i = 0; i < values.length; i++) {
                    pixels[i] = (byte) Math.min(255, Math.max(0, Math.round(values[i])));
                }
                return pixels;
            });
        } catch (IOException e) {
            throw new DataException(
                    file + ": " + entry + " is damaged (" + e.getMessage() + "): fetch the zip again", e);
        }
    }

    private String entry(Emoji one, String style) {
        return style + "/" + one.category + "/" + one.codepoints + ".png";
    }

    private static List<Emoji> index(Path file, byte[] csv) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = format.parse(new StringReader(new String(csv, StandardCharsets.UTF_8)))) {
            List<String> header = parser.getHeaderNames();
            if (!header.containsAll(COLUMNS)) {
                throw new DataException(file + ": " + INDEX + " has the columns " + String.join(", ", header)
                        + ", but should have " + String.join(", ", COLUMNS) + ": fetch the zip again");
            }
            List<Emoji> emoji = new ArrayList<>();
            for (CSVRecord row : parser) {
                String part = row.get("split");
                if (!EmojiStyles.PARTS.contains(part)) {
                    throw new DataException(file + ": " + INDEX + ", line " + (row.getRecordNumber() + 1)
                            + ": unknown split '" + part + "': fetch the zip again");
                }
                emoji.add(new Emoji(row.get("codepoints"), row.get("name"), row.get("category"), part));
            }
            return List.copyOf(emoji);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    file + ": " + INDEX + " is damaged (" + e.getMessage() + "): fetch the zip again", e);
        }
    }
}
