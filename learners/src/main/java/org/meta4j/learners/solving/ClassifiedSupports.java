package org.meta4j.learners.solving;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.LabelledRows;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/**
 * A task solved by a classifier of features. The supports' distances are Euclidean, between features or, where the classifier
 * looks at nothing else, between their directions.
 *
 * @param support the supports' features
 * @param classifier scores queries by them
 */
public record ClassifiedSupports(EmbeddedSupports support, FeatureClassifier classifier) implements EmbeddedTask {
    /** @throws IllegalArgumentException if the classifier cannot learn from such a support set */
    public ClassifiedSupports {
        int[] sizes = new int[support.ways()];
        for (int label : support.labels()) {
            sizes[label]++;
        }
        classifier.misfit(sizes).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    private LabelledRows rows() {
        return new LabelledRows(support.features(), support.embedder().features(), support.labels(), support.ways());
    }

    @Override
    public Predictions predict(Examples query) {
        float[] embedded = support.embedder().embed(query);
        int width = support.embedder().features();
        float[] distances = classifier.directional()
                ? Rows.distances(Rows.unit(embedded, width), Rows.unit(support.features(), width), width)
                : Rows.distances(embedded, support.features(), width);
        return Rows.predictions(classifier.scores(rows(), embedded), support.ways(), distances);
    }

    /**
     * The queries are embedded once; the classifier is asked anew without each support. Empty if it takes only tasks of one
     * size, of which one less is none.
     */
    @Override
    public List<Predictions> leaveOneOut(Examples query) {
        for (int s = 0; s < supports(); s++) {
            if (classifier.misfit(rows().without(s).classSizes()).isPresent()) {
                return List.of();
            }
        }
        float[] embedded = support.embedder().embed(query);
        List<Predictions> all = new ArrayList<>(supports());
        for (int s = 0; s < supports(); s++) {
            all.add(Rows.predictions(without(s, embedded), support.ways(), new float[0]));
        }
        return all;
    }

    private double[] without(int left, float[] embedded) {
        LabelledRows rest = rows().without(left);
        if (rest.ways() == support.ways()) {
            return classifier.scores(rest, embedded);
        }
        int gone = support.labels()[left];
        int queries = embedded.length / rest.width();
        double[] scores = rest.ways() == 0 ? new double[0] : classifier.scores(rest, embedded);
        double[] all = new double[queries * support.ways()];
        for (int i = 0; i < all.length; i++) {
            int label = i % support.ways();
            int place = i / support.ways() * rest.ways() + (label > gone ? label - 1 : label);
            all[i] = label == gone ? Double.NEGATIVE_INFINITY : scores[place];
        }
        return all;
    }
}
