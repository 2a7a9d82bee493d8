package org.meta4j.tabular.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

class TreeRulesTest {
    private static final DecisionTree TREE = new DecisionTree(new DecisionTree.Settings(4, 2));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theRulesAnswerAsTheTreeDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] inputs = new double[60][3];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            inputs[i] = new double[] {random.nextDouble(), random.nextInt(5), random.nextDouble() - 3};
            labels[i] = random.nextInt(3);
        }
        Examples support = Given.classes(3, inputs, labels);
        double[][] queries = new double[200][];
        for (int q = 0; q < queries.length; q++) {
            queries[q] = new double[] {random.nextDouble(), random.nextInt(6), random.nextDouble() - 3};
        }
        Examples query = Given.query(queries);
        Predictions answers = TREE.learn(support).predict(query);

        TreeRules rules = TREE.rules(support);

        for (int q = 0; q < queries.length; q++) {
            float[] row = Arrays.copyOfRange(query.inputs(), 3 * q, 3 * q + 3);
            TreeRules.Leaf leaf = rules.leaf(row);
            for (int c = 0; c < 3; c++) {
                assertThat((float) (double) leaf.shares().get(c))
                        .as("seed %d, query %d", seed, q)
                        .isEqualTo(answers.probabilities()[3 * q + c]);
            }
            assertThat(leaf.label()).isEqualTo(answers.label(q));
        }
        assertThat(rules.leaves()).isBetween(2, 16);
    }

    @Test
    void theyAreWrittenWithNamesInTheirOwnUnits() {
        double[][] inputs = {{1, 5}, {2, 5}, {3, 5}, {4, 5}, {10, 5}, {10, 9}};
        TreeRules rules =
                new DecisionTree(new DecisionTree.Settings(2, 2)).rules(Given.classes(2, inputs, 0, 0, 0, 0, 1, 0));

        assertThat(rules.text(List.of("width", "age"))).isEqualTo("""
                width <= 7.000: 0 (100 %)
                width > 7.000
                  age <= 7.000: 1 (100 %)
                  age > 7.000: 0 (100 %)
                """);
        assertThat(rules.inUnits(feature -> value -> feature == 0 ? 10 * value : value)
                        .text(List.of("millimetres", "age")))
                .startsWith("millimetres <= 70.00: 0 (100 %)");
    }

    @Test
    void aTreeOfOneAnswerIsOneLine() {
        TreeRules rules = TREE.rules(Given.classes(2, new double[][] {{1}, {2}}, 1, 1));
        assertThat(rules.text(List.of("x"))).isEqualTo("1 (100 %)\n");
        assertThat(rules.leaves()).isOne();
    }

    @Test
    void numbersHaveNoRules() {
        Examples numbers = Given.numbers(new double[][] {{1}, {2}}, 3, 4);
        assertThatThrownBy(() -> TREE.rules(numbers)).hasMessageContaining("the supports have numbers");
    }
}
