package org.meta4j.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrokeFontTest {
    @Test
    void every_printable_ascii_character_has_a_letter_of_its_own_that_looks_unlike_the_others() {
        Map<String, Integer> seen = new HashMap<>();
        for (int character = ' '; character <= '~'; character++) {
            assertThat(StrokeFont.has(character)).as("'%c'", character).isTrue();
            Paper paper = new Paper(30, 40, 0);
            paper.text(Character.toString(character), 5, 25, 15, 1.5, 0xFFFFFF);
            Integer twin = seen.put(Arrays.toString(paper.pixels), character);
            // capital I and small l differ in no stroke but may be told apart by context; so in many fonts
            if (twin != null) {
                assertThat(Character.toString(twin) + Character.toString(character))
                        .isEqualTo("Il");
            }
        }
    }

    @Test
    void letters_stay_within_the_width_they_claim_and_between_cap_line_and_tail() {
        for (int character = '!'; character <= '~'; character++) {
            String text = Character.toString(character);
            double width = StrokeFont.width(text, 10);
            for (double[] stroke : StrokeFont.strokes(text, 0, 10, 10)) {
                for (int i = 0; i < stroke.length; i += 2) {
                    assertThat(stroke[i]).as(text).isBetween(0.0, width + 1e-9);
                    assertThat(stroke[i + 1]).as(text).isBetween(0.0, 13.0 + 1e-9);
                }
            }
        }
    }

    @Test
    void accents_are_dropped_and_unknown_characters_are_one_box_each() {
        assertThat(StrokeFont.width("Größe", 10)).isEqualTo(StrokeFont.width("Grosse", 10));
        assertThat(StrokeFont.strokes("日本", 0, 0, 10)).hasSize(2);
    }

    @Test
    void text_that_does_not_fit_is_cut_with_an_ellipsis_and_never_wider_than_the_room() {
        String text = "a rather long class name";
        for (double room = 20; room < 300; room += 7) {
            String fitted = StrokeFont.fit(text, 10, room);
            assertThat(StrokeFont.width(fitted, 10)).as("room %s", room).isLessThanOrEqualTo(room);
            assertThat(fitted)
                    .satisfiesAnyOf(
                            t -> assertThat(t).isEqualTo(text),
                            t -> assertThat(t).endsWith("…"));
        }
    }

    @Test
    void wrapped_lines_keep_all_words_in_order() {
        List<String> lines = StrokeFont.wrap("one two three four five", 10, 80);

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(String.join(" ", lines)).isEqualTo("one two three four five");
        assertThat(lines)
                .allSatisfy(line -> assertThat(StrokeFont.width(line, 10)).isLessThanOrEqualTo(80));
    }
}
