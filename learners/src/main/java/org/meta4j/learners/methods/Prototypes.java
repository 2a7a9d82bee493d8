package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.SolvedTask;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/** A task solved by prototypes: the embedded supports, and their mean for each class. */
final class Prototypes implements SolvedTask {
    private static final String SUPPORT = "support/embeddings";
    private static final String LABELS = "support/labels";
    private static final String WAYS = "ways";

    private final Embedder embedder;
    private final float[] support;
    private final int[] labels;
    private final int ways;
    private final float[] prototypes;

    private Prototypes(Embedder embedder, float[] support, int[] labels, int ways) {
        this.embedder = embedder;
        this.support = support;
        this.labels = labels;
        this.ways = ways;
        this.prototypes = means(support, labels, ways, embedder.features());
    }

    static Prototypes learn(Embedder embedder, Examples support) {
        SupportSets.requireEveryClass(support);
        return new Prototypes(
                embedder,
                embedder.embed(support.inputs(), support.count()),
                support.classes().labels(),
                support.classes().names().size());
    }

    static Prototypes restore(Embedder embedder, Tensors state) {
        return new Prototypes(
                embedder,
                state.get(SUPPORT).values(),
                Prefixed.integers(state, LABELS),
                Prefixed.integers(state, WAYS)[0]);
    }

    private static float[] means(float[] support, int[] labels, int ways, int width) {
        double[] sums = new double[ways * width];
        int[] counts = new int[ways];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int c = 0; c < width; c++) {
                sums[labels[i] * width + c] += support[i * width + c];
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / counts[i / width]);
        }
        return means;
    }

    @Override
    public Predictions predict(Examples query) {
        int width = embedder.features();
        float[] embedded = embedder.embed(query.inputs(), query.count());
        double[] scores = new double[query.count() * ways];
        for (int i = 0; i < query.count(); i++) {
            for (int c = 0; c < ways; c++) {
                scores[i * ways + c] = -Rows.squaredDistance(embedded, i, prototypes, c, width);
            }
        }
        float[] probabilities = new float[scores.length];
        Rows.softmax(scores, ways, probabilities);
        return new Predictions(probabilities, ways, Rows.distances(embedded, support, width));
    }

    @Override
    public Tensors state() {
        return new Prefixed()
                .put(Prefixed.PARAMETER, embedder.parameters())
                .put(Prefixed.STATISTIC, embedder.statistics())
                .put(SUPPORT, support, labels.length)
                .put(LABELS, labels)
                .put(WAYS, new int[] {ways})
                .tensors();
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
