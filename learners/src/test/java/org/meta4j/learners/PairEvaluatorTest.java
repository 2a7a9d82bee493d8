package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.PairSampler;
import org.meta4j.tasks.Targets;

class PairEvaluatorTest {
    /** The examples themselves. */
    private static final FeatureSpace PLAIN = new FeatureSpace() {
        @Override
        public int features() {
            return 2;
        }

        @Override
        public float[] embed(Examples examples) {
            return examples.inputs();
        }
    };

    /** Example e of class c lies at (c · gap, e), 4 classes of 3. */
    private record Columns(float gap) implements LabelledExamples {
        @Override
        public ExampleShape shape() {
            return ExampleShape.features(2);
        }

        @Override
        public List<ClassInfo> classes() {
            return IntStream.range(0, 4)
                    .mapToObj(c -> new ClassInfo("c" + c, "", "c" + c, 3))
                    .toList();
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset] = classIndex * gap;
            target[offset + 1] = example;
        }
    }

    @Test
    void distancesAreEuclideanPairByPair() {
        Examples left = new Examples(ExampleShape.features(2), new float[] {0, 0, 1, 1}, new Targets.None(2));
        Examples right = new Examples(ExampleShape.features(2), new float[] {3, 4, 1, 1}, new Targets.None(2));

        assertThat(PairEvaluator.distances(PLAIN, left, right)).containsExactly(5, 0);
    }

    @Test
    void theThresholdComesFromTheValidationPairsAndTheScoreFromTheOthers() {
        try (Workers workers = new Workers(2)) {
            PairEvaluator evaluator = new PairEvaluator(workers);
            // Pairs of one class are at most 2 apart, of two at least 10: told apart, and by 10 · 0.15 = 1.5 not.
            PairSampler wide = new PairSampler(new Columns(10), 1);
            PairSampler narrow = new PairSampler(new Columns(0.15f), 2);

            PairScores apart = evaluator.evaluate(PLAIN, wide, new PairSampler(new Columns(10), 3), 1000);
            PairScores other = evaluator.evaluate(PLAIN, wide, narrow, 1000);

            assertThat(apart).isEqualTo(new PairScores(1, 1, 6, 1000));
            assertThat(other.threshold()).isEqualTo(6);
            assertThat(other.accuracy()).as("all are below the threshold").isEqualTo(0.5);
            assertThat(other.auroc()).isNotCloseTo(1, within(0.1));
        }
    }

    @Test
    void threadsChangeNothing() {
        PairSampler pairs = new PairSampler(new Columns(1), 1);
        PairSampler others = new PairSampler(new Columns(1), 2);
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            assertThat(new PairEvaluator(three).evaluate(PLAIN, pairs, others, 1001))
                    .isEqualTo(new PairEvaluator(one).evaluate(PLAIN, pairs, others, 1001));
            assertThatThrownBy(() -> new PairEvaluator(one).evaluate(PLAIN, pairs, others, 1))
                    .hasMessage("pairs must be at least 2, but was 1");
        }
    }
}
