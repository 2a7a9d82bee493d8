package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptStepsTest {
    /** Goes there and back with numbers in place of parameters: room r holds what is carried before step contents[r]. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8, 9, 10, 15, 16, 17, 24, 25, 26, 100, 101})
    void everyStepBackFindsWhatWasCarriedIntoIt(int steps) {
        KeptSteps plan = KeptSteps.of(steps);
        int[] contents = new int[plan.rooms()];
        Arrays.fill(contents, -1);
        contents[plan.room(0)] = 0;
        int taken = 0;
        for (int number = 0; number < steps; number++, taken++) {
            assertThat(contents[plan.room(number)]).isEqualTo(number);
            contents[plan.room(number + 1)] = number + 1;
        }
        assertThat(contents[plan.room(steps)]).isEqualTo(steps);
        for (int number = steps - 1; number >= 0; number--) {
            for (int again = plan.againFrom(number); again < number; again++, taken++) {
                assertThat(contents[plan.room(again)]).isEqualTo(again);
                contents[plan.room(again + 1)] = again + 1;
            }
            assertThat(contents[plan.room(number)]).isEqualTo(number);
        }
        assertThat(taken).isLessThanOrEqualTo(steps <= KeptSteps.ALL ? steps : 2 * steps);
        assertThat(plan.rooms())
                .isLessThanOrEqualTo(steps <= KeptSteps.ALL ? steps + 1 : 2 * (int) Math.ceil(Math.sqrt(steps)));
    }
}
