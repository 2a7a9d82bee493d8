package org.meta4j.app.eval;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.data.DataException;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * Finds out whether a learner is about to be scored on classes that it was trained on. Its file has the fingerprint
 * of its data and split, so the same data are divided in the ways that may have been used until one has this
 * fingerprint; then the training classes are known.
 */
public final class SeenClasses {
    private SeenClasses() {}

    /**
     * A warning, if there is something to warn of.
     *
     * @param source the data that the learner is to be scored on
     * @param choice how they are divided
     * @param run what the learner's run was begun with, if known
     */
    public static Optional<String> warning(
            LabelledExamples scored,
            DataSource source,
            DataChoice choice,
            Optional<DataChoice> run,
            Provenance provenance) {
        Set<Long> seeds = new LinkedHashSet<>();
        seeds.add(choice.splitSeed());
        seeds.add(0L);
        run.ifPresent(settings -> seeds.add(settings.splitSeed()));
        int ways = provenance.training().validation().ways();
        for (String name : source.splits()) {
            for (long seed : seeds) {
                Optional<MetaDataset> data = divide(source, name, seed, ways);
                if (data.isPresent() && data.get().fingerprint().equals(provenance.dataFingerprint())) {
                    return overlap(scored, data.get(), provenance.data().endsWith("+validation"));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<MetaDataset> divide(DataSource source, String name, long seed, int ways) {
        try {
            return Optional.of(source.split(name, seed, ways));
        } catch (DataException e) {
            // Too few classes for this split: so it was not the one that was trained on.
            return Optional.empty();
        }
    }

    private static Optional<String> overlap(LabelledExamples scored, MetaDataset trainedOn, boolean onValidation) {
        Set<String> seen = new HashSet<>();
        Stream.of(Part.TRAIN, Part.VALIDATION)
                .filter(part -> part == Part.TRAIN || onValidation)
                .flatMap(part -> part.of(trainedOn).classes().stream())
                .map(ClassInfo::origin)
                .forEach(seen::add);
        long known = scored.classes().stream()
                .map(ClassInfo::origin)
                .filter(seen::contains)
                .count();
        return known == 0
                ? Optional.empty()
                : Optional.of("warning: the learner was meta-trained on " + known + " of these "
                        + scored.classes().size() + " classes: the score says nothing of new classes");
    }
}
