package org.meta4j.app.data;

import java.util.List;
import java.util.Map;
import org.meta4j.app.cli.UsageException;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Data that were read, to be divided in one way or another. */
public sealed interface DataSource
        permits OmniglotSource, FolderSource, DrawnSource, IdxSource, EmojiSource, TableSource, MixedSource {
    /** What the user should know of how the data were read, a line each. */
    List<String> notes();

    /** Names of splits that these data have; the first is the default. */
    List<String> splits();

    /**
     * Divides the classes.
     *
     * @param name one of {@link #splits}
     * @param seed for what is drawn
     * @param ways classes that each part must have at least, where that can be seen to
     * @throws org.meta4j.data.DataException if there are too few classes
     */
    MetaDataset split(String name, long seed, int ways);

    /** All that was read, as the data themselves divide it: parts by name, in order. */
    Map<String, LabelledExamples> sections();

    /** Refuses a split that these data do not have. */
    default String checkedSplit(String name) {
        if (!splits().contains(name)) {
            throw new UsageException(Suggestions.unknown("split of " + kind(), name, splits()));
        }
        return name;
    }

    /** What they are, in an error. */
    String kind();
}
