package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Simplifications that keep gradients of gradients small. */
class AlgebraTest {
    private final Graph graph = new Graph();
    private final Value x = graph.input("x", 6, 4);
    private final Value channel = graph.input("c", 4);

    @Test
    void zeroAndOneVanish() {
        assertThat(x.add(0)).isSameAs(x);
        assertThat(x.scale(1)).isSameAs(x);
        assertThat(x.multiply(graph.constant(0, x.shape()))).isSameAs(graph.constant(0, x.shape()));
        assertThat(x.subtract(x)).isSameAs(graph.constant(0, x.shape()));
    }

    @Test
    void aDivisionByNUndoesAMultiplicationByN() {
        for (int n : new int[] {3, 7, 49, 60, 245, 980}) {
            assertThat(x.scale(1.0 / n).scale(n)).as("n = %d", n).isSameAs(x);
        }
    }

    @Test
    void deviationsFromTheMeanSumToZeroSymbolically() {
        Value product = x.matmul(graph.input("w", 4, 4));
        Value deviation = product.subtract(product.mean(0, 1));
        assertThat(deviation.sum(0, 1)).isSameAs(graph.constant(0, channel.shape()));
    }

    @Test
    void aFactorOfEachChannelMovesOutOfTheSum() {
        assertThat(x.multiply(channel).sum(0, 1)).isSameAs(x.sum(0, 1).multiply(channel));
    }

    @Test
    void operationsOnRepeatedNumbersAreDoneBeforeTheRepetition() {
        Value repeated = channel.repeat(0, 6);
        assertThat(repeated.square()).isSameAs(channel.square().repeat(0, 6));
        assertThat(repeated.add(repeated.exp()))
                .isSameAs(channel.add(channel.exp()).repeat(0, 6));
    }

    @Test
    void twoTranspositionsAndTwoReshapesVanish() {
        assertThat(x.transpose().transpose()).isSameAs(x);
        assertThat(x.reshape(3, 8).reshape(6, 4)).isSameAs(x);
    }
}
