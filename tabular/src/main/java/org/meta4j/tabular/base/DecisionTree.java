package org.meta4j.tabular.base;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.meta4j.tabular.internal.Support;
import org.meta4j.tasks.Examples;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * A decision tree (Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984), grown by Tribuo: at each
 * node the split of one feature, half-way between two neighbouring values, that lowers Gini's impurity or the squared error
 * most. A leaf answers with the mean of its supports, or the share of each class among them. Not pruned. Units of features
 * do not matter. No randomness: every split of every feature is looked at.
 */
public final class DecisionTree extends TabularLearner {
    /** {@value}. */
    public static final String NAME = "tree";

    private static final String TARGET = "y";

    private final Settings settings;

    /**
     * How large a tree may grow.
     *
     * @param depth splits from the root to a leaf, at least 1
     * @param split supports that a node needs to be split, at least 2
     */
    public record Settings(int depth, int split) {
        /** Depth 4, every node of two supports may be split: with 5 to 20 supports the depth is what bounds the tree. */
        public static final Settings DEFAULT = new Settings(4, 2);

        public Settings {
            if (depth < 1) {
                throw new IllegalArgumentException("depth must be at least 1, but was " + depth);
            }
            if (split < 2) {
                throw new IllegalArgumentException("split must be at least 2, but was " + split);
            }
        }
    }

    public DecisionTree(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Fitted fit(Support support) {
        String[] features = names(support);
        return support.isRegression() ? numbers(support, features) : classes(support, features);
    }

    private static String[] names(Support support) {
        String[] features = new String[support.width()];
        for (int j = 0; j < features.length; j++) {
            // Tribuo orders features by name, and of equally good ones the first is split.
            features[j] = String.format(Locale.ROOT, "%08d", j);
        }
        return features;
    }

    private Fitted numbers(Support support, String[] features) {
        RegressionFactory factory = new RegressionFactory();
        Dataset<Regressor> data = data(support, features, factory, i -> new Regressor(TARGET, support.numbers()[i]));
        // What Tribuo calls the least weight of a child bounds the node that is split: see the tests.
        Model<Regressor> tree = new CARTRegressionTrainer(
                        settings.depth, settings.split, 0, 1, false, new MeanSquaredError(), 1)
                .train(data);
        Regressor unknown = new Regressor(TARGET, 0);
        return input ->
                tree.predict(example(unknown, features, input)).getOutput().getValues();
    }

    /**
     * The tree that {@link #learn} answers with, to be read.
     *
     * @param support of classes
     * @throws IllegalArgumentException if it has numbers, or does not fit this learner
     */
    public TreeRules rules(Examples support) {
        Support checked = Support.of(support);
        if (checked.isRegression()) {
            throw new IllegalArgumentException(
                    "rules are of trees that tell classes apart, but the supports have numbers");
        }
        TreeModel<Label> tree = grown(checked, names(checked));
        ImmutableFeatureMap places = tree.getFeatureIDMap();
        return new TreeRules(
                node(tree.getRoot(), places, checked.ways()), support.classes().names());
    }

    private static TreeRules.Node node(Node<Label> node, ImmutableFeatureMap places, int ways) {
        if (node instanceof SplitNode<Label> split) {
            return new TreeRules.Split(
                    Integer.parseInt(places.get(split.getFeatureID()).getName()),
                    split.splitValue(),
                    node(split.getLessThanOrEqual(), places, ways),
                    node(split.getGreaterThan(), places, ways));
        }
        Double[] shares = new Double[ways];
        Arrays.fill(shares, 0.0);
        ((LeafNode<Label>) node)
                .getDistribution()
                .forEach((name, label) -> shares[Integer.parseInt(name)] = label.getScore());
        return new TreeRules.Leaf(Arrays.asList(shares));
    }

    private TreeModel<Label> grown(Support support, String[] features) {
        LabelFactory factory = new LabelFactory();
        Dataset<Label> data = data(support, features, factory, i -> new Label(Integer.toString(support.labels()[i])));
        return (TreeModel<Label>)
                new CARTClassificationTrainer(settings.depth, settings.split, 0, 1, false, new GiniIndex(), 1)
                        .train(data);
    }

    private Fitted classes(Support support, String[] features) {
        Model<Label> tree = grown(support, features);
        Label unknown = new Label("0");
        return input -> {
            double[] shares = new double[support.ways()];
            Map<String, Label> scores =
                    tree.predict(example(unknown, features, input)).getOutputScores();
            scores.forEach((name, label) -> shares[Integer.parseInt(name)] = label.getScore());
            return shares;
        };
    }

    private static <T extends Output<T>> Example<T> example(T output, String[] features, double[] input) {
        return new ArrayExample<>(output, features, input);
    }

    private static <T extends Output<T>> Dataset<T> data(
            Support support, String[] features, OutputFactory<T> factory, IntFunction<T> output) {
        MutableDataset<T> data = new MutableDataset<>(new SimpleDataSourceProvenance("support", factory), factory);
        for (int i = 0; i < support.count(); i++) {
            data.add(example(output.apply(i), features, support.inputs()[i]));
        }
        return data;
    }
}
