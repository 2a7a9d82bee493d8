package org.meta4j.app.pictures.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvgCanvasTest {
    @ParameterizedTest
    @CsvSource({"3, 3", "-0.001, 0", "1.05, 1.05", "-2.5, -2.5", "0.999, 1", "1234.5678, 1234.57", "-0.07, -0.07"})
    void measuresHaveTwoDigitsAtMost(double value, String expected) {
        assertThat(SvgCanvas.number(value)).isEqualTo(expected);
    }

    @Test
    void aMeasureThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> SvgCanvas.number(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void textMeansItselfAndHasNoCharactersThatXmlLacks() {
        assertThat(Xml.escape("<a href=\"x\">Tom & 'Jerry'"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;");
        assertThat(Xml.escape("\u0001\uD800ü😀\uFFFE\u0085")).isEqualTo("\uFFFD\uFFFDü😀\uFFFD\uFFFD");
    }

    @Test
    void textThatIsToStandInARoomIsNeverWiderThanIt() {
        assertThat(Type.SMALL.width(Type.SMALL.fit("a name that is much too long for this", 80)))
                .isLessThanOrEqualTo(80);
    }
}
