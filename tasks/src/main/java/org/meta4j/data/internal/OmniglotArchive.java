package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.meta4j.data.DataException;

/** One of Omniglot's two zips, unpacked in memory: the PNG of every drawing, not yet decoded. */
public final class OmniglotArchive {
    /** Drawings of each character, each by another person. */
    public static final int DRAWINGS = 20;

    /** Height and width of a drawing as published. */
    public static final int SIDE = OmniglotDrawing.SIDE;

    private static final Pattern ENTRY =
            Pattern.compile("images_(?:background|evaluation)/([^/]+)/(character\\d+)/([^/.][^/]*\\.png)");
    private static final int MAX_ENTRY_BYTES = 1 << 20;

    private final Path file;
    private final SortedMap<String, List<Drawing>> characters;

    private OmniglotArchive(Path file, SortedMap<String, List<Drawing>> characters) {
        this.file = file;
        this.characters = characters;
    }

    private record Drawing(String name, byte[] png) implements Comparable<Drawing> {
        @Override
        public int compareTo(Drawing other) {
            return name.compareTo(other.name);
        }
    }

    /** @throws DataException if this is no such zip, or not all of its characters and drawings are there */
    public static OmniglotArchive open(Path file, int expectedCharacters) {
        SortedMap<String, List<Drawing>> characters = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Matcher matcher = ENTRY.matcher(entry.getName());
                if (matcher.matches()) {
                    characters
                            .computeIfAbsent(matcher.group(1) + "/" + matcher.group(2), name -> new ArrayList<>())
                            .add(new Drawing(matcher.group(3), bytes(zip, entry)));
                }
            }
        } catch (ZipException e) {
            throw new DataException(file + " is not a complete zip file (" + e.getMessage() + "): fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
        if (characters.size() != expectedCharacters) {
            throw new DataException(file + " has " + characters.size() + " characters, but this part of Omniglot has "
                    + expectedCharacters + ": fetch it again");
        }
        characters.forEach((name, drawings) -> {
            if (drawings.size() != DRAWINGS) {
                throw new DataException(file + " has " + drawings.size() + " drawings of " + name + ", but should have "
                        + DRAWINGS + ": fetch it again");
            }
            Collections.sort(drawings);
        });
        return new OmniglotArchive(file, characters);
    }

    /** Names {@code Alphabet/characterNN}, sorted. */
    public List<String> characters() {
        return List.copyOf(characters.keySet());
    }

    /** File names of a character's drawings, sorted. */
    public List<String> drawings(String character) {
        return drawingsOf(character).stream().map(Drawing::name).toList();
    }

    /** One drawing with ink 255 and paper 0, {@code size} × {@code size} pixels. Thread-safe. */
    public float[] decode(String character, int drawing, Resize resize) {
        Drawing source = drawingsOf(character).get(drawing);
        try {
            return OmniglotDrawing.decode(source.png, resize);
        } catch (IOException | DataException e) {
            throw new DataException(
                    file + ": drawing " + character + "/" + source.name + " is damaged (" + e.getMessage()
                            + "): fetch the zip again",
                    e);
        }
    }

    private List<Drawing> drawingsOf(String character) {
        List<Drawing> drawings = characters.get(character);
        if (drawings == null) {
            throw new IllegalArgumentException("no character '" + character + "' in " + file);
        }
        return drawings;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES);
            if (bytes.length == MAX_ENTRY_BYTES) {
                throw new IOException(
                        "entry " + entry.getName() + " unpacks to more than " + MAX_ENTRY_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
