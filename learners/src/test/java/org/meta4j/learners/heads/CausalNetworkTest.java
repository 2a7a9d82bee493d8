package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;

class CausalNetworkTest {
    private static final int FEATURES = 6;

    private static int[] labels(int ways, int shots) {
        int[] labels = new int[ways * shots];
        Arrays.setAll(labels, i -> i / shots);
        return labels;
    }

    /** The paper's form: a whole sequence for each query, with filters over it and attention that looks back. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "3, 2", "5, 1"})
    void itAgreesWithPlainLoopsOverWholeSequences(int ways, int shots) {
        CausalNetwork head = new CausalNetwork(FEATURES, ways, shots);
        Tensors parameters = HeadRun.shaken(head.initialise(1));
        double[] support = HeadRun.random(2, ways * shots * FEATURES);
        double[] targets = HeadRun.targets(ways, labels(ways, shots));
        double[] query = HeadRun.random(3, 4 * FEATURES);
        double[] reference = HeadRun.scores(head, parameters, FEATURES, support, targets, query);
        double[] compiled = HeadRun.compiled(head, parameters, FEATURES, support, targets, query);

        for (int q = 0; q < 4; q++) {
            double[] plain = plain(parameters, ways, support, targets, PlainLayers.rows(query, FEATURES)[q]);
            for (int c = 0; c < ways; c++) {
                assertThat(reference[q * ways + c]).isCloseTo(plain[c], within(1e-9));
                assertThat(compiled[q * ways + c]).isCloseTo(plain[c], within(1e-4));
            }
        }
    }

    private static double[] plain(Tensors parameters, int ways, double[] support, double[] targets, double[] query) {
        double[][] rows = PlainLayers.rows(support, FEATURES);
        double[][] labels = PlainLayers.rows(targets, ways);
        double[][] states = new double[rows.length + 1][];
        for (int t = 0; t < rows.length; t++) {
            states[t] = PlainLayers.joined(rows[t], PlainLayers.scaled(labels[t], Math.sqrt(FEATURES / 2.0)));
        }
        states[rows.length] = PlainLayers.joined(query, new double[ways]);
        states = attended(parameters, "head.attention1", states);
        states = convolved(parameters, "head.convolutions1", states);
        states = attended(parameters, "head.attention2", states);
        states = convolved(parameters, "head.convolutions2", states);
        states = attended(parameters, "head.attention3", states);
        return PlainLayers.affine(parameters, "head.last", states[rows.length]);
    }

    private static double[][] attended(Tensors parameters, String name, double[][] states) {
        double[][] next = new double[states.length][];
        for (int t = 0; t < states.length; t++) {
            double[] asked = PlainLayers.affine(parameters, name + ".query", states[t]);
            // The query, which is the last, does not see itself.
            int seen = t == states.length - 1 ? t : t + 1;
            double[] products = new double[seen];
            double[][] values = new double[seen][];
            for (int before = 0; before < seen; before++) {
                double[] key = PlainLayers.affine(parameters, name + ".key", states[before]);
                products[before] = PlainLayers.product(asked, key) / Math.sqrt(key.length);
                values[before] = PlainLayers.affine(parameters, name + ".value", states[before]);
            }
            next[t] = PlainLayers.joined(states[t], PlainLayers.mixed(PlainLayers.softmax(products), values));
        }
        return next;
    }

    private static double[][] convolved(Tensors parameters, String name, double[][] states) {
        double[][] now = states;
        for (int distance = 1; distance < states.length; distance *= 2) {
            double[][] next = new double[states.length][];
            for (int t = 0; t < states.length; t++) {
                double[] past = t < distance ? new double[now[t].length] : now[t - distance];
                double[] filter = tap(parameters, name + "-" + distance + ".filter", past, now[t]);
                double[] gate = tap(parameters, name + "-" + distance + ".gate", past, now[t]);
                double[] added = new double[filter.length];
                Arrays.setAll(added, i -> Math.tanh(filter[i]) * PlainLayers.sigmoid(gate[i]));
                next[t] = PlainLayers.joined(now[t], added);
            }
            now = next;
        }
        return now;
    }

    private static double[] tap(Tensors parameters, String name, double[] past, double[] now) {
        double[] bias = HeadRun.doubles(parameters.get(name + ".bias").values());
        return PlainLayers.sum(
                PlainLayers.sum(PlainLayers.product(parameters, name + ".past", past), bias),
                PlainLayers.product(parameters, name + ".now", now));
    }

    @Test
    void whatComesLaterDoesNotChangeTheStateOfASupport() {
        double[] support = HeadRun.random(4, 6 * FEATURES);
        double[] before = states(support);
        for (int f = 0; f < FEATURES; f++) {
            support[3 * FEATURES + f] += 1;
        }
        double[] after = states(support);

        int channels = before.length / 6;
        for (int place = 0; place < 6; place++) {
            boolean changed = false;
            for (int c = 0; c < channels; c++) {
                changed |= before[c * 6 + place] != after[c * 6 + place];
            }
            assertThat(changed)
                    .as("state of support %d after support 3 changed", place)
                    .isEqualTo(place >= 3);
        }
    }

    /** States of six supports behind all layers [channels, supports]. */
    private static double[] states(double[] support) {
        CausalNetwork head = new CausalNetwork(FEATURES, 3, 2);
        Tensors parameters = head.initialise(5);
        Graph graph = new Graph();
        Value states = head.states(
                        graph.parameters(parameters),
                        new Head.Embedded(
                                graph.input("support", 6, FEATURES),
                                graph.input("targets", 6, 3),
                                graph.input("query", 1, FEATURES)))
                .support();
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("support", support);
        inputs.put("targets", HeadRun.targets(3, labels(3, 2)));
        parameters.asMap().forEach((name, tensor) -> inputs.put(name, HeadRun.doubles(tensor.values())));
        return Reference.evaluate(List.of(states), inputs).get(states);
    }

