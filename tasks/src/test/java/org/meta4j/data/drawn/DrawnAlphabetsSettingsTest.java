package org.meta4j.data.drawn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DrawnAlphabetsSettingsTest {
    private static final DrawnAlphabetsSettings DEFAULT = DrawnAlphabetsSettings.DEFAULT;

    @Test
    void numbers_out_of_range_are_refused_with_name_bounds_and_value() {
        assertThatThrownBy(() -> DEFAULT.withAlphabets(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alphabets must be from 1 to 10000, but was 0");
        assertThatThrownBy(() -> DEFAULT.withSize(7))
                .hasMessage("size of a drawing in pixels must be from 8 to 512, but was 7");
        assertThatThrownBy(() -> new DrawnAlphabetsSettings(1, 1, 1, 0, 1, 28, Double.NaN, 1))
                .hasMessage("pen width must be from 0.01 to 0.2, but was NaN");
        assertThatThrownBy(() -> new DrawnAlphabetsSettings(1, 1, 1, 0, 1, 28, 0.05, -1))
                .hasMessage("untidiness must be from 0 to 3, but was -1");
    }

    @Test
    void a_character_of_more_bytes_than_an_array_holds_is_refused() {
        assertThatThrownBy(() -> DEFAULT.withDrawingsPerCharacter(10_000).withSize(512))
                .hasMessageContaining("10000 drawings of 512×512 pixels per character need more than 2 GiB");
    }
}
