package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WidthSearchTest {
    @Test
    void theWidestThatIsFastEnoughIsTaken() {
        // A millisecond for each filter, as if measured.
        WidthSearch.Result result = WidthSearch.search(
                Untrained.learner("protonet", 8),
                learner -> learner.settings().network().filters());

        assertThat(result.before()).isEqualTo(new WidthSearch.Tried(8, 8));
        assertThat(result.tried()).extracting(WidthSearch.Tried::filters).isEqualTo(List.of(7, 6, 5, 4, 3, 2, 1));
        assertThat(result.ofMillis(5.5).orElseThrow().filters()).isEqualTo(5);
        assertThat(result.ofMillis(5.5).orElseThrow().recipe()).hasToString("narrow(5)");
        assertThat(result.ofMillis(0.5)).isEmpty();
    }
}
