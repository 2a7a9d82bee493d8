package org.meta4j.learners.solving;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/** A task solved by adapted parameters. The supports stay with it: they are part of the normalisation of single queries. */
public final class AdaptedTask implements SolvedTask {
    private static final String SUPPORT = "support/inputs";
    private static final String WAYS = "ways";

    private final AdaptationPrograms programs;
    private final BatchNorm mode;
    private final Tensors adapted;
    private final float[] support;
    private final int supports;
    private final int ways;
    private final @Nullable Readaptation again;

    /** Made when it is first asked for; two threads at once make the same numbers twice, and either may stay. */
    private volatile float @Nullable [] supportFeatures;

    /** @param again how to adapt anew to fewer supports; null where that is not wanted or cannot be */
    AdaptedTask(
            AdaptationPrograms programs,
            BatchNorm mode,
            Tensors adapted,
            float[] support,
            int supports,
            int ways,
            @Nullable Readaptation again) {
        this.programs = programs;
        this.mode = mode;
        this.adapted = adapted;
        this.support = support;
        this.supports = supports;
        this.ways = ways;
        this.again = again;
    }

    /** What a file holds, as it was kept. */
    public static AdaptedTask restore(AdaptationPrograms programs, BatchNorm mode, Tensors state) {
        return new AdaptedTask(
                programs,
                mode,
                Prefixed.get(state, Prefixed.PARAMETER),
                state.get(SUPPORT).values(),
                state.get(SUPPORT).shape().size(0),
                Prefixed.integers(state, WAYS)[0],
                Readaptation.restore(state));
    }

    @Override
    public Predictions predict(Examples query) {
        int width = programs.encoder().features();
        float[] features = new float[query.count() * width];
        float[] scores = scores(query, features);
        double[] wide = new double[scores.length];
        Arrays.setAll(wide, i -> scores[i]);
        // Most callers want classes alone, and the supports' features are one more pass through the network.
        return Rows.predictions(wide, ways, () -> Rows.distances(features, supportFeatures(width), width));
    }

    @Override
    public Estimates estimate(Examples query) {
        float[] features = new float[query.count() * programs.encoder().features()];
        return new Estimates(scores(query, features), ways);
    }

    /** Scores [count, ways] of queries, and their features. */
    private float[] scores(Examples query, float[] features) {
        int count = query.count();
        float[] scores = new float[count * ways];
        boolean normalises = !programs.encoder().initialStatistics().names().isEmpty();
        if (mode == BatchNorm.TRANSDUCTIVE || !normalises) {
            score(query.inputs(), count, 0, count, scores, features, 0);
        } else {
            int length = query.shape().length();
            float[] batch = Arrays.copyOf(support, support.length + length);
            for (int i = 0; i < count; i++) {
                System.arraycopy(query.inputs(), i * length, batch, support.length, length);
                score(batch, supports + 1, supports, 1, scores, features, i);
            }
        }
        return scores;
    }

    /** Scores a batch and keeps the results of some of its rows. */
    private void score(float[] batch, int size, int from, int kept, float[] scores, float[] features, int row) {
        int width = programs.encoder().features();
        programs.score(adapted, size).run(adapted, (task, in) -> Episode.setExamples(in, batch), (task, out) -> {
            System.arraycopy(
                    out.array(), out.offset(AdaptationPrograms.SCORES) + from * ways, scores, row * ways, kept * ways);
            System.arraycopy(
                    out.array(),
                    out.offset(AdaptationPrograms.FEATURES) + from * width,
                    features,
                    row * width,
                    kept * width);
        });
    }

    private float[] supportFeatures(int width) {
        float[] known = supportFeatures;
        if (known != null) {
            return known;
        }
        float[] features = new float[supports * width];
        score(support, supports, 0, supports, new float[supports * ways], features, 0);
        supportFeatures = features;
        return features;
    }

    @Override
    public List<Predictions> leaveOneOut(Examples query) {
        return again == null ? List.of() : again.leaveOneOut(programs, mode, support, ways, query);
    }

    @Override
    public float[] supportInputs() {
        return support;
    }

    @Override
    public Tensors state() {
        Prefixed state = new Prefixed()
                .put(Prefixed.PARAMETER, adapted)
                .put(SUPPORT, support, supports)
                .put(WAYS, new int[] {ways});
        return (again == null ? state : again.addTo(state)).tensors();
    }

    @Override
    public int ways() {
        return ways;
    }

    @Override
    public int supports() {
        return supports;
    }
}
