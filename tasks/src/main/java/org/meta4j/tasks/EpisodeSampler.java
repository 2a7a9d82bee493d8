package org.meta4j.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.internal.Draws;
import org.meta4j.tasks.internal.EpisodeFit;

/**
 * Draws episodes from labelled examples: {@code ways} distinct classes, uniformly and in random
 * order, so that a label says nothing about the class; of each, {@code shots + queries} distinct
 * examples, uniformly. Support and query are both ordered class by class: first all shots of
 * class 0, then of class 1, and so on.
 *
 * <p>Where the examples are of several {@linkplain LabelledExamples#pools pools}, the pool of a task is
 * drawn first, in proportion to the weights, and all of its classes come from there.
 *
 * <p>Task number i depends on the seed and on i alone, not on the order or the thread of the calls.
 * Tasks of one task source may share their label arrays.
 *
 * <p>The sampling of Vinyals et al., Matching Networks for One Shot Learning, 2016, arXiv:1606.04080.
 */
public final class EpisodeSampler implements TaskSource {
    private final LabelledExamples examples;
    private final EpisodeShape shape;
    private final long seed;
    private final @Nullable List<String> allNames;
    private final int exampleLength;
    private final int[] supportLabels;
    private final int[] queryLabels;
    private final int[][] pools;
    private final double[] weightsSoFar;

    /**
     * @throws IllegalArgumentException if there are too few classes, or a class has too few examples,
     *     for such episodes: see {@link #misfit}
     */
    public EpisodeSampler(LabelledExamples examples, EpisodeShape shape, long seed) {
        this(examples, shape, seed, false);
    }

    private EpisodeSampler(LabelledExamples examples, EpisodeShape shape, long seed, boolean allClasses) {
        misfit(examples, shape).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        this.examples = examples;
        this.shape = shape;
        this.seed = seed;
        allNames = allClasses
                ? examples.classes().stream()
                        .map(LabelledExamples.ClassInfo::name)
                        .toList()
                : null;
        exampleLength = examples.shape().length();
        supportLabels = labels(shape.ways(), shape.shots());
        queryLabels = labels(shape.ways(), shape.queries());
        List<ClassPool> all = examples.pools();
        pools = new int[all.size()][];
        weightsSoFar = new double[pools.length];
        double sum = 0;
        for (int i = 0; i < pools.length; i++) {
            pools[i] = all.get(i).classes().stream().mapToInt(Integer::intValue).toArray();
            sum += all.get(i).weight();
            weightsSoFar[i] = sum;
        }
    }

    /**
     * The same episodes with other labels: an example's is the number of its class among all classes, not among those of
     * the episode. They are batches to train one classifier of all classes on, of as many images of each class that is in
     * them.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static EpisodeSampler ofAllClasses(LabelledExamples examples, EpisodeShape shape, long seed) {
        return new EpisodeSampler(examples, shape, seed, true);
    }

    /**
     * What stands in the way of drawing episodes of a shape, as one line that names the way out; empty
     * if nothing does.
     */
    public static Optional<String> misfit(LabelledExamples examples, EpisodeShape shape) {
        if (examples.pools().isEmpty()) {
            return EpisodeFit.misfit(List.of(), shape, "example");
        }
        for (ClassPool pool : examples.pools()) {
            List<LabelledExamples.ClassInfo> classes =
                    pool.classes().stream().map(examples.classes()::get).toList();
            Optional<String> misfit = EpisodeFit.misfit(classes, shape, "example");
            if (misfit.isPresent()) {
                return pool.name().isEmpty() ? misfit : Optional.of(pool.name() + ": " + misfit.get());
            }
        }
        return Optional.empty();
    }

    @Override
    public Task task(long index) {
        return task(index, null);
    }

    @Override
    public Task task(long index, @Nullable Task used) {
        if (index < 0) {
            throw new IllegalArgumentException("tasks are counted from 0, but number " + index + " was asked for");
        }
        Draws draws = new Draws(Seeds.of(seed, index));
        int[] pool = pool(draws);
        int[] classes = draws.sample(shape.ways(), pool.length);
        for (int way = 0; way < classes.length; way++) {
            classes[way] = pool[classes[way]];
        }
        float[] support = room(used == null ? null : used.support(), shape.supportSize());
        float[] query = room(used == null ? null : used.query(), shape.querySize());
        List<String> names = new ArrayList<>(shape.ways());
        for (int way = 0; way < shape.ways(); way++) {
            LabelledExamples.ClassInfo info = examples.classes().get(classes[way]);
            names.add(info.name());
            int[] drawn = draws.sample(shape.examplesPerClass(), info.size());
            for (int i = 0; i < drawn.length; i++) {
                boolean shot = i < shape.shots();
                int row = shot ? way * shape.shots() + i : way * shape.queries() + i - shape.shots();
                examples.read(classes[way], drawn[i], shot ? support : query, row * exampleLength);
            }
        }
        return new Task(
                new Examples(examples.shape(), support, targets(supportLabels, classes, names)),
                new Examples(examples.shape(), query, targets(queryLabels, classes, names)));
    }

    private Targets targets(int[] ways, int[] classes, List<String> names) {
        return allNames == null
                ? new Targets.Classes(ways, names)
                : new Targets.Classes(
                        Arrays.stream(ways).map(way -> classes[way]).toArray(), allNames);
    }

    private float[] room(@Nullable Examples used, int count) {
        int length = Math.multiplyExact(count, exampleLength);
        return used != null && used.inputs().length == length ? used.inputs() : new float[length];
    }

    @Override
    public ExampleShape exampleShape() {
        return examples.shape();
    }

    /** Size of every episode. */
    public EpisodeShape episodeShape() {
        return shape;
    }

    public long seed() {
        return seed;
    }

    /** Draws nothing where there is no choice, so that one set alone gives the tasks that it always gave. */
    private int[] pool(Draws draws) {
        if (pools.length == 1) {
            return pools[0];
        }
        double drawn = (draws.nextLong() >>> 11) * 0x1p-53 * weightsSoFar[weightsSoFar.length - 1];
        int chosen = 0;
        while (chosen < pools.length - 1 && drawn >= weightsSoFar[chosen]) {
            chosen++;
        }
        return pools[chosen];
    }

    private static int[] labels(int ways, int each) {
        int[] labels = new int[Math.multiplyExact(ways, each)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / each;
        }
        return labels;
    }
}
