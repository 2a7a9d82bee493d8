package org.meta4j.data.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meta4j.data.DataException;

/** A split that comes with the data: folders, or words in a table, that name its parts. */
public final class GivenParts {
    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    public static final String TEST = "test";

    /** As people write them. */
    private static final Map<String, String> NAMES = Map.of(
            "train", TRAIN,
            "training", TRAIN,
            "val", VALIDATION,
            "valid", VALIDATION,
            "validation", VALIDATION,
            "test", TEST,
            "testing", TEST);

    private GivenParts() {}

    /** The part that a word means, in any case. */
    static Optional<String> part(String word) {
        return Optional.ofNullable(NAMES.get(word.strip().toLowerCase(Locale.ROOT)));
    }

    /**
     * The folders of the parts, if a folder is divided: if all of at least two folders in it are named as parts, and all
     * have folders in them.
     *
     * @throws DataException if a part is there twice, or training or test is missing
     */
    static SortedMap<String, SourceFolder> of(String where, SourceFolder root) {
        SortedMap<String, SourceFolder> parts = new TreeMap<>();
        boolean divided = root.folders().size() > 1
                && root.folders().stream()
                        .allMatch(folder -> part(folder.name()).isPresent()
                                && !folder.folders().isEmpty());
        if (!divided) {
            return parts;
        }
        for (SourceFolder folder : root.folders()) {
            SourceFolder other = parts.put(part(folder.name()).orElseThrow(), folder);
            if (other != null) {
                throw new DataException(where + " has the folders '" + other.name() + "' and '" + folder.name()
                        + "', which mean the same part of a split: merge them or rename one");
            }
        }
        requireBoth(where, new ArrayList<>(parts.keySet()));
        return parts;
    }

    static void requireBoth(String where, List<String> parts) {
        if (!parts.contains(TRAIN) || !parts.contains(TEST)) {
            throw new DataException(where + " is divided into " + String.join(" and ", parts) + ", but a split needs '"
                    + TRAIN + "' and '" + TEST + "': add or rename one, or give a folder of classes to be divided by"
                    + " seed");
        }
    }
}
