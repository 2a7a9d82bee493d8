package org.meta4j.tabular.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tabular.internal.Answers;
import org.meta4j.tabular.internal.Draw;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;

/**
 * A forest: many {@link DecisionTree}s, each grown on supports that are drawn with replacement (Breiman, Bagging Predictors,
 * 1996) and on a random part of the features (Ho, The Random Subspace Method for Constructing Decision Forests, 1998,
 * doi:10.1109/34.709601), whose shares of classes are averaged. Examples of any shape are read as rows. For the same seed
 * and supports the same forest.
 */
public final class Forest implements BaseLearner {
    private final Settings settings;

    /**
     * How a forest is grown.
     *
     * @param trees at least 1
     * @param depth of a tree, at least 1
     * @param share of the features that a tree sees, above 0 and at most 1; at least one feature
     * @param seed of what each tree sees
     */
    public record Settings(int trees, int depth, double share, long seed) {
        public Settings {
            if (trees < 1) {
                throw new IllegalArgumentException("trees must be at least 1, but were " + trees);
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of the features must be above 0 and at most 1, but was " + share);
            }
            // Checks the depth.
            tree(depth);
        }

        private static DecisionTree tree(int depth) {
            return new DecisionTree(new DecisionTree.Settings(depth, 2));
        }
    }

    public Forest(Settings settings) {
        this.settings = settings;
    }

    /**
     * A tree and the features that it sees.
     *
     * @param features their places in an example
     */
    private record Member(Predictor tree, int[] features) {}

    /** @throws IllegalStateException if the supports have no classes */
    @Override
    public Predictor learn(Examples support) {
        int ways = support.classes().names().size();
        int length = support.shape().length();
        int seen = Math.max(1, (int) Math.round(settings.share * length));
        DecisionTree tree = Settings.tree(settings.depth);
        List<Member> members = new ArrayList<>();
        for (int t = 0; t < settings.trees; t++) {
            SplittableRandom random = new SplittableRandom(Seeds.of(settings.seed, t));
            int[] features = Draw.of(IntStream.range(0, length).toArray(), seen, random);
            Arrays.sort(features);
            int[] rows = random.ints(support.count(), 0, support.count()).toArray();
            members.add(new Member(tree.learn(only(Answers.only(support, rows), features)), features));
        }
        return query -> new Predictions(mean(members, query, ways), ways, new float[0]);
    }

    private static float[] mean(List<Member> members, Examples query, int ways) {
        float[] mean = new float[query.count() * ways];
        Examples bare = new Examples(query.shape(), query.inputs(), new Targets.None(query.count()));
        for (Member member : members) {
            float[] shares = member.tree.predict(only(bare, member.features)).probabilities();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += shares[i] / members.size();
            }
        }
        return mean;
    }

    /** Some of the numbers of each example. */
    private static Examples only(Examples examples, int[] features) {
        int length = examples.shape().length();
        float[] chosen = new float[examples.count() * features.length];
        for (int i = 0; i < examples.count(); i++) {
            for (int j = 0; j < features.length; j++) {
                chosen[i * features.length + j] = examples.inputs()[i * length + features[j]];
            }
        }
        return new Examples(ExampleShape.features(features.length), chosen, examples.targets());
    }
}
