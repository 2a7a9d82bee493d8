package org.meta4j.bench.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.optimisers.Minibatches;
import org.meta4j.learners.optimisers.PlainOptimiser;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

class OptimiserRaceTest {
    private static final List<Double> RATES = List.of(0.00001, 0.1, 0.001);
    private static final Map<PlainOptimiser.Kind, List<Double>> ALL = Map.of(
            PlainOptimiser.Kind.SGD, RATES, PlainOptimiser.Kind.MOMENTUM, RATES, PlainOptimiser.Kind.ADAM, RATES);
    private static final RaceSettings SETTINGS = new RaceSettings(30, 5, 8, 2, ALL, 7);

    /** Two numbers; the class is which of them is the larger. */
    private record Pairs() implements LabelledExamples {
        @Override
        public ExampleShape shape() {
            return ExampleShape.features(2);
        }

        @Override
        public List<ClassInfo> classes() {
            return List.of(new ClassInfo("first", "", "first", 40), new ClassInfo("second", "", "second", 40));
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            target[offset + classIndex] = 1 + example % 3;
            target[offset + 1 - classIndex] = -example % 5;
        }
    }

    private static OptimiserRace race(Workers workers) {
        Minibatches data = new Minibatches(new Pairs());
        Unseen unseen = new Unseen("small", new WithHead(new Mlp(data.shape(), List.of(4), true), 2));
        return new OptimiserRace(SETTINGS, unseen, data, data, workers);
    }

    @Test
    void aTunedOptimiserHasTheBestOfItsRates() {
        try (Workers workers = new Workers(1)) {
            OptimiserRace race = race(workers);
            RaceResult tuned = race.tuned(PlainOptimiser.Kind.ADAM);
            double best = RATES.stream()
                    .mapToDouble(rate -> race.run(new PlainOptimiser(PlainOptimiser.Kind.ADAM, rate))
                            .loss())
                    .filter(Double::isFinite)
                    .min()
                    .orElseThrow();

            assertThat(tuned.rate()).isEqualTo(0.1);
            assertThat(tuned.loss()).isEqualTo(best);
            assertThat(tuned.optimiser()).isEqualTo("adam");
            assertThat(tuned.accuracy()).isEqualTo(1);
            assertThat(tuned.curve()).hasSize(31);
        }
    }

    @Test
    void allOptimisersBeginAtTheSameLoss() {
        try (Workers workers = new Workers(1)) {
            OptimiserRace race = race(workers);
            double first = race.run(new PlainOptimiser(PlainOptimiser.Kind.SGD, 0.1))
                    .curve()
                    .get(0);

            assertThat(race.run(new PlainOptimiser(PlainOptimiser.Kind.MOMENTUM, 0.001))
                            .curve()
                            .get(0))
                    .isCloseTo(first, within(0.0));
        }
    }

    @Test
    void aTrainingThatDivergesHasNoLoss() {
        try (Workers workers = new Workers(1)) {
            RaceResult lost = race(workers).run(new PlainOptimiser(PlainOptimiser.Kind.SGD, 1e30));

            assertThat(lost.loss()).isNaN();
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> RaceSettings.DEFAULT.withTrainings(1))
                .hasMessage("trainings must be at least 2, but was 1");
        assertThatThrownBy(() -> new RaceSettings(5, 6, 8, 2, ALL, 0))
                .hasMessage("last steps must be at most the steps, 5, but were 6");
    }
}
