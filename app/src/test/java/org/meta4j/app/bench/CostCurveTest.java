package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.app.pictures.plot.Picture;

class CostCurveTest {
    private static Picture curve(ScalingCommand.Cost... costs) {
        return new CostCurve("scaling-tasks", "tasks", List.of(costs));
    }

    @Test
    void theTimeStandsBesideWhatTheWorkAloneWouldTake() {
        String svg = curve(new ScalingCommand.Cost(8, 10, 9, 1, 1, 60), new ScalingCommand.Cost(16, 30, 29, 3, 2, 40))
                .svgFile();
        assertThat(svg).contains("Time of a meta-iteration by tasks", "if time grew as the work", "stroke-dasharray");
        // Up to a round number at or above the slowest.
        assertThat(svg).contains(">30</text>").doesNotContain(">40</text>");
    }

    @Test
    void oneCostAloneCanBeDrawn() {
        assertThat(curve(new ScalingCommand.Cost(1, 10, 9, 1, 1, 60)).svgElement())
                .contains("<circle");
    }
}
