package org.meta4j.tabular.base;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * A decision tree as rules that people can read: which feature is asked at each node, and what a leaf answers.
 *
 * @param root where an example begins
 * @param classes names of the classes
 */
public record TreeRules(Node root, List<String> classes) {
    public TreeRules {
        classes = List.copyOf(classes);
    }

    /** A node of the tree. */
    public sealed interface Node permits Split, Leaf {}

    /**
     * A question.
     *
     * @param feature its place in an example, from 0
     * @param threshold that is compared with it
     * @param below where examples go on whose feature is at most the threshold
     * @param above where all others go on
     */
    public record Split(int feature, double threshold, Node below, Node above) implements Node {}

    /**
     * An answer.
     *
     * @param shares of each class among the supports that came here, 0 to 1
     */
    public record Leaf(List<Double> shares) implements Node {
        public Leaf {
            shares = List.copyOf(shares);
        }

        /** The class with the largest share; of equals the first. */
        public int label() {
            int best = 0;
            for (int c = 1; c < shares.size(); c++) {
                best = shares.get(c) > shares.get(best) ? c : best;
            }
            return best;
        }
    }

    /** The leaf that an example comes to. */
    public Leaf leaf(float[] example) {
        Node node = root;
        while (node instanceof Split split) {
            node = example[split.feature] <= split.threshold ? split.below : split.above;
        }
        return (Leaf) node;
    }

    /** How many leaves there are: rules. */
    public int leaves() {
        return leaves(root);
    }

    private static int leaves(Node node) {
        return node instanceof Split split ? leaves(split.below) + leaves(split.above) : 1;
    }

    /**
     * The same tree for features in other units.
     *
     * @param units of a feature's place, from those of this tree to the wanted ones; increasing
     */
    public TreeRules inUnits(IntFunction<DoubleUnaryOperator> units) {
        return new TreeRules(inUnits(root, units), classes);
    }

    private static Node inUnits(Node node, IntFunction<DoubleUnaryOperator> units) {
        return node instanceof Split split
                ? new Split(
                        split.feature,
                        units.apply(split.feature).applyAsDouble(split.threshold),
                        inUnits(split.below, units),
                        inUnits(split.above, units))
                : node;
    }

    /**
     * The rules, a line each, indented by depth.
     *
     * @param features names of the features
     */
    public String text(List<String> features) {
        StringBuilder text = new StringBuilder();
        write(root, features, "", text);
        return text.toString();
    }

    private void write(Node node, List<String> features, String indent, StringBuilder text) {
        if (node instanceof Split split) {
            branch(split, split.below, "<=", features, indent, text);
            branch(split, split.above, ">", features, indent, text);
        } else if (indent.isEmpty()) {
            text.append(answer((Leaf) node)).append('\n');
        }
    }

    private void branch(Split split, Node next, String sign, List<String> features, String indent, StringBuilder text) {
        text.append(indent)
                .append(features.get(split.feature))
                .append(' ')
                .append(sign)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.4g", split.threshold));
        if (next instanceof Leaf leaf) {
            text.append(": ").append(answer(leaf)).append('\n');
        } else {
            text.append('\n');
            write(next, features, indent + "  ", text);
        }
    }

    private String answer(Leaf leaf) {
        int label = leaf.label();
        return String.format(Locale.ROOT, "%s (%.0f %%)", classes.get(label), 100 * leaf.shares.get(label));
    }
}
