package org.meta4j.bench.distill;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.meta4j.distill.NetworkPredictor;
import org.meta4j.distill.TaughtData;
import org.meta4j.distill.TreeStudent;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.tabular.base.DecisionTree;
import org.meta4j.tabular.base.Forest;
import org.meta4j.tabular.base.TreeRules;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * Teachers and students of other kinds on a table: a forest teaches a network, and a network a tree. Both students learn
 * from the training rows; all are scored on the third of the rows that none has seen.
 */
public final class TableDistillation {
    private static final Forest.Settings FOREST = new Forest.Settings(100, 12, 0.4, 1);
    private static final DecisionTree.Settings TREE = new DecisionTree.Settings(4, 2);
    private static final double TEMPERATURE = 2;
    private static final double HARD = 0.3;
    private static final int TEST_PART = 3;
    private static final SupervisedSettings TRAINING =
            SupervisedSettings.DEFAULT.withBatch(32).withEpochs(60).withRate(3e-3);

    private TableDistillation() {}

    /**
     * Shares of the test rows, 0 to 1.
     *
     * @param rows of training and test
     * @param forest right answers of a forest on the labels
     * @param network of a small network on the labels
     * @param taughtNetwork of the same network taught by the forest
     * @param tree of a small tree on the labels
     * @param taughtTree of the same tree taught by the network
     * @param fidelity answers of that tree that are the network's
     * @param rules of that tree, in the table's units
     */
    public record Result(
            int rows,
            double forest,
            double network,
            double taughtNetwork,
            double tree,
            double taughtTree,
            double fidelity,
            TreeRules rules) {}

    /** @param seed of the division into training and test, and of the network */
    public static Result run(LabelledExamples table, long seed, Workers workers) {
        Examples all = Examples.all(table);
        Units units = Units.of(all);
        SupervisedData.Split parts =
                SupervisedData.of("table", units.scaled(all)).split(all.count() / TEST_PART, seed);
        SupervisedData train = parts.train();
        SupervisedData test = parts.validation();
        Predictor forest = new Forest(FOREST).learn(train.examples());
        Predictor network = network(train, BatchLoss.CROSS_ENTROPY, seed, workers);
        SupervisedData taught = TaughtData.of(train, List.of(forest), TEMPERATURE);
        Predictor taughtNetwork = network(taught, TaughtData.loss(TEMPERATURE, HARD), seed, workers);
        Predictor tree = new DecisionTree(TREE).learn(train.examples());
        Predictor taughtTree = TreeStudent.of(network, train.examples(), train.classes(), TREE);
        return new Result(
                all.count(),
                accuracy(forest, test),
                accuracy(network, test),
                accuracy(taughtNetwork, test),
                accuracy(tree, test),
                accuracy(taughtTree, test),
                TreeStudent.fidelity(taughtTree, network, test.examples()),
                TreeStudent.rules(network, train.examples(), train.classes(), TREE)
                        .inUnits(units::original));
    }

    private static Predictor network(SupervisedData data, BatchLoss loss, long seed, Workers workers) {
        Layered layers = Layered.parse("dense32-dense" + data.classes().size(), data.shape());
        return new NetworkPredictor(
                new SupervisedTrainer(layers, TRAINING.withSeed(seed), workers)
                        .loss(loss)
                        .train(data),
                workers);
    }

    private static double accuracy(Predictor predictor, SupervisedData test) {
        Predictions answers = predictor.predict(test.examples());
        return IntStream.range(0, test.count())
                        .filter(i -> answers.label(i) == test.labels()[i])
                        .count()
                / (double) test.count();
    }

    /** Means and deviations of features over all rows. */
    private record Units(double[] means, double[] deviations) {
        static Units of(Examples examples) {
            int width = examples.shape().length();
            int count = examples.count();
            double[] means = new double[width];
            double[] deviations = new double[width];
            for (int i = 0; i < count * width; i++) {
                means[i % width] += examples.inputs()[i] / (double) count;
            }
            for (int i = 0; i < count * width; i++) {
                deviations[i % width] += Math.pow(examples.inputs()[i] - means[i % width], 2) / count;
            }
            for (int j = 0; j < width; j++) {
                deviations[j] = Math.sqrt(deviations[j]);
            }
            return new Units(means, deviations);
        }

        /** Each feature with mean 0 and deviation 1; one that is the same everywhere becomes 0. */
        Examples scaled(Examples examples) {
            float[] inputs = examples.inputs().clone();
            for (int i = 0; i < inputs.length; i++) {
                int j = i % means.length;
                inputs[i] = deviations[j] == 0 ? 0 : (float) ((inputs[i] - means[j]) / deviations[j]);
            }
            return new Examples(examples.shape(), inputs, examples.targets());
        }

        DoubleUnaryOperator original(int feature) {
            return scaled -> means[feature] + deviations[feature] * scaled;
        }
    }
}
