package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void sharesAreInPercentWithTwoDecimals() {
        assertThat(Texts.percent(0.98125)).isEqualTo("98.13 %");
        assertThat(Texts.percentPoints(0.0014)).isEqualTo("0.14");
        assertThat(Texts.percentPoints(Double.NaN)).isEqualTo("–");
    }

    @Test
    void durationsHaveAsManyPartsAsTheyNeed() {
        assertThat(Texts.duration(0.4)).isEqualTo("0 s");
        assertThat(Texts.duration(59.6)).isEqualTo("1:00");
        assertThat(Texts.duration(3599)).isEqualTo("59:59");
        assertThat(Texts.duration(3661)).isEqualTo("1:01:01");
    }

    @Test
    void thousandsAreSetApart() {
        assertThat(Texts.count(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void bytesHaveTheUnitThatMakesThemShort() {
        assertThat(Texts.bytes(0)).isEqualTo("0 B");
        assertThat(Texts.bytes(999)).isEqualTo("999 B");
        assertThat(Texts.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Texts.bytes(9_949)).isEqualTo("9.9 kB");
        assertThat(Texts.bytes(9_950)).isEqualTo("10 kB");
        assertThat(Texts.bytes(999_499)).isEqualTo("999 kB");
        assertThat(Texts.bytes(999_500)).isEqualTo("1.0 MB");
        assertThat(Texts.bytes(1_234_567_890L)).isEqualTo("1.2 GB");
        assertThat(Texts.bytes(Long.MAX_VALUE)).isEqualTo("9223 PB");
    }
}
