package org.meta4j.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meta4j.app.cli.UsageException;
import org.meta4j.data.DataException;
import org.meta4j.data.EmojiStyles;
import org.meta4j.data.Sinusoids;
import org.meta4j.naming.Suggestions;

/**
 * What {@code --data} says.
 *
 * @param kind of data
 * @param folder where they lie: a folder, or a file where the kind says so; empty for drawn data, the protocol of sine
 *     curves, and the data whose images are to be completed
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
        OMNIGLOT(":DIR"),
        /** A folder of images, one sub-folder a class; a zip of one; or a CSV file of files and labels. */
        FOLDER(":DIR"),
        /** MNIST's four files. */
        MNIST(":DIR"),
        /** Fashion-MNIST's four files. */
        FASHION_MNIST(":DIR"),
        /** The zip of emoji styles. */
        EMOJI(":ZIP"),
        /** The zip of Lake's one-shot runs. */
        LAKE_RUNS(":ZIP"),
        /** A table with a column of classes. */
        TABLE(":FILE[#COLUMN]"),
        /** A zip of tables, each a domain of tasks: tasks of numbers, and of classes for base-learners and sets of models. */
        TABLES(":ZIP[#FEATURES]"),
        /** Made-up alphabets. */
        DRAWN("[:SEED]"),
        /** Sine curves: tasks of numbers. */
        SINUSOID("[:PROTOCOL]"),
        /** Images of other data, to be completed from some of their pixels: tasks of numbers. */
        COMPLETION(":DATA");

        private final String behind;

        Kind(String behind) {
            this.behind = behind;
        }

        /** Name on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String form() {
            return label() + behind;
        }
    }

    /**
     * Reads {@code KIND:PLACE}, {@code drawn}, {@code drawn:SEED} or a path alone, which is Omniglot or the emoji styles
     * if their zips lie there, else a folder of images, a zip of one or a CSV file.
     *
     * @throws UsageException if it is none of these
     * @throws DataException if it is a path alone, and there is nothing
     */
    public static DataSpec parse(String text) {
        int colon = text.indexOf(':');
        String head = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(head)) {
                return switch (kind) {
                    case DRAWN -> drawn(text, colon, rest);
                    case SINUSOID -> sinusoid(colon < 0 ? Sinusoids.Protocol.MAML.label() : rest);
                    case TABLES -> tables(rest);
                    case COMPLETION -> completion(rest);
                    default -> inFolder(kind, rest);
                };
            }
        }
        if (Files.exists(Path.of(text))) {
            Optional<Kind> known = recognised(Path.of(text));
            if (known.isPresent() || Files.isDirectory(Path.of(text))) {
                return inFolder(known.orElse(Kind.FOLDER), text);
            }
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
                    + " (known: " + forms(", ") + ")");
        }
        throw new DataException("there is no folder or file " + text + ": give one of images, or " + forms(", "));
    }

    private static String forms(String separator) {
        return Arrays.stream(Kind.values()).map(Kind::form).collect(Collectors.joining(separator));
    }

    /** What a path is, told by the names of published files. */
    private static Optional<Kind> recognised(Path path) {
        if (ZIPS.stream().anyMatch(zip -> Files.isRegularFile(path.resolve(zip)))) {
            return Optional.of(Kind.OMNIGLOT);
        }
        return EmojiStyles.isAt(path) ? Optional.of(Kind.EMOJI) : Optional.empty();
    }

    private static DataSpec drawn(String text, int colon, String seed) {
        try {
            return new DataSpec(Kind.DRAWN, "", colon < 0 ? 0 : Long.parseLong(seed));
        } catch (NumberFormatException e) {
            throw new UsageException("the seed in --data " + text + " must be a whole number, as in drawn:7");
        }
    }

    private static DataSpec sinusoid(String protocol) {
        return new DataSpec(
                Kind.SINUSOID,
                UsageException.check(() -> Sinusoids.Protocol.named(protocol)).label(),
                0);
    }

    private static DataSpec tables(String place) {
        DataSpec spec = inFolder(Kind.TABLES, place);
        TablesPlace.parse(place);
        return spec;
    }

    private static DataSpec completion(String images) {
        if (images.isBlank()) {
            throw new UsageException("--data completion needs data with images: --data completion:mnist:DIR");
        }
        DataSpec spec = parse(images);
        if (!spec.hasImages()) {
            throw new UsageException("--data completion:" + images + ": " + spec.kind.label()
                    + " has no images to draw tasks from: give data with images, as in completion:mnist:DIR");
        }
        return new DataSpec(Kind.COMPLETION, spec.toString(), 0);
    }

    private boolean hasImages() {
        return switch (kind) {
            case OMNIGLOT, FOLDER, MNIST, FASHION_MNIST, EMOJI, DRAWN -> true;
            case LAKE_RUNS, TABLE, TABLES, SINUSOID, COMPLETION -> false;
        };
    }

    private static DataSpec inFolder(Kind kind, String folder) {
        if (folder.isBlank()) {
            throw new UsageException("--data " + kind.label() + " needs its "
                    + (kind == Kind.TABLE
                            ? "file"
                            : kind == Kind.EMOJI || kind == Kind.LAKE_RUNS || kind == Kind.TABLES ? "zip" : "folder")
                    + ": --data " + kind.form());
        }
        return new DataSpec(kind, folder, 0);
    }

    /** The same with a folder that is found from anywhere. */
    public DataSpec absolute() {
        if (kind == Kind.COMPLETION) {
            return new DataSpec(kind, images().absolute().toString(), 0);
        }
        return kind == Kind.DRAWN || kind == Kind.SINUSOID
                ? this
                : new DataSpec(
                        kind, Path.of(folder).toAbsolutePath().normalize().toString(), 0);
    }

    /** The data that images to be completed come from. */
    DataSpec images() {
        return parse(folder);
    }

    /** Short name of the set, without {@code /}, for the names of classes where several sets are put together. */
    String setName() {
        if (kind == Kind.FOLDER || kind == Kind.TABLE) {
            return String.valueOf(Path.of(absolute().folder).getFileName());
        }
        return seed == 0 || kind == Kind.SINUSOID ? kind.label() : kind.label() + "-" + seed;
    }

    /** Whether these are tasks of numbers. */
    public boolean isNumbers() {
        return kind == Kind.SINUSOID || kind == Kind.TABLES || kind == Kind.COMPLETION;
    }

    /** Whether a split of other data means the same here. */
    boolean hasSplitsOf(DataSpec other) {
        boolean own = kind == Kind.FOLDER || kind == Kind.TABLE || kind == Kind.TABLES || kind == Kind.COMPLETION;
        return kind == other.kind && (!own || absolute().equals(other.absolute()));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return kind.label() + ":" + (kind == Kind.DRAWN ? String.valueOf(seed) : folder);
    }
}
