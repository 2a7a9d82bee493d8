package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.meta4j.learners.files.Json;

class ImplicitSettingsTest {
    @Test
    void aFileFromBeforeThereWasDampingHasNone() {
        String before = "{\"strength\": 2.0, \"conjugateSteps\": 5}";

        ImplicitSettings settings = Json.read("settings", Json.parse("settings", before), ImplicitSettings.class);

        assertThat(settings.divisor()).isEqualTo(2);
        assertThat(new ImplicitSettings(2, 5, 20.0).divisor()).isEqualTo(22);
    }

    @Test
    void whatIsOutOfItsBoundsIsRefused() {
        assertThatThrownBy(() -> new ImplicitSettings(2, 5, -1.0))
                .hasMessageContaining("damping")
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new ImplicitSettings(2, 5, Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new ImplicitSettings(0, 5, 0.0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new ImplicitSettings(2, 0, 0.0)).hasMessageContaining("at least 1");
    }
}
