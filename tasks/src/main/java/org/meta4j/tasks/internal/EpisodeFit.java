package org.meta4j.tasks.internal;

import java.util.List;
import java.util.Optional;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/** Whether episodes of a shape can be drawn from classes. */
public final class EpisodeFit {
    private EpisodeFit() {}

    /**
     * What stands in the way, as one line that names the way out; empty if nothing does.
     *
     * @param noun what an example is called, e.g. {@code image}
     */
    public static Optional<String> misfit(List<ClassInfo> classes, EpisodeShape shape, String noun) {
        if (shape.ways() < 2) {
            return Optional.of("ways must be at least 2, but was " + shape.ways());
        }
        if (classes.size() < shape.ways()) {
            return Optional.of(shape.ways() + "-way episodes need " + shape.ways() + " classes, but there "
                    + (classes.size() == 1 ? "is 1" : "are " + classes.size())
                    + ": add classes or use fewer ways");
        }
        for (ClassInfo info : classes) {
            if (info.size() < shape.examplesPerClass()) {
                return Optional.of("class '" + info.name() + "' has " + counted(info.size(), noun) + "; "
                        + counted(shape.shots(), "shot") + " + "
                        + (shape.queries() == 1 ? "1 query" : shape.queries() + " queries") + " need "
                        + shape.examplesPerClass() + ": add " + noun + "s or use fewer shots or queries");
            }
        }
        return Optional.empty();
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
