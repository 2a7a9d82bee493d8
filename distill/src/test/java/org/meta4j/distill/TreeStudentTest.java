package org.meta4j.distill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.tabular.base.DecisionTree;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

class TreeStudentTest {
    private static final List<String> NAMES = List.of("no", "yes");

    /** Yes in the upper right quarter: two splits say it all. */
    private static final Predictor CORNER = query -> answers(query, (x, y) -> x > 0 && y > 0);

    private static final Predictor CIRCLE = query -> answers(query, (x, y) -> x * x + y * y < 1);

    private interface Rule {
        boolean holds(float x, float y);
    }

    private static Predictions answers(Examples query, Rule rule) {
        float[] shares = new float[2 * query.count()];
        for (int i = 0; i < query.count(); i++) {
            boolean yes = rule.holds(query.inputs()[2 * i], query.inputs()[2 * i + 1]);
            shares[2 * i + (yes ? 1 : 0)] = 1;
        }
        return new Predictions(shares, 2, new float[0]);
    }

    private static Examples points(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[2 * count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble(-2, 2);
        }
        return new Examples(ExampleShape.features(2), inputs, new Targets.None(count));
    }

    @Test
    void aTreeFollowsARuleThatTreesCanSayFromExamplesWithoutLabels() {
        Predictor tree = TreeStudent.of(CORNER, points(500, 1), NAMES, new DecisionTree.Settings(2, 2));
        assertThat(TreeStudent.fidelity(tree, CORNER, points(1000, 2))).isGreaterThan(0.98);
        assertThat(TreeStudent.fidelity(CORNER, CORNER, points(10, 3))).isEqualTo(1);
    }

    @Test
    void theLargerTheTreeTheMoreFaithful() {
        Examples test = points(1000, 2);
        Predictor small = TreeStudent.of(CIRCLE, points(500, 1), NAMES, new DecisionTree.Settings(1, 2));
        Predictor large = TreeStudent.of(CIRCLE, points(500, 1), NAMES, new DecisionTree.Settings(8, 2));
        double faithful = TreeStudent.fidelity(large, CIRCLE, test);
        assertThat(faithful).isGreaterThan(0.93);
        assertThat(TreeStudent.fidelity(small, CIRCLE, test)).isLessThan(faithful - 0.05);
    }
}
