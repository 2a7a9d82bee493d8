package org.meta4j.tasks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meta4j.tasks.internal.Concatenation;
import org.meta4j.tasks.internal.JoinedClasses;
import org.meta4j.tasks.internal.SharedExamples;

/**
 * Many tasks of one kind: classes to meta-train on, to validate on, to test on. What no two of these parts share is
 * named, and the constructor proves it: classes by {@link LabelledExamples.ClassInfo#origin()}, examples number for
 * number.
 *
 * @param name data set and split, as named on the command line, e.g. {@code omniglot/vinyals}
 * @param fingerprint SHA-256 of the data, in hexadecimal: part of every result's provenance
 * @param train classes to meta-train on
 * @param validation classes to choose the best checkpoint by; may have no class
 * @param test classes that are looked at for the final score only
 * @param disjoint what no two parts share
 */
public record MetaDataset(
        String name,
        String fingerprint,
        LabelledExamples train,
        LabelledExamples validation,
        LabelledExamples test,
        Disjoint disjoint)
        implements TaskFamily {
    /** What no two parts of a meta-dataset share. */
    public enum Disjoint {
        /** Classes, and so examples: a score on the test is one of new classes. */
        CLASSES,
        /** Examples alone: a score on the test is one of new examples of classes that training knows. */
        EXAMPLES
    }

    public MetaDataset {
        if (disjoint == Disjoint.CLASSES) {
            Map<String, String> seen = new HashMap<>();
            claim(seen, "train", train);
            claim(seen, "validation", validation);
            claim(seen, "test", test);
        } else {
            Map<String, LabelledExamples> parts = new LinkedHashMap<>();
            parts.put("train", train);
            parts.put("validation", validation);
            parts.put("test", test);
            SharedExamples.refuse(parts);
        }
    }

    /** Parts that share no class, as meta-learning wants it. */
    public MetaDataset(
            String name,
            String fingerprint,
            LabelledExamples train,
            LabelledExamples validation,
            LabelledExamples test) {
        this(name, fingerprint, train, validation, test, Disjoint.CLASSES);
    }

    /**
     * The same data with the validation classes added to the training classes, and no validation: for a
     * final model, once all choices are made. Where parts share classes, each class gets its validation examples.
     * {@code +validation} is added to the name; the fingerprint stays, for the data are the same.
     */
    public MetaDataset withValidationInTraining() {
        return new MetaDataset(
                name + "+validation",
                fingerprint,
                disjoint == Disjoint.CLASSES
                        ? new Concatenation(train, validation)
                        : new JoinedClasses(train, validation),
                Concatenation.none(validation.shape()),
                test,
                disjoint);
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return new EpisodeSampler(train, shape, seed);
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return validation.classes().isEmpty()
                ? Optional.empty()
                : Optional.of(new EpisodeSampler(validation, shape, seed));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return new EpisodeSampler(test, shape, seed);
    }

    private static void claim(Map<String, String> seen, String split, LabelledExamples examples) {
        for (LabelledExamples.ClassInfo info : examples.classes()) {
            String earlier = seen.put(info.origin(), split);
            if (earlier != null && !earlier.equals(split)) {
                throw new IllegalArgumentException("class '" + info.origin() + "' is in the " + earlier
                        + " split and in the " + split + " split: a class may be in one split only");
            }
        }
    }
}
