package org.meta4j.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.internal.ClassSubset;
import org.meta4j.tasks.internal.Union;

/** Makes meta-datasets: of one labelled set, or of several meta-datasets at once. */
public final class MetaDatasets {
    private MetaDatasets() {}

    /**
     * Divides the classes of one labelled set, whatever it holds.
     *
     * @param name of the meta-dataset
     * @param examples whose classes are to be divided; if they are of several pools, the parts forget it
     * @param split how to divide them
     * @param ways classes that each part must have at least
     * @return a meta-dataset whose fingerprint is that of the examples and their division
     * @throws DataException if there are too few classes
     */
    public static MetaDataset of(String name, LabelledExamples examples, ClassSplit split, int ways) {
        ClassSplit.Division division = split.divide(name, examples.classes(), ways);
        return identified(
                name,
                Fingerprint.ofExamples(examples),
                new ClassSubset(examples, division.train()),
                new ClassSubset(examples, division.validation()),
                new ClassSubset(examples, division.test()));
    }

    /**
     * Several meta-datasets as one: each task's classes come from one of the sets, which is drawn in proportion to the
     * weights, in training, in validation and in the test. The names, groups and origins of classes get the set's
     * name before them: {@code cat} of the set {@code animals} becomes {@code animals/cat}. So a class that two sets both
     * have counts as two; {@link Duplicates} finds examples that both have. Where one set's parts share classes, so do
     * those of the whole.
     *
     * @param sets at least one, with distinct names and examples of one shape
     */
    public static MetaDataset mixed(List<WeightedData> sets) {
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one set to be put together, but there is none");
        }
        StringBuilder identity = new StringBuilder();
        Set<String> names = new HashSet<>();
        for (WeightedData set : sets) {
            if (!names.add(set.name())) {
                throw new IllegalArgumentException("two sets are named '" + set.name() + "': names must be distinct");
            }
            identity.append(set.name())
                    .append(' ')
                    .append(Long.toHexString(Double.doubleToLongBits(set.weight())))
                    .append(' ')
                    .append(set.data().fingerprint())
                    .append('\n');
        }
        return new MetaDataset(
                sets.stream().map(set -> set.data().name()).collect(Collectors.joining("+")),
                Fingerprint.ofText(identity.toString()),
                union(sets, MetaDataset::train),
                union(sets, MetaDataset::validation),
                union(sets, MetaDataset::test),
                sets.stream().allMatch(set -> set.data().disjoint() == MetaDataset.Disjoint.CLASSES)
                        ? MetaDataset.Disjoint.CLASSES
                        : MetaDataset.Disjoint.EXAMPLES);
    }

    private static LabelledExamples union(List<WeightedData> sets, Function<MetaDataset, LabelledExamples> part) {
        return new Union(sets.stream()
                .map(set -> new Union.Member(set.name(), part.apply(set.data()), set.weight()))
                .toList());
    }

    /** With a fingerprint that combines the data's with the class lists of the three parts. */
    static MetaDataset identified(
            String name,
            String dataFingerprint,
            LabelledExamples train,
            LabelledExamples validation,
            LabelledExamples test) {
        return identified(name, dataFingerprint, train, validation, test, MetaDataset.Disjoint.CLASSES);
    }

    /** With a fingerprint that combines the data's with the class lists of the three parts. */
    static MetaDataset identified(
            String name,
            String dataFingerprint,
            LabelledExamples train,
            LabelledExamples validation,
            LabelledExamples test,
            MetaDataset.Disjoint disjoint) {
        String fingerprint = Fingerprint.combined(List.of(
                dataFingerprint,
                Fingerprint.ofClasses(train.classes()),
                Fingerprint.ofClasses(validation.classes()),
                Fingerprint.ofClasses(test.classes())));
        return new MetaDataset(name, fingerprint, train, validation, test, disjoint);
    }
}
