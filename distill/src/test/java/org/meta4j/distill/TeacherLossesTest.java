package org.meta4j.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Value;
import org.meta4j.engine.Workers;

class TeacherLossesTest {
    private static final double EXACT = 1e-6;

    private final Graph graph = new Graph();
    private final Map<String, double[]> inputs = new LinkedHashMap<>();

    private Value given(String name, int rows, double... numbers) {
        inputs.put(name, numbers);
        return graph.input(name, rows, numbers.length / rows);
    }

    private Value random(String name, int rows, int width, long seed) {
        return given(name, rows, numbers(rows * width, seed));
    }

    private static double[] numbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count, -2, 2).toArray();
    }

    private double of(Value value) {
        return Reference.evaluate(List.of(value), inputs).get(value)[0];
    }

    @Test
    void softTargetsAreTemperatureSquaredTimesTheDivergenceByHand() {
        Value scores = given("s", 2, 2, 0, 1, 3);
        Value teacher = given("q", 2, 0.5, 0.5, 0, 1);
        // Row 1: softmax(1, 0) = (0.731059, 0.268941); row 2: softmax(0.5, 1.5) = (0.268941, 0.731059).
        double first = 0.5 * Math.log(0.5 / 0.7310586) + 0.5 * Math.log(0.5 / 0.2689414);
        double second = Math.log(1 / 0.7310586);
        assertThat(of(TeacherLosses.softTargets(scores, teacher, 2)))
                .isCloseTo(4 * (first + second) / 2, within(EXACT));
    }

    @Test
    void aStudentThatAnswersAsItsTeacherHasNothingToLearn() {
        double[] scores = {2, 0, -1, 5, 5, 3};
        double[] softened = new double[6];
        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += Math.exp(scores[3 * row + c] / 3);
            }
            for (int c = 0; c < 3; c++) {
                softened[3 * row + c] = Math.exp(scores[3 * row + c] / 3) / sum;
            }
        }
        Value student = given("s", 2, scores);
        Value loss = TeacherLosses.softTargets(student, given("q", 2, softened), 3);
        assertThat(of(loss)).isCloseTo(0, within(EXACT));
        Value slope = Grad.of(loss, List.of(student)).get(0);
        assertThat(Reference.evaluate(List.of(slope), inputs).get(slope)).containsExactly(new double[6], within(EXACT));
    }

    @Test
    void theGradientOfSoftTargetsIsTemperatureTimesTheDifferenceOfProbabilities() {
        Value student = given("s", 1, 1, 0, 2);
        Value loss = TeacherLosses.softTargets(student, given("q", 1, 0.2, 0.3, 0.5), 5);
        double sum = Math.exp(0.2) + 1 + Math.exp(0.4);
        double[] expected = {5 * (Math.exp(0.2) / sum - 0.2), 5 * (1 / sum - 0.3), 5 * (Math.exp(0.4) / sum - 0.5)};
        Value slope = Grad.of(loss, List.of(student)).get(0);
        assertThat(Reference.evaluate(List.of(slope), inputs).get(slope)).containsExactly(expected, within(EXACT));
    }

    @Test
    void hintsAreHalfTheSquaredDistanceBehindTheRegressorByHand() {
        Value student = given("v", 2, 1, 2, 0, 1);
        Value weight = given("w", 2, 1, 0, 1, -1, 2, 1);
        inputs.put("b", new double[] {0.5, 0, 0});
        Value bias = graph.input("b", 3);
        Value teacher = given("u", 2, 0, 4, 4, -0.5, 1, 1);
        // v W + b = (-0.5, 4, 3) and (-0.5, 2, 1): squared distances 0.25 + 0 + 1 and 0 + 1 + 0.
        assertThat(of(TeacherLosses.hint(student, weight, bias, teacher)))
                .isCloseTo(0.5 * (1.25 + 1) / 2, within(EXACT));
    }

    @Test
    void distancesAreComparedInUnitsOfTheirMeanByHand() {
        // Student: 3, 4, 5 with mean 4. Teacher: 1, 1, 2 with mean 4/3.
        Value student = given("v", 3, 0, 0, 3, 0, 0, 4);
        Value teacher = given("u", 3, 1, 0, 2);
        double[] mine = {3 / 4.0, 4 / 4.0, 5 / 4.0};
        double[] theirs = {0.75, 0.75, 1.5};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += 0.5 * Math.pow(mine[i] - theirs[i], 2);
        }
        assertThat(of(TeacherLosses.distances(student, teacher))).isCloseTo(sum / 3, within(EXACT));
    }

    @Test
    void anglesAreComparedByTheirCosinesByHand() {
        // Student: a right angle at the first point, 3-4-5. Teacher: three points of a line, the first in the middle.
        Value student = given("v", 3, 0, 0, 3, 0, 0, 4);
        Value teacher = given("u", 3, 0, 1, -1);
        double[] mine = {0, 3 / 5.0, 4 / 5.0};
        double[] theirs = {-1, 1, 1};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double apart = Math.abs(mine[i] - theirs[i]);
            sum += apart <= 1 ? apart * apart / 2 : apart - 0.5;
        }
        assertThat(of(TeacherLosses.angles(student, teacher))).isCloseTo(sum / 3, within(EXACT));
    }

    @Test
    void relationsDoNotSeeScaleOrPlaceOrWidth() {
        double[] numbers = numbers(10, 4);
        double[] moved = new double[15];
        for (int row = 0; row < 5; row++) {
            moved[3 * row] = 7 * numbers[2 * row + 1] - 3;
            moved[3 * row + 1] = 2;
            moved[3 * row + 2] = -7 * numbers[2 * row] + 1;
        }
        Value student = given("v", 5, numbers);
        Value teacher = given("u", 5, moved);
        assertThat(of(TeacherLosses.distances(student, teacher))).isCloseTo(0, within(EXACT));
        assertThat(of(TeacherLosses.angles(student, teacher))).isCloseTo(0, within(EXACT));
    }

    @Test
    void huberIsASquareNearNothingAndALineFarFromIt() {
        Value x = given("x", 1, -3, -1, -0.5, 0, 0.2, 2);
        Value loss = TeacherLosses.huber(x);
        assertThat(Reference.evaluate(List.of(loss), inputs).get(loss))
                .containsExactly(new double[] {2.5, 0.5, 0.125, 0, 0.02, 1.5}, within(EXACT));
    }

    @Test
    void spreadTakesRowsAtEqualDistances() {
        Value rows = given("x", 7, 0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16);
        Value few = TeacherLosses.spread(rows, 3);
        assertThat(Reference.evaluate(List.of(few), inputs).get(few)).containsExactly(0, 10, 2, 12, 4, 14);
        assertThat(TeacherLosses.spread(rows, 7)).isSameAs(rows);
    }

    @Test
    void gradientsOfSoftTargetsAgreeWithDifferences() {
        Value teacher = given("q", 3, 0.1, 0.2, 0.7, 0, 0.5, 0.5, 1, 0, 0);
        agree(3, 3, (scores, u) -> TeacherLosses.softTargets(scores, teacher, 2.5));
    }

    @Test
    void gradientsOfHintsAgreeWithDifferences() {
        Value weight = random("w", 3, 2, 5);
        inputs.put("b", numbers(2, 6));
        Value bias = graph.input("b", 2);
        agree(4, 3, (v, u) -> TeacherLosses.hint(v, weight, bias, u.matmul(weight)));
    }

    @Test
    void gradientsOfDistancesAgreeWithDifferences() {
        agree(5, 3, TeacherLosses::distances);
    }

    @Test
    void gradientsOfAnglesAgreeWithDifferences() {
        agree(5, 3, TeacherLosses::angles);
    }

    @Test
    void rowsThatAreOneHaveNoDirectionAndLeaveNumbersFinite() {
        Value student = given("v", 3, 1, 1, 1, 1, 2, 0);
        Value teacher = given("u", 3, 0, 1, 5, 5, 5, 5);
        Value loss = TeacherLosses.distances(student, teacher).add(TeacherLosses.angles(student, teacher));
        Value slope = Grad.of(loss, List.of(student)).get(0);
        assertThat(Reference.evaluate(List.of(slope), inputs).get(slope)).doesNotContain(Double.NaN);
        assertThat(of(loss)).isFinite();
    }

    /** The slope along a direction by gradients, by differences, and as a compiled program has it. */
    private void agree(int rows, int width, BiFunction<Value, Value, Value> loss) {
        Value student = random("v", rows, width, 1);
        Value teacher = random("u", rows, width, 2);
        Value value = loss.apply(student, teacher);
        Value slope = Grad.of(value, List.of(student)).get(0);
        double[] direction = numbers(rows * width, 3);
        double[] exact = Reference.evaluate(List.of(slope), inputs).get(slope);
        double expected = 0;
        for (int i = 0; i < exact.length; i++) {
            expected += exact[i] * direction[i];
        }
        double h = 1e-6;
        double difference = (moved(value, direction, h) - moved(value, direction, -h)) / (2 * h);
        assertThat(expected).isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
        assertThat(Math.abs(expected)).isGreaterThan(1e-4);
        assertThat(Grad.of(value, List.of(teacher)).get(0).isZero()).isTrue();

        Runner runner = new Runner(Program.compile(Map.of("slope", slope)), new Workers(1));
        double[] compiled = new double[exact.length];
        runner.run(
                (task, in) -> inputs.forEach((name, numbers) -> {
                    if (in.contains(name)) {
                        float[] floats = new float[numbers.length];
                        for (int i = 0; i < floats.length; i++) {
                            floats[i] = (float) numbers[i];
                        }
                        in.set(name, floats);
                    }
                }),
                (task, out) -> {
                    float[] floats = out.get("slope");
                    for (int i = 0; i < floats.length; i++) {
                        compiled[i] = floats[i];
                    }
                });
        assertThat(compiled).containsExactly(exact, within(1e-4));
    }

    private double moved(Value value, double[] direction, double by) {
        double[] kept = inputs.get("v");
        double[] there = kept.clone();
        for (int i = 0; i < there.length; i++) {
            there[i] += by * direction[i];
        }
        inputs.put("v", there);
        double result = of(value);
        inputs.put("v", kept);
        return result;
    }
}
