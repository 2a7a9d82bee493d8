package org.meta4j.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.UsageException;
import org.meta4j.data.DataException;
import org.meta4j.naming.Suggestions;

/**
 * What {@code --data} says.
 *
 * @param kind of data
 * @param folder where they lie; empty for drawn data
 * @param seed of drawn data; 0 for others
 */
public record DataSpec(Kind kind, String folder, long seed) {
    /** Made-up alphabets of seed 0. */
    public static final DataSpec DEFAULT = new DataSpec(Kind.DRAWN, "", 0);

    private static final List<String> ZIPS = List.of(
            "images_background.zip",
            "omniglot-images_background.zip",
            "omniglot/images_background.zip",
            "omniglot/omniglot-images_background.zip");

    /** Kinds of data. */
    public enum Kind {
        /** Omniglot's two zips. */
        OMNIGLOT,
        /** A folder of images, one sub-folder a class; a zip of one; or a CSV file of files and labels. */
        FOLDER,
        /** Made-up alphabets. */
        DRAWN;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code omniglot:DIR}, {@code folder:DIR}, {@code drawn}, {@code drawn:SEED} or {@code DIR}, which is
     * Omniglot if its zips lie there, else a folder of images, a zip of one or a CSV file.
     *
     * @throws UsageException if it is none of these
     * @throws DataException if it is a folder alone, and there is no such folder
     */
    public static DataSpec parse(String text) {
        int colon = text.indexOf(':');
        String head = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(head)) {
                return kind == Kind.DRAWN ? drawn(text, colon, rest) : inFolder(kind, rest);
            }
        }
        if (Files.isDirectory(Path.of(text))) {
            boolean omniglot = ZIPS.stream().anyMatch(zip -> Files.isRegularFile(Path.of(text, zip)));
            return inFolder(omniglot ? Kind.OMNIGLOT : Kind.FOLDER, text);
        }
        if (Files.isRegularFile(Path.of(text))) {
            return inFolder(Kind.FOLDER, text);
        }
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::label).toList();
        // One letter before a colon is a drive.
        if (head.length() > 1 && (colon > 0 || Suggestions.nearest(head, kinds).isPresent())) {
            throw new UsageException("unknown data '" + head + "'"
                    + Suggestions.nearest(head, kinds)
                            .map(near -> ": did you mean '" + near + "'?")
                            .orElse("")
                    + " (known: omniglot:DIR, folder:DIR, drawn[:SEED])");
        }
        throw new DataException(
                "there is no folder or file " + text + ": give omniglot:DIR, folder:DIR or drawn[:SEED]");
    }

    private static DataSpec drawn(String text, int colon, String seed) {
        try {
            return new DataSpec(Kind.DRAWN, "", colon < 0 ? 0 : Long.parseLong(seed));
        } catch (NumberFormatException e) {
            throw new UsageException("the seed in --data " + text + " must be a whole number, as in drawn:7");
        }
    }

    private static DataSpec inFolder(Kind kind, String folder) {
        if (folder.isBlank()) {
            throw new UsageException("--data " + kind.label() + " needs its folder: --data " + kind.label() + ":DIR");
        }
        return new DataSpec(kind, folder, 0);
    }

    /** The same with a folder that is found from anywhere. */
    public DataSpec absolute() {
        return kind == Kind.DRAWN
                ? this
                : new DataSpec(
                        kind, Path.of(folder).toAbsolutePath().normalize().toString(), 0);
    }

    /** Whether a split of other data means the same here. */
    boolean hasSplitsOf(DataSpec other) {
        return kind == other.kind && (kind != Kind.FOLDER || absolute().equals(other.absolute()));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return kind.label() + ":" + (kind == Kind.DRAWN ? String.valueOf(seed) : folder);
    }
}
