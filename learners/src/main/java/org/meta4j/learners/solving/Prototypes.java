package org.meta4j.learners.solving;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/** A task solved by prototypes: the supports, embedded, and their mean for each class. */
public final class Prototypes implements SolvedTask {
    private static final String SUPPORT = "support/embeddings";
    private static final String INPUTS = "support/inputs";
    private static final String LABELS = "support/labels";
    private static final String WAYS = "ways";
    private static final int NONE = -1;

    private final Embedder embedder;
    private final float[] inputs;
    private final float[] support;
    private final int[] labels;
    private final int ways;
    private final float[] prototypes;

    /** @param inputs the supports before they were embedded; empty where a file of an earlier version lacks them */
    private Prototypes(Embedder embedder, float[] inputs, float[] support, int[] labels, int ways) {
        this.embedder = embedder;
        this.inputs = inputs;
        this.support = support;
        this.labels = labels;
        this.ways = ways;
        this.prototypes = new float[ways * embedder.features()];
        for (int c = 0; c < ways; c++) {
            mean(c, NONE, prototypes, c * embedder.features());
        }
    }

    /** Embeds labelled supports, and takes the mean of each class. */
    public static Prototypes learn(Embedder embedder, Examples support) {
        SupportSets.requireEveryClass(support);
        return new Prototypes(
                embedder,
                support.inputs(),
                embedder.embed(support.inputs(), support.count()),
                support.classes().labels(),
                support.classes().names().size());
    }

    /** What a file holds, as it was kept. */
    public static Prototypes restore(Embedder embedder, Tensors state) {
        return new Prototypes(
                embedder,
                state.contains(INPUTS) ? state.get(INPUTS).values() : new float[0],
                state.get(SUPPORT).values(),
                Prefixed.integers(state, LABELS),
                Prefixed.integers(state, WAYS)[0]);
    }

    /** Writes the mean of a class without one of its supports, or {@link #NONE} of them left out; whether it has one. */
    private boolean mean(int label, int leftOut, float[] target, int offset) {
        int width = embedder.features();
        double[] sums = new double[width];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label && i != leftOut) {
                count++;
                for (int f = 0; f < width; f++) {
                    sums[f] += support[i * width + f];
                }
            }
        }
        for (int f = 0; f < width; f++) {
            target[offset + f] = (float) (sums[f] / count);
        }
        return count > 0;
    }

    @Override
    public Predictions predict(Examples query) {
        float[] embedded = embedder.embed(query.inputs(), query.count());
        return Rows.predictions(scores(embedded), ways, Rows.distances(embedded, support, embedder.features()));
    }

    private double[] scores(float[] embedded) {
        int width = embedder.features();
        double[] scores = new double[embedded.length / width * ways];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = -Rows.squaredDistance(embedded, i / ways, prototypes, i % ways, width);
        }
        return scores;
    }

    /** The queries are embedded once; without a support only its own class has another prototype. */
    @Override
    public List<Predictions> leaveOneOut(Examples query) {
        float[] embedded = embedder.embed(query.inputs(), query.count());
        double[] scores = scores(embedded);
        float[] prototype = new float[embedder.features()];
        List<Predictions> all = new ArrayList<>(labels.length);
        for (int s = 0; s < labels.length; s++) {
            boolean left = mean(labels[s], s, prototype, 0);
            double[] without = scores.clone();
            for (int i = 0; i < query.count(); i++) {
                without[i * ways + labels[s]] = left
                        ? -Rows.squaredDistance(embedded, i, prototype, 0, prototype.length)
                        : Double.NEGATIVE_INFINITY;
            }
            all.add(Rows.predictions(without, ways, new float[0]));
        }
        return all;
    }

    @Override
    public Tensors state() {
        Prefixed state = new Prefixed()
                .put(Prefixed.PARAMETER, embedder.parameters())
                .put(Prefixed.STATISTIC, embedder.statistics())
                .put(SUPPORT, support, labels.length)
                .put(LABELS, labels)
                .put(WAYS, new int[] {ways});
        return (inputs.length == 0 ? state : state.put(INPUTS, inputs, labels.length)).tensors();
    }

    @Override
    public float[] supportInputs() {
        return inputs;
    }

    @Override
    public int ways() {
        return ways;
    }

    @Override
    public int supports() {
        return labels.length;
    }
}
