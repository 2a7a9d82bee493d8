package org.meta4j.tabular.modelset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.EpisodeShape;

class GateTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("derivatives by prior and sharpness are those of finite differences, and descent lowers the loss")
    void finiteDifferences(boolean classes) {
        LinesAndSteps source = new LinesAndSteps(EpisodeShape.ofNumbers(8, 5), 4, classes);
        List<Member> members = Member.defaults(!classes);
        List<Trial> trials = LongStream.range(0, 6)
                .mapToObj(t -> Trial.of(members, source.task(t), 8))
                .toList();
        double[] prior = new double[members.size()];
        for (int i = 0; i < prior.length; i++) {
            prior[i] = 0.3 * i;
        }
        double sharpness = 0.8;
        double[] slope = new Gate(prior, sharpness).slope(trials);
        double step = 1e-5;
        for (int k = 0; k < prior.length; k++) {
            double[] up = prior.clone();
            double[] down = prior.clone();
            up[k] += step;
            down[k] -= step;
            double difference =
                    (new Gate(up, sharpness).loss(trials) - new Gate(down, sharpness).loss(trials)) / (2 * step);
            assertThat(slope[k]).as("prior %d", k).isCloseTo(difference, within(1e-8));
        }
        double bySharpness = (new Gate(prior, sharpness * Math.exp(step)).loss(trials)
                        - new Gate(prior, sharpness * Math.exp(-step)).loss(trials))
                / (2 * step);
        assertThat(slope[prior.length]).isCloseTo(bySharpness, within(1e-8));
        Gate start = new Gate(prior, sharpness);
        assertThat(start.descended(trials, 50).loss(trials)).isLessThan(start.loss(trials));
        assertThat(start.descended(trials, 0)).isEqualTo(start);
    }
}
