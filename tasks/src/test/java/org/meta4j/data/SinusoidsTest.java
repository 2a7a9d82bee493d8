package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.data.Sinusoids.Curve;
import org.meta4j.data.Sinusoids.Protocol;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class SinusoidsTest {
    private static final EpisodeShape SHAPE = EpisodeShape.ofNumbers(5, 40);

    private static float[] values(Examples examples) {
        return ((Targets.Values) examples.targets()).values();
    }

    @Test
    void theCurveOfMamlIsShiftedNotStretched() {
        // y = A sin(x − φ): a task generator with sin(φ x) once went unnoticed in another library.
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            Curve curve = new Sinusoids(Protocol.MAML).curve(random);
            double shift = -curve.phase();
            assertThat(curve.amplitude()).isBetween(0.1, 5.0);
            assertThat(shift).isBetween(0.0, Math.PI);
            assertThat(curve.frequency()).isEqualTo(1);
            assertThat(curve.at(shift)).isEqualTo(0);
            assertThat(curve.at(shift + Math.PI / 2)).isCloseTo(curve.amplitude(), within(1e-12));
        }
    }

    @Test
    void theCurveOfMetaSgdHasAFrequencyToo() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 1000; i++) {
            Curve curve = new Sinusoids(Protocol.META_SGD).curve(random);
            assertThat(curve.frequency()).isBetween(0.8, 1.2);
            assertThat(curve.phase()).isBetween(0.0, Math.PI);
            assertThat(curve.at((Math.PI / 2 - curve.phase()) / curve.frequency()))
                    .isCloseTo(curve.amplitude(), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void supportAndQueryLieOnOneCurve(Protocol protocol) {
        Task task = new Sinusoids(protocol).trainingTasks(SHAPE, 3).task(7);
        assertThat(task.support().count()).isEqualTo(5);
        assertThat(task.query().count()).isEqualTo(40);
        // Any two points of known frequency fix a sine curve through both: a sin ωx + b cos ωx.
        double frequency = frequency(task);
        float[] x = task.support().inputs();
        float[] y = values(task.support());
        double determinant = Math.sin(frequency * x[0]) * Math.cos(frequency * x[1])
                - Math.sin(frequency * x[1]) * Math.cos(frequency * x[0]);
        double a = (y[0] * Math.cos(frequency * x[1]) - y[1] * Math.cos(frequency * x[0])) / determinant;
        double b = (y[1] * Math.sin(frequency * x[0]) - y[0] * Math.sin(frequency * x[1])) / determinant;
        for (int i = 0; i < task.query().count(); i++) {
            double point = task.query().inputs()[i];
            assertThat(point).isBetween(-5.0, 5.0);
            double expected = a * Math.sin(frequency * point) + b * Math.cos(frequency * point);
            assertThat((double) values(task.query())[i]).isCloseTo(expected, within(0.05));
        }
    }

    /** The frequency with the least squared residual of a sine through all queries. */
    private static double frequency(Task task) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        float[] x = task.query().inputs();
        float[] y = values(task.query());
        for (int step = 0; step <= 4000; step++) {
            double w = 0.8 + 0.4 * step / 4000;
            double ss = 0;
            double cc = 0;
            double sc = 0;
            double sy = 0;
            double cy = 0;
            for (int i = 0; i < x.length; i++) {
                double s = Math.sin(w * x[i]);
                double c = Math.cos(w * x[i]);
                ss += s * s;
                cc += c * c;
                sc += s * c;
                sy += s * y[i];
                cy += c * y[i];
            }
            double determinant = ss * cc - sc * sc;
            double a = (sy * cc - cy * sc) / determinant;
            double b = (cy * ss - sy * sc) / determinant;
            double residual = 0;
            for (int i = 0; i < x.length; i++) {
                double error = a * Math.sin(w * x[i]) + b * Math.cos(w * x[i]) - y[i];
                residual += error * error;
            }
            if (residual < least) {
                least = residual;
                best = w;
            }
        }
        return best;
    }

    @Test
    void aTaskIsAFunctionOfSeedAndNumberAndPartsAreDifferent() {
        Sinusoids family = new Sinusoids(Protocol.MAML);
        TaskSource training = family.trainingTasks(SHAPE, 3);
        assertThat(training.task(9).support().inputs())
                .isEqualTo(family.trainingTasks(SHAPE, 3).task(9).support().inputs());
        assertThat(training.task(9).support().inputs())
                .isNotEqualTo(training.task(10).support().inputs())
                .isNotEqualTo(family.trainingTasks(SHAPE, 4).task(9).support().inputs())
                .isNotEqualTo(family.testTasks(SHAPE, 3).task(9).support().inputs())
                .isNotEqualTo(family.validationTasks(SHAPE, 3)
                        .orElseThrow()
                        .task(9)
                        .support()
                        .inputs());
    }

    @Test
    void testQueriesOfMetaSgdAreEvenlySpaced() {
        Task task = new Sinusoids(Protocol.META_SGD)
                .testTasks(EpisodeShape.ofNumbers(5, 11), 3)
                .task(0);
        assertThat(task.query().inputs()).containsExactly(-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void classesAreRefused() {
        assertThatThrownBy(() -> new Sinusoids(Protocol.MAML).testTasks(EpisodeShape.DEFAULT, 3))
                .hasMessageContaining("ways must be 1, but was 5");
        assertThatThrownBy(() -> Protocol.named("mam")).hasMessageContaining("did you mean 'maml'");
    }
}
