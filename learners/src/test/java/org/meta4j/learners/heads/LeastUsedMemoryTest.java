package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Value;

class LeastUsedMemoryTest {
    private static double[] leastUsed(int heads, double... usage) {
        Graph graph = new Graph();
        Value chosen = LeastUsedMemory.leastUsed(graph.input("usage", usage.length), heads);
        return Reference.evaluate(List.of(chosen), Map.of("usage", usage)).get(chosen);
    }

    @Test
    void theLeastUsedRowsAreChosenAndOfEqualOnesTheFirst() {
        assertThat(leastUsed(1, 0.5, 0.1, 0.3)).containsExactly(0, 1, 0);
        assertThat(leastUsed(2, 0.5, 0.1, 0.3)).containsExactly(0, 1, 0, /**/ 0, 0, 1);
        assertThat(leastUsed(3, 0, 0, 0, 0)).containsExactly(1, 0, 0, 0, /**/ 0, 1, 0, 0, /**/ 0, 0, 1, 0);
        assertThat(leastUsed(2, 7, 0, 7, 0)).containsExactly(0, 1, 0, 0, /**/ 0, 0, 0, 1);
    }

    /** Two rows, one head, three writes: the third overwrites what was written first, since it was not read again. */
    @Test
    void itAgreesWithThreeWritesByHand() {
        double[][] keys = {{3, 0}, {0, 2}, {0, 1}};
        double[] gates = {0, -30, -30};
        Graph graph = new Graph();
        Value sharpness = graph.constant(Math.log(3));
        LeastUsedMemory memory = LeastUsedMemory.empty(graph, 2, 2, 1);
        Map<String, double[]> inputs = new HashMap<>();
        List<Value> rows = new ArrayList<>();
        List<Value> reads = new ArrayList<>();
        List<Value> usage = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            memory = memory.write(graph.input("key" + i, 1, 2), graph.input("gate" + i, 1), sharpness);
            inputs.put("key" + i, keys[i]);
            inputs.put("gate" + i, new double[] {gates[i]});
            rows.add(memory.rows());
            reads.add(memory.reads());
            usage.add(memory.usage());
        }
        List<Value> all = new ArrayList<>(rows);
        all.addAll(reads);
        all.addAll(usage);
        Map<Value, double[]> found = Reference.evaluate(all, inputs);

        // Half of the first key goes to the first row; the other half would go where was read, which is nowhere yet.
        assertClose(found.get(rows.get(0)), 1.5, 0, 0, 0);
        // Cosines 1 and 0, sharpened by log 3: shares of 3 and 1 in 4. Usage is these and the write weight of a half.
        assertClose(found.get(reads.get(0)), 0.75, 0.25);
        assertClose(found.get(usage.get(0)), 1.25, 0.25);
        // The second row is the least used; it takes the second key whole.
        assertClose(found.get(rows.get(1)), 1.5, 0, 0, 2);
        assertClose(found.get(reads.get(1)), 0.25, 0.75);
        assertClose(found.get(usage.get(1)), 0.99 * 1.25 + 0.25, 0.99 * 0.25 + 0.75 + 1);
        // 1.4875 < 1.9975: the first row is emptied and takes the third.
        assertClose(found.get(rows.get(2)), 0, 1, 0, 2);
        assertClose(found.get(reads.get(2)), 0.5, 0.5);
    }

    private static void assertClose(double[] found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("%d of %s", i, Arrays.toString(found)).isCloseTo(expected[i], within(2e-6));
        }
    }

    @Test
    void gradientsGoThroughWhatIsWrittenAndReadButNotThroughTheChoiceOfRows() {
        Graph graph = new Graph();
        Value usage = graph.input("usage", 3);
        Value key = graph.input("key", 1, 2);
        LeastUsedMemory memory = new LeastUsedMemory(graph.input("rows", 3, 2), graph.input("reads", 1, 3), usage)
                .write(key, graph.input("gate", 1), graph.constant(1));

        List<Value> gradients = Grad.of(memory.lastRead().sum(), List.of(usage, key));
        assertThat(gradients.get(0).isZero()).isTrue();
        assertThat(gradients.get(1).isZero()).isFalse();
    }
}
