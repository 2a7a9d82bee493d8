package org.meta4j.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Draws episodes whose queries are in part of classes that the support set does not have: first the queries of the
 * task's own classes, then as many of each unknown class, without a label. An episode of {@code ways + unknown} classes
 * is drawn as {@link EpisodeSampler} does it; its last classes lose their supports and their names.
 *
 * <p>The setting of Liu, Kang, Li, Hua and Vasconcelos, Few-Shot Open-Set Recognition using Meta-Learning, 2020,
 * arXiv:2005.13713, where it is 5 known and 5 unknown classes.
 */
public final class OpenEpisodeSampler implements TaskSource {
    private final EpisodeSampler whole;
    private final EpisodeShape shape;
    private final int unknown;

    /**
     * @param shape of the known part
     * @param unknown classes that queries alone are of, at least 0
     * @throws IllegalArgumentException if the examples do not do for such episodes: see {@link #misfit}
     */
    public OpenEpisodeSampler(LabelledExamples examples, EpisodeShape shape, int unknown, long seed) {
        if (unknown < 0) {
            throw new IllegalArgumentException("unknown classes must be at least 0, but were " + unknown);
        }
        this.whole = new EpisodeSampler(examples, wholeShape(shape, unknown), seed);
        this.shape = shape;
        this.unknown = unknown;
    }

    /** What stands in the way of drawing such episodes, as one line that names the way out; empty if nothing does. */
    public static Optional<String> misfit(LabelledExamples examples, EpisodeShape shape, int unknown) {
        Optional<String> closed = EpisodeSampler.misfit(examples, shape);
        if (closed.isPresent() || unknown == 0) {
            return closed;
        }
        return EpisodeSampler.misfit(examples, wholeShape(shape, unknown))
                .map(problem -> "with " + unknown + " unknown classes beside " + shape.ways() + " known ones: "
                        + problem + " or fewer unknown classes");
    }

    private static EpisodeShape wholeShape(EpisodeShape shape, int unknown) {
        return shape.withWays(Math.addExact(shape.ways(), unknown));
    }

    @Override
    public Task task(long index) {
        Task task = whole.task(index);
        List<String> names = task.support().classes().names().subList(0, shape.ways());
        int[] labels = task.query().classes().labels().clone();
        Arrays.fill(labels, shape.querySize(), labels.length, Targets.Classes.UNLABELLED);
        int length = exampleShape().length();
        Examples support = new Examples(
                exampleShape(),
                Arrays.copyOf(task.support().inputs(), shape.supportSize() * length),
                new Targets.Classes(Arrays.copyOf(task.support().classes().labels(), shape.supportSize()), names));
        Examples query = new Examples(exampleShape(), task.query().inputs(), new Targets.Classes(labels, names));
        return new Task(support, query);
    }

    @Override
    public ExampleShape exampleShape() {
        return whole.exampleShape();
    }

    /** Size of the known part of every episode. */
    public EpisodeShape episodeShape() {
        return shape;
    }

    /** Classes that queries alone are of. */
    public int unknown() {
        return unknown;
    }
}
