package org.meta4j.tabular.family;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.data.DataException;
import org.meta4j.tabular.internal.Draw;
import org.meta4j.tabular.internal.EncodedDomain;
import org.meta4j.tabular.internal.Scale;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/** Tasks of some domains, taken in turn: task number i is of domain number i modulo their count. */
final class DomainTasks implements TaskSource {
    /** Features further than so many of the support's deviations from its mean count as this far. */
    static final double BOUND = 5;

    private static final int MOST_DRAWS = 1000;

    private final List<EncodedDomain> domains;
    private final EpisodeShape shape;
    private final int features;
    private final long seed;

    DomainTasks(List<EncodedDomain> domains, EpisodeShape shape, int features, long seed) {
        this.domains = List.copyOf(domains);
        this.shape = shape;
        this.features = features;
        this.seed = seed;
    }

    /** The rows of a task. */
    private record Rows(int[] support, int[] query, Targets supportTargets, Targets queryTargets) {}

    @Override
    public Task task(long index) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
        EncodedDomain domain = domains.get((int) (index % domains.size()));
        Rows rows = shape.ways() == 1 ? numbers(domain, random) : classes(domain, random);
        int width = Math.min(features, domain.columns().size());
        int[] chosen = Draw.of(IntStream.range(0, domain.columns().size()).toArray(), width, random);
        Arrays.sort(chosen);
        float[] support = new float[rows.support.length * features];
        float[] query = new float[rows.query.length * features];
        for (int j = 0; j < width; j++) {
            double[] column = domain.columns().get(chosen[j]);
            Scale scale = Scale.of(column, rows.support);
            fill(support, j, column, rows.support, scale);
            fill(query, j, column, rows.query, scale);
        }
        return new Task(
                new Examples(exampleShape(), support, rows.supportTargets),
                new Examples(exampleShape(), query, rows.queryTargets));
    }

    @Override
    public ExampleShape exampleShape() {
        return ExampleShape.features(features);
    }

    /** Name of a task's domain. */
    String domain(long index) {
        return domains.get((int) (index % domains.size())).name();
    }

    private void fill(float[] inputs, int feature, double[] column, int[] rows, Scale scale) {
        for (int i = 0; i < rows.length; i++) {
            double value = scale.of(column[rows[i]]);
            inputs[i * features + feature] = (float) Math.max(-BOUND, Math.min(BOUND, value));
        }
    }

    /** Draws again while all supports have the same number: there would be no unit to measure errors in. */
    private Rows numbers(EncodedDomain domain, SplittableRandom random) {
        int[] all = IntStream.range(0, domain.rows()).toArray();
        for (int attempt = 0; attempt < MOST_DRAWS; attempt++) {
            int[] drawn = Draw.of(all, shape.shots() + shape.queries(), random);
            int[] support = Arrays.copyOf(drawn, shape.shots());
            Scale scale = Scale.of(domain.numbers(), support);
            if (scale.deviation() > 0) {
                int[] query = Arrays.copyOfRange(drawn, shape.shots(), drawn.length);
                return new Rows(support, query, values(domain, support, scale), values(domain, query, scale));
            }
        }
        throw new DataException("table " + domain.name() + ": in " + MOST_DRAWS + " draws of " + shape.shots()
                + " rows all had the same target: use more shots, or leave the table out");
    }

    private static Targets values(EncodedDomain domain, int[] rows, Scale scale) {
        float[] values = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = (float) scale.of(domain.numbers()[rows[i]]);
        }
        return new Targets.Values(values, 1);
    }

    private Rows classes(EncodedDomain domain, SplittableRandom random) {
        int[] drawn = Draw.of(domain.classesOf(shape.examplesPerClass()), shape.ways(), random);
        int[] support = new int[shape.supportSize()];
        int[] query = new int[shape.querySize()];
        int[] supportLabels = new int[support.length];
        int[] queryLabels = new int[query.length];
        for (int c = 0; c < drawn.length; c++) {
            int[] rows = Draw.of(domain.classes().get(drawn[c]), shape.examplesPerClass(), random);
            System.arraycopy(rows, 0, support, c * shape.shots(), shape.shots());
            System.arraycopy(rows, shape.shots(), query, c * shape.queries(), shape.queries());
            Arrays.fill(supportLabels, c * shape.shots(), (c + 1) * shape.shots(), c);
            Arrays.fill(queryLabels, c * shape.queries(), (c + 1) * shape.queries(), c);
        }
        List<String> names =
                Arrays.stream(drawn).mapToObj(domain.classNames()::get).toList();
        return new Rows(
                support, query, new Targets.Classes(supportLabels, names), new Targets.Classes(queryLabels, names));
    }
}
