package org.meta4j.distill;

import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.tabular.base.DecisionTree;
import org.meta4j.tabular.base.TreeRules;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

/**
 * A decision tree that answers as another model does, so that people can follow why (Craven and Shavlik, Extracting
 * Tree-Structured Representations of Trained Networks, NIPS 8, 1996; their TREPAN draws further examples and asks the network
 * for them, this one learns from the examples that it is given, which may be as many as one likes: they need no labels).
 */
public final class TreeStudent {
    private TreeStudent() {}

    /**
     * Grows a tree on what a teacher says of examples.
     *
     * @param teacher of classes
     * @param seen any examples; their labels are not looked at
     * @param names of the classes
     * @param settings how large the tree may be: the smaller, the easier to follow and the less faithful
     */
    public static Predictor of(Predictor teacher, Examples seen, List<String> names, DecisionTree.Settings settings) {
        return new DecisionTree(settings).learn(answered(teacher, seen, names));
    }

    /** The rules of the tree that {@link #of} grows, to be read: an explanation of the teacher. */
    public static TreeRules rules(
            Predictor teacher, Examples seen, List<String> names, DecisionTree.Settings settings) {
        return new DecisionTree(settings).rules(answered(teacher, seen, names));
    }

    private static Examples answered(Predictor teacher, Examples seen, List<String> names) {
        int[] labels = labels(teacher.predict(seen));
        return new Examples(seen.shape(), seen.inputs(), new Targets.Classes(labels, names));
    }

    /** Share of examples, 0 to 1, to which a student answers with the same class as its teacher, right or wrong. */
    public static double fidelity(Predictor student, Predictor teacher, Examples examples) {
        int[] mine = labels(student.predict(examples));
        int[] theirs = labels(teacher.predict(examples));
        return IntStream.range(0, mine.length).filter(i -> mine[i] == theirs[i]).count() / (double) mine.length;
    }

    private static int[] labels(Predictions answers) {
        return IntStream.range(0, answers.count()).map(answers::label).toArray();
    }
}
