package org.meta4j.app.data;

import org.meta4j.app.cli.Texts;
import org.meta4j.tasks.MetaDataset;

/** The parts of divided data in words, with what they are proven not to share. */
public final class Parts {
    private Parts() {}

    public static String words(MetaDataset data) {
        return words(
                data.train().classes().size(),
                data.validation().classes().size(),
                data.test().classes().size(),
                data.disjoint());
    }

    /** The same of numbers of classes. */
    public static String words(int train, int validation, int test, MetaDataset.Disjoint disjoint) {
        return Texts.count(train) + " training, " + Texts.count(validation) + " validation, " + Texts.count(test)
                + " test classes, "
                + (disjoint == MetaDataset.Disjoint.CLASSES
                        ? "none in two of these"
                        : "the same ones: no example is in two of these, but no class of the test is new");
    }
}
