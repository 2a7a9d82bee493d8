package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullSpeedTest {
    @Test
    void fullSpeedBeginsWithTheFirstOfManyFastIterations() {
        FullSpeed speed = new FullSpeed(300);
        speed.add(500);
        // A lucky one among slow ones.
        speed.add(10);
        for (int i = 0; i < 5; i++) {
            speed.add(100);
        }
        for (int i = 0; i < 20; i++) {
            // Less than half of them disturbed.
            speed.add(i % 3 == 1 ? 40 : 11);
        }
        assertThat(speed.reached(10)).isEqualTo(300 + 500 + 10 + 5 * 100);
    }

    @Test
    void slowIterationsAreLookedAtThreeAtATime() {
        FullSpeed speed = new FullSpeed(0);
        for (double time : new double[] {900, 390, 700, 400, 800, 400, 410, 390}) {
            speed.add(time);
        }
        // The median of 390, 700 and 400 will do.
        assertThat(speed.reached(400)).isEqualTo(900);
        // 390 alone would do here.
        assertThat(speed.reached(330)).isNaN();
    }

    @Test
    void whatIsNeverReachedIsUnknown() {
        FullSpeed speed = new FullSpeed(0);
        for (int i = 0; i < 100; i++) {
            speed.add(10);
        }
        assertThat(speed.reached(8)).isNaN();
        assertThat(new FullSpeed(0).reached(8)).isNaN();
    }

    @Test
    void theProcessHasRunForAWhile() {
        assertThat(FullSpeed.sinceStart()).isBetween(1.0, 1e7);
    }
}
