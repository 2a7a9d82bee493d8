package org.meta4j.learners.solving;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.tasks.Examples;

/**
 * The supports of a task in a learner's feature space, with all that embeds a query beside them.
 *
 * @param embedder embeds queries
 * @param inputs the supports before they were embedded; empty where a file of an earlier version lacks them
 * @param features [supports, features]; not to be changed
 * @param labels class of each support; not to be changed
 * @param ways classes
 */
public record EmbeddedSupports(Embedder embedder, float[] inputs, float[] features, int[] labels, int ways) {
    private static final String INPUTS = "support/inputs";
    private static final String FEATURES = "support/embeddings";
    private static final String LABELS = "support/labels";
    private static final String WAYS = "ways";

    /** Embeds labelled supports. */
    public static EmbeddedSupports learn(Embedder embedder, Examples support) {
        SupportSets.requireEveryClass(support);
        return new EmbeddedSupports(
                embedder,
                support.inputs(),
                embedder.embed(support),
                support.classes().labels(),
                support.classes().names().size());
    }

    /** What a file holds, as it was kept. */
    public static EmbeddedSupports restore(Embedder embedder, Tensors state) {
        return new EmbeddedSupports(
                embedder,
                state.contains(INPUTS) ? state.get(INPUTS).values() : new float[0],
                state.get(FEATURES).values(),
                Prefixed.integers(state, LABELS),
                Prefixed.integers(state, WAYS)[0]);
    }

    /** Euclidean distances [queries, supports]. */
    float[] distances(Examples query) {
        return Rows.distances(embedder.embed(query), features, embedder.features());
    }

    Tensors state() {
        Prefixed state = new Prefixed()
                .put(Prefixed.PARAMETER, embedder.parameters())
                .put(Prefixed.STATISTIC, embedder.statistics())
                .put(FEATURES, features, labels.length)
                .put(LABELS, labels)
                .put(WAYS, new int[] {ways});
        return (inputs.length == 0 ? state : state.put(INPUTS, inputs, labels.length)).tensors();
    }
}
