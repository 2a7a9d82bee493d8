package org.meta4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meta4j.app.cli.UsageException;

class SplitSpecTest {
    @Test
    void nameAndPartMayBothBeLeftOut() {
        assertThat(SplitSpec.parse("vinyals:test"))
                .isEqualTo(new SplitSpec(Optional.of("vinyals"), Optional.of(Part.TEST)));
        assertThat(SplitSpec.parse("vinyals")).isEqualTo(new SplitSpec(Optional.of("vinyals"), Optional.empty()));
        assertThat(SplitSpec.parse("train")).isEqualTo(new SplitSpec(Optional.empty(), Optional.of(Part.TRAIN)));
        assertThat(SplitSpec.parse(":validation"))
                .isEqualTo(new SplitSpec(Optional.empty(), Optional.of(Part.VALIDATION)));
    }

    @Test
    void anUnknownPartIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> SplitSpec.parse("vinyals:tset"))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown part of a split 'tset': did you mean 'test'? (known: train, validation, test)");
    }
}
