package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.nets.Initial;

class SetAttentionTest {
    private static final SetAttention HEAD = new SetAttention(2);
    private static final double[] SUPPORT = {1, 0, 0, 2, -1, 1};
    private static final double[] QUERY = {0.5, -0.5};

    @Test
    void trainingBeginsAtClassMeans() {
        double[] scores = HeadRun.scores(HEAD, HEAD.initialise(1), 2, SUPPORT, HeadRun.targets(2, 0, 1, 1), QUERY);

        // Means (1, 0) and (−½, 1½), squared distances ½ and 5; ten times the score, over two features.
        assertThat(scores[0]).isCloseTo(-0.5 * 5, within(1e-5));
        assertThat(scores[1]).isCloseTo(-5 * 5, within(1e-4));
    }

    @Test
    void itAgreesWithAttentionByHand() {
        Tensor unit = Initial.filled(0, 2, 2);
        unit.values()[0] = 1;
        unit.values()[3] = 1;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : new String[] {"query", "key", "value", "output"}) {
            tensors.put("head." + name + ".weight", unit);
        }
        tensors.put("head.log-scale", Initial.filled(0, 1));
        double[] scores = HeadRun.scores(HEAD, Tensors.of(tensors), 2, SUPPORT, HeadRun.targets(2, 0, 1, 1), QUERY);

        double[][] means = {{1, 0}, {-0.5, 1.5}};
        for (int c = 0; c < 2; c++) {
            double[] weights = new double[2];
            for (int other = 0; other < 2; other++) {
                weights[other] =
                        Math.exp((means[c][0] * means[other][0] + means[c][1] * means[other][1]) / Math.sqrt(2));
            }
            double distance = 0;
            for (int f = 0; f < 2; f++) {
                double attended = (weights[0] * means[0][f] + weights[1] * means[1][f]) / (weights[0] + weights[1]);
                double difference = QUERY[f] - means[c][f] - attended;
                distance += difference * difference;
            }
            assertThat(scores[c]).isCloseTo(-distance / 2, within(1e-6));
        }
    }
}
