package org.meta4j.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> METHODS = List.of("protonet", "maml", "fomaml", "anil");

    @Test
    void distanceCountsInsertionsDeletionsReplacementsAndSwaps() {
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestions.distance("maml", "malm")).isEqualTo(1);
        assertThat(Suggestions.distance("maml", "maml")).isZero();
        assertThat(Suggestions.distance("ca", "abc")).isEqualTo(3);
    }

    @Test
    void theNearestNameIsSuggestedWhateverTheCapitals() {
        assertThat(Suggestions.nearest("MAMl", METHODS)).contains("maml");
        assertThat(Suggestions.nearest("protonets", METHODS)).contains("protonet");
        assertThat(Suggestions.nearest("proto", METHODS)).contains("protonet");
        assertThat(Suggestions.nearest("famaml", METHODS)).contains("fomaml");
    }

    @Test
    void nothingIsSuggestedWhereNothingIsNear() {
        assertThat(Suggestions.nearest("tree", METHODS)).isEmpty();
        assertThat(Suggestions.nearest("", METHODS)).isEmpty();
        assertThat(Suggestions.nearest("maml", List.of())).isEmpty();
        assertThat(Suggestions.unknown("method", "tree", METHODS))
                .isEqualTo("unknown method 'tree' (known: protonet, maml, fomaml, anil)");
    }
}
