package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.app.bench.PeerRatios.Bar;
import org.meta4j.app.bench.PeerRatios.Group;
import org.meta4j.learners.files.Json;

class PeerRatiosTest {
    private static final String MEASURED = """
            {"titles": {"meta4j": "meta4j", "jax": "JAX", "learn2learn": "learn2learn", "easyfsl": "easyfsl"},
             "rows": [
               {"row": "S1", "title": "S, 1 step", "threads": 2, "programs": {
                 "learn2learn": [{"median_ms": 60}],
                 "meta4j": [{"median_ms": 1}, {"median_ms": 4}, {"median_ms": 2}],
                 "jax": [{"median_ms": 3}, {"median_ms": 5}]}},
               {"row": "P", "title": "P", "threads": 1, "programs": {"jax": [{"median_ms": 3}]}},
               {"row": "D", "title": "D, 200 tasks", "threads": 1, "programs": {
                 "meta4j": [{"median_ms": 8}], "easyfsl": [{"median_ms": 4}]}}]}
            """;

    @Test
    void ratiosAreThoseOfTheMediansOfAllRuns() {
        PeerRatios ratios = PeerRatios.of(Json.parse("measured", MEASURED));
        assertThat(ratios.peers()).containsExactly("JAX", "learn2learn", "easyfsl");
        // Without meta4j there is nothing to compare with.
        assertThat(ratios.groups())
                .containsExactly(
                        new Group("S, 1 step, 2 threads", List.of(new Bar(0, 2), new Bar(1, 30))),
                        new Group("D, 200 tasks, 1 thread", List.of(new Bar(2, 0.5))));
    }

    @Test
    void barsBeginAtOneAndTheScaleHoldsAllOfThem() {
        String svg = PeerRatios.of(Json.parse("measured", MEASURED)).svgFile();
        assertThat(svg).contains(">30×</text>", ">0.5×</text>", ">50×</text>", ">1×</text>");
        assertThat(svg).doesNotContain(">100×</text>", ">0.2×</text>");
    }

    @Test
    void numbersHaveTwoOrThreeDigitsThatCount() {
        List<Bar> bars =
                List.of(new Bar(0, 2.277), new Bar(0, 2.5), new Bar(0, 12.34), new Bar(0, 48.04), new Bar(0, 1234.4));
        assertThat(new PeerRatios(List.of("JAX"), List.of(new Group("S", bars))).svgElement())
                .contains(">2.28×<", ">2.5×<", ">12.3×<", ">48×<", ">1,234×<");
    }
}
