package org.meta4j.app.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.UsageException;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** A part of a split. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /** Name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part's classes. */
    public LabelledExamples of(MetaDataset data) {
        return switch (this) {
            case TRAIN -> data.train();
            case VALIDATION -> data.validation();
            case TEST -> data.test();
        };
    }

    static boolean isName(String name) {
        return labels().contains(name);
    }

    static Part named(String name) {
        int index = labels().indexOf(name);
        if (index < 0) {
            throw new UsageException(Suggestions.unknown("part of a split", name, labels()));
        }
        return values()[index];
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(Part::label).toList();
    }
}
