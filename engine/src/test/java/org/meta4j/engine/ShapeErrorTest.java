package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShapeErrorTest {
    private final Graph graph = new Graph();

    @Test
    void aWrongProductNamesTheOperationBothShapesAndTheLine() {
        Value a = graph.input("a", 3, 4);
        Value b = graph.input("b", 5, 2);
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
        assertThatThrownBy(() -> a.matmul(b))
                .isInstanceOf(ShapeError.class)
                .hasMessage(
                        "matmul: shapes [3, 4] and [5, 2] do not fit: they must be [m, k] and [k, n] (ShapeErrorTest.java:"
                                + line + ")");
    }

    @Test
    void theLineIsTheModelsForEveryKindOfOperation() {
        Value x = graph.input("x", 3, 4);
        Value y = graph.input("y", 5);
        Map<String, ThrowingCallable> operations = Map.of(
                "add", () -> x.add(y),
                "sum", () -> x.sum(1, 3),
                "repeat", () -> x.repeat(3, 2),
                "reshape", () -> x.reshape(5),
                "transpose", () -> y.transpose(),
                "rows", () -> x.rows(2, 2),
                "convolve", () -> x.convolve(y, 1, 1),
                "maxPool", () -> x.maxPool(2));
        assertThat(operations)
                .allSatisfy((name, operation) -> assertThatThrownBy(operation)
                        .isInstanceOf(ShapeError.class)
                        .hasMessageStartingWith(name + ": ")
                        .hasMessageMatching(".* \\(ShapeErrorTest\\.java:\\d+\\)"));
    }

    @Test
    void aBiasOfAnotherLengthIsRefused() {
        Value x = graph.input("x", 3, 4);
        Value bias = graph.input("bias", 3);
        assertThatThrownBy(() -> x.add(bias)).hasMessageContaining("add: shapes [3, 4] and [3] do not fit");
    }

    @Test
    void aFilterForOtherChannelsIsRefused() {
        Value x = graph.input("x", 1, 8, 8, 3);
        Value filters = graph.input("w", 3, 3, 1, 6);
        assertThatThrownBy(() -> x.convolve(filters, 1, 1))
                .hasMessageContaining("convolve: images [1, 8, 8, 3] and filters [3, 3, 1, 6]");
    }

    @Test
    void aFilterLargerThanTheImageIsRefused() {
        Value x = graph.input("x", 1, 2, 2, 1);
        Value filters = graph.input("w", 3, 3, 1, 6);
        assertThatThrownBy(() -> x.convolve(filters, 1, 0)).hasMessageContaining("larger than the padded image");
    }

    @Test
    void theGradientOfMoreThanOneNumberIsRefused() {
        Value x = graph.input("x", 3);
        assertThatThrownBy(() -> Grad.of(x, List.of(x)))
                .hasMessageContaining("gradient: the loss must be a single number, but its shape is [3]");
    }

    @Test
    void oneNameCannotBeTwoInputs() {
        graph.input("x", 3);
        assertThatThrownBy(() -> graph.input("x", 4)).hasMessageContaining("'x' is taken by an input of shape [3]");
    }

    @Test
    void equalOperationsAreOneValue() {
        Value x = graph.input("x", 3, 4);
        Value y = graph.input("y", 3, 4);
        assertThat(x.multiply(y).relu()).isSameAs(y.multiply(x).relu());
    }
}
