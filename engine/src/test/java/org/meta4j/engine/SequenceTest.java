package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Sequence.Part;
import org.meta4j.engine.Sequence.Place;

class SequenceTest {
    private static final Shape ROW = Shape.of(4);

    private final Sequence sequence = new Sequence();

    /** y = factor·y + x. */
    private Part body() {
        Graph graph = new Graph();
        Value factor = graph.parameter("factor", Shape.SCALAR);
        return sequence.part(Map.of("y", graph.input("y", 4).multiply(factor).add(graph.input("x", 4))));
    }

    private Program loop(int times) {
        Place x = sequence.input("x", Shape.of(2, 4));
        Place y = sequence.room(ROW);
        Graph graph = new Graph();
        Part begin = sequence.part(Map.of("one", graph.constant(1, ROW)));
        Part total = sequence.part(Map.of("total", new Graph().input("y", 4).sum()));
        Part body = body();
        sequence.run(begin, Map.of(), Map.of("one", y));
        for (int i = 0; i < times; i++) {
            sequence.run(body, Map.of("y", y, "x", x), Map.of("y", y));
        }
        Place sum = sequence.room(Shape.SCALAR);
        sequence.run(total, Map.of("y", y), Map.of("total", sum));
        return sequence.compile(Map.of("y", y), Map.of("sum", sum));
    }

    @Test
    void aLoopCarriesItsValuesAndSumsOverTasks() {
        Program program = loop(3);
        try (Workers workers = new Workers(2)) {
            Runner runner = new Runner(program, workers);
            runner.setParameters(Tensors.of(Map.of("factor", new Tensor(Shape.SCALAR, new float[] {0.5f}))));
            Slots sums = runner.run(
                    5,
                    (task, in) -> in.set("x", new float[] {task, task, task, task, 9, 9, 9, 9}),
                    // 1/8 + (1 + 1/2 + 1/4) task, four times: of x the beginning alone is taken.
                    (task, out) -> assertThat(out.number("sum")).isEqualTo(4 * (0.125f + 1.75f * task)));
            assertThat(sums.get("y")).containsOnly(5 * 0.125f + 1.75f * 10);
        }
    }

    @Test
    void theWorkspaceDoesNotDependOnHowOftenAPartRuns() {
        Program once = loop(1);
        Program often = new SequenceTest().loop(50);
        assertThat(often.memory()).isEqualTo(once.memory());
        assertThat(often.flops() - once.flops()).isEqualTo(49 * (4 + 4));
        assertThat(often.steps())
                .anySatisfy(step -> assertThat(step.times()).isEqualTo(50))
                .hasSameSizeAs(once.steps());
    }

    @Test
    void partsRunAsTheyWouldByThemselves() {
        Graph graph = new Graph();
        Value x = graph.input("images", 6, 9, 9, 3);
        Value w = graph.parameter("w", Shape.of(3, 3, 3, 8));
        Value y = x.convolve(w, 2, 1).relu();
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put("y", y);
        outputs.put("g", Grad.of(y.square().sum(), List.of(w)).get(0));
        Place images = sequence.input("images", x.shape());
        Place first = sequence.room(y.shape());
        Place gradient = sequence.room(w.shape());
        sequence.run(sequence.part(outputs), Map.of("images", images), Map.of("y", first, "g", gradient));
        Program program = sequence.compile(Map.of("g", gradient), Map.of("y", first));
        Tensors parameters =
                Tensors.of(Map.of("w", new Tensor(w.shape(), numbers(w.shape().length()))));
        try (Workers workers = new Workers(1)) {
            Runner alone = new Runner(Program.compile(outputs), workers);
            Runner inSequence = new Runner(program, workers);
            alone.setParameters(parameters);
            inSequence.setParameters(parameters);
            float[] input = numbers(x.shape().length());
            alone.run(
                    (task, in) -> in.set("images", input),
                    (task, expected) -> inSequence.run((t, in) -> in.set("images", input), (t, out) -> {
                        assertThat(out.get("y")).isEqualTo(expected.get("y"));
                        assertThat(out.get("g")).isEqualTo(expected.get("g"));
                    }));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Place x = sequence.input("x", ROW);
        Place small = sequence.room(Shape.SCALAR);
        Part body = body();
        assertThatThrownBy(() -> sequence.run(body, Map.of("x", x), Map.of()))
                .hasMessage("input 'y' of the part needs 4 numbers, but has no place");
        assertThatThrownBy(() -> sequence.run(body, Map.of("x", x, "y", small), Map.of()))
                .hasMessage("input 'y' of the part needs 4 numbers, but has 1");
        assertThatThrownBy(() -> sequence.run(body, Map.of("x", x, "y", x), Map.of("y", small)))
                .hasMessage("a place of 1 numbers cannot take output 'y' of the part, which has 4");
        assertThatThrownBy(() -> sequence.input("x", ROW)).hasMessage("the input 'x' is named twice");
        assertThatThrownBy(() -> new Sequence().run(body, Map.of(), Map.of()))
                .hasMessage("the part was compiled for another sequence");
        assertThatThrownBy(() -> sequence.part(Map.of("z", new Graph().parameter("factor", ROW))))
                .hasMessage("parameter 'factor' has 1 numbers in one part and 4 in another");
        assertThatThrownBy(() -> sequence.compile(Map.of(), Map.of("x", x)))
                .hasMessage("output 'x' is an input, or is named twice");
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(i);
        }
        return numbers;
    }
}