    @Test
    void aQueryIsScoredAsIfItWereAlone() {
        CausalNetwork head = new CausalNetwork(FEATURES, 3, 1);
        Tensors parameters = head.initialise(6);
        double[] support = HeadRun.random(7, 3 * FEATURES);
        double[] targets = HeadRun.targets(3, labels(3, 1));
        double[] query = HeadRun.random(8, 3 * FEATURES);
        double[] together = HeadRun.scores(head, parameters, FEATURES, support, targets, query);

        for (int q = 0; q < 3; q++) {
            double[] alone =
                    HeadRun.scores(head, parameters, FEATURES, support, targets, PlainLayers.rows(query, FEATURES)[q]);
            for (int c = 0; c < 3; c++) {
                assertThat(together[q * 3 + c]).isCloseTo(alone[c], within(1e-12));
            }
        }
    }

    /** Eight supports and a query: taps 1, 2, 4 and 8 apart reach from the ninth place to the first. */
    @Test
    void convolutionsReachFromTheLastPlaceToTheFirst() {
        assertThat(new CausalNetwork(FEATURES, 4, 2).initialise(1).names())
                .contains("head.convolutions1-8.gate.past")
                .doesNotContain("head.convolutions1-16.gate.past");
        assertThat(new CausalNetwork(FEATURES, 7, 1).initialise(1).names())
                .contains("head.convolutions2-4.filter.now")
                .doesNotContain("head.convolutions2-8.filter.now");
    }

    @Test
    void supportSetsOfOtherSizesAreRefusedWithTheWayOut() {
        CausalNetwork head = new CausalNetwork(FEATURES, 3, 2);

        assertThat(head.misfit(new int[] {2, 2, 2})).isEmpty();
        assertThat(head.misfit(new int[] {2, 2, 2, 2}))
                .contains("the task has 4 classes, but this learner was meta-trained for 3-way tasks: give 3 classes,"
                        + " train with ways 4, or use protonet, which takes any number");
        assertThat(head.misfit(new int[] {2, 1, 2}))
                .contains(
                        "a class of the task has 1 support, but this learner was meta-trained for 2-shot tasks: give 2"
                                + " of each class, train with shots 1, or use protonet, which takes any number");
    }
}
