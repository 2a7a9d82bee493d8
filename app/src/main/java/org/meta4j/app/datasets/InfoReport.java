package org.meta4j.app.datasets;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.MetaDataset;

/**
 * What there is to know of data, with names as in JSON.
 *
 * @param data as it was named
 * @param kind of data
 * @param classes all classes
 * @param examples all examples
 * @param groups of classes: alphabets, categories, folders around the classes
 * @param shape of an example as it is for learners
 * @param sections the data's own parts, in order
 * @param smallest the class with the fewest examples; null if there is no class
 * @param largest the class with the most; null if there is no class
 * @param imageSizes images by width × height as they are in their files; empty where there are no files of images
 * @param splits ways to divide the classes
 * @param episodes tasks that can be drawn from all classes together
 * @param duplicates sets of equal examples: in different classes or sections first, at most {@value #MOST_DUPLICATES}
 * @param duplicateSets how many such sets there are
 * @param notes how the data were read, a line each
 * @param problems what should be put right, a line each; empty if nothing
 */
record InfoReport(
        String data,
        String kind,
        int classes,
        int examples,
        int groups,
        String shape,
        List<Section> sections,
        @Nullable ClassSize smallest,
        @Nullable ClassSize largest,
        Map<String, Integer> imageSizes,
        List<Split> splits,
        Episodes episodes,
        List<List<String>> duplicates,
        int duplicateSets,
        List<String> notes,
        List<String> problems) {
    /** Sets of equal examples that are listed. */
    static final int MOST_DUPLICATES = 20;

    /** A part of the data. */
    record Section(String name, int classes, int examples) {}

    /** A class and how many examples it has. */
    record ClassSize(String name, int examples) {}

    /**
     * A way to divide the classes for 5-way tasks.
     *
     * @param disjoint what no two parts share: {@code classes}, or {@code examples} alone
     * @param problem why that is not possible; empty if it is
     */
    record Split(String name, int train, int validation, int test, MetaDataset.Disjoint disjoint, String problem) {}

    /**
     * Tasks that can be drawn.
     *
     * @param mostWays classes at most
     * @param examplesPerClass shots and queries of a class together, at most: the smallest class decides
     * @param shapes usual ones
     */
    record Episodes(int mostWays, int examplesPerClass, List<Shape> shapes) {}

    /** A usual shape; {@code mostQueries} is 0 if it is not possible. */
    record Shape(int ways, int shots, int mostQueries) {}
}
