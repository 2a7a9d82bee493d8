package org.meta4j.app.pictures.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypeTest {
    @Test
    void ofNamesThatBeginAlikeTheEndIsKept() {
        String name = "Old_Church_Slavonic_(Cyrillic)/character41@180";
        String fitted = Type.BODY.fitEnds(name, 200);

        assertThat(Type.BODY.width(fitted)).isLessThanOrEqualTo(200);
        assertThat(fitted).startsWith("Old_").endsWith("@180").contains("…");
        assertThat(Type.BODY.fitEnds(name, 10_000)).isEqualTo(name);
        assertThat(Type.BODY.fitEnds("short", 200)).isEqualTo("short");
        assertThat(Type.BODY.width(Type.BODY.fitEnds("😀".repeat(100), 100))).isLessThanOrEqualTo(100);
        assertThat(Type.BODY.fitEnds("😀".repeat(100), 100)).doesNotContain("?");
    }
}
