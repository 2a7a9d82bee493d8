package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Tensors;

class MemoryNetworkTest {
    private static final int FEATURES = 5;
    private static final int WAYS = 3;
    private static final int UNITS = 200;
    private static final int ROWS = 128;
    private static final int WIDTH = 40;
    private static final int HEADS = 4;

    private final MemoryNetwork head = new MemoryNetwork(FEATURES, WAYS);

    private static int[] labels(int shots) {
        int[] labels = new int[WAYS * shots];
        Arrays.setAll(labels, i -> i / shots);
        return labels;
    }

    /** With 36 supports more is written than there are rows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12})
    void itAgreesWithPlainLoops(int shots) {
        Tensors parameters = HeadRun.shaken(head.initialise(1));
        double[] support = HeadRun.random(2, WAYS * shots * FEATURES);
        double[] targets = HeadRun.targets(WAYS, labels(shots));
        double[] query = HeadRun.random(3, 2 * FEATURES);
        double[] reference = HeadRun.scores(head, parameters, FEATURES, support, targets, query);
        double[] compiled = HeadRun.compiled(head, parameters, FEATURES, support, targets, query);

        for (int q = 0; q < 2; q++) {
            double[] plain = plain(parameters, support, targets, PlainLayers.rows(query, FEATURES)[q]);
            for (int c = 0; c < WAYS; c++) {
                assertThat(reference[q * WAYS + c]).isCloseTo(plain[c], within(1e-9));
                assertThat(compiled[q * WAYS + c]).isCloseTo(plain[c], within(1e-3));
            }
        }
    }

    /** The paper's equations 2 to 8, one number after the other. */
    private static double[] plain(Tensors parameters, double[] support, double[] targets, double[] query) {
        double sharpness = Math.exp(parameters.get("head.log-scale").values()[0]);
        double[][] rows = PlainLayers.rows(support, FEATURES);
        double[][] labels = PlainLayers.rows(targets, WAYS);
        double[][] memory = new double[ROWS][WIDTH];
        double[][] reads = new double[HEADS][ROWS];
        double[] usage = new double[ROWS];
        double[] hidden = new double[UNITS];
        double[] cell = new double[UNITS];
        double[] read = new double[HEADS * WIDTH];
        for (int t = 0; t < rows.length; t++) {
            double[][] next = PlainLayers.lstm(
                    parameters,
                    "head.controller",
                    PlainLayers.joined(rows[t], PlainLayers.scaled(labels[t], Math.sqrt(FEATURES / 2.0))),
                    PlainLayers.joined(hidden, read),
                    cell);
            hidden = next[0];
            cell = next[1];
            double[][] keys = PlainLayers.rows(PlainLayers.affine(parameters, "head.keys", hidden), WIDTH);
            double[] gates = PlainLayers.affine(parameters, "head.gates", hidden);
            int[] least = leastUsed(usage);
            for (int row : least) {
                Arrays.fill(memory[row], 0);
            }
            double[] writes = new double[ROWS];
            for (int head = 0; head < HEADS; head++) {
                for (int row = 0; row < ROWS; row++) {
                    double gate = PlainLayers.sigmoid(gates[head]);
                    double write = gate * reads[head][row] + (row == least[head] ? 1 - gate : 0);
                    writes[row] += write;
                    for (int c = 0; c < WIDTH; c++) {
                        memory[row][c] += write * keys[head][c];
                    }
                }
            }
            for (int head = 0; head < HEADS; head++) {
                reads[head] = weights(memory, keys[head], sharpness);
            }
            for (int row = 0; row < ROWS; row++) {
                usage[row] = 0.99 * usage[row] + writes[row];
                for (int head = 0; head < HEADS; head++) {
                    usage[row] += reads[head][row];
                }
            }
            read = read(memory, reads);
        }
        hidden = PlainLayers.lstm(
                parameters,
                "head.controller",
                PlainLayers.joined(query, new double[WAYS]),
                PlainLayers.joined(hidden, read),
                cell)[0];
        double[][] keys = PlainLayers.rows(PlainLayers.affine(parameters, "head.keys", hidden), WIDTH);
        double[][] found = new double[HEADS][];
        for (int head = 0; head < HEADS; head++) {
            found[head] = weights(memory, keys[head], sharpness);
        }
        return PlainLayers.affine(parameters, "head.last", PlainLayers.joined(hidden, read(memory, found)));
    }

    private static double[] read(double[][] memory, double[][] reads) {
        double[][] read = new double[HEADS][];
        Arrays.setAll(read, head -> PlainLayers.mixed(reads[head], memory));
        return PlainLayers.joined(read);
    }

    private static int[] leastUsed(double[] usage) {
        Integer[] order = new Integer[ROWS];
        Arrays.setAll(order, i -> i);
        // What differs by rounding alone is equal: then the first.
        Arrays.sort(order, (a, b) -> Double.compare(usage[a] + 1e-5 * a, usage[b] + 1e-5 * b));
        return Arrays.stream(order).mapToInt(Integer::intValue).limit(HEADS).toArray();
    }

    private static double[] weights(double[][] memory, double[] key, double sharpness) {
        double[] cosines = new double[ROWS];
        Arrays.setAll(
                cosines,
                row -> sharpness * PlainLayers.product(key, memory[row]) / (length(key) * length(memory[row])));
        return PlainLayers.softmax(cosines);
    }

    private static double length(double[] x) {
        return Math.sqrt(PlainLayers.product(x, x) + 1e-6);
    }

    @Test
    void aQueryIsScoredAsIfItWereAlone() {
        Tensors parameters = head.initialise(4);
        double[] support = HeadRun.random(5, WAYS * FEATURES);
        double[] targets = HeadRun.targets(WAYS, labels(1));
        double[] query = HeadRun.random(6, 3 * FEATURES);
        double[] together = HeadRun.scores(head, parameters, FEATURES, support, targets, query);

        for (int q = 0; q < 3; q++) {
            double[] alone =
                    HeadRun.scores(head, parameters, FEATURES, support, targets, PlainLayers.rows(query, FEATURES)[q]);
            for (int c = 0; c < WAYS; c++) {
                assertThat(together[q * WAYS + c]).isCloseTo(alone[c], within(1e-12));
            }
        }
    }

    @Test
    void supportSetsOfOtherWaysAreRefusedAndOfOtherShotsTaken() {
        assertThat(head.misfit(new int[] {1, 7, 2})).isEmpty();
        assertThat(head.misfit(new int[] {1, 1}))
                .contains("the task has 2 classes, but this learner was meta-trained for 3-way tasks: give 3 classes,"
                        + " train with ways 2, or use protonet, which takes any number");
    }
}
