package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
    @Test
    void theSinusoidsFirstValuesComeOutAsOneJsonDocument() {
        Cli cli = Cli.line("bench s --steps 5 --seconds 0.01 --threads 1 --json");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames())
                .containsExactly(
                        "workload",
                        "medianMs",
                        "minMs",
                        "peakMb",
                        "loss",
                        "gradientNorm",
                        "steps",
                        "queries",
                        "threads",
                        "repeats",
                        "kernels",
                        "java");
        assertThat(json.get("workload").stringValue()).isEqualTo("S");
        assertThat(json.get("loss").doubleValue()).isCloseTo(3.07229, within(3e-4));
        assertThat(json.get("minMs").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(json.get("medianMs").doubleValue());
        assertThat(json.get("steps").intValue()).isEqualTo(5);
        assertThat(json.get("queries").isNull()).isTrue();
    }

    @Test
    void peopleGetOneLine() {
        Cli cli = Cli.line("bench S --seconds 0.01 --threads 2");

        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines()).hasSize(1);
        assertThat(cli.out()).startsWith("S, 1 step: median ").contains("first loss 3.2006", "2 threads, kernels ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            bench P --steps 5 | option --steps does not go with workload P, which has no inner steps (see 'meta4j bench --help')
            bench S --queries 75 | option --queries goes with workload O alone (see 'meta4j bench --help')
            bench O --queries 15 | queries must be 5 or 75, but was 15 (see 'meta4j bench --help')
            bench O --steps 2 | steps must be 1 or 5, but was 2 (see 'meta4j bench --help')
            bench S --seconds -1 | seconds must be above 0 and at most 3600, but was -1.0 (see 'meta4j bench --help')
            bench S --threads 0 | threads must be at least 1, but was 0 (see 'meta4j bench --help')
            bench X | unknown workload 'X': did you mean 'S'? (known: S, O, P)
            """)
    void wrongUseIsOneLine(String line, String error) {
        assertThat(Cli.line(line)).isEqualTo(new Cli(2, "", String.format("meta4j: %s%n", error)));
    }

    @Test
    void valuesAgreeWithinTheToleranceAndTheRoundingOfWhatWasWrittenDown() {
        assertThat(Tolerances.agree(2.842, 2.8425, 1e-4)).isTrue();
        assertThat(Tolerances.agree(2.842, 2.8429, 1e-4)).isFalse();
        assertThat(Tolerances.agree(52.743, 52.79, 1e-3)).isTrue();
        assertThat(Tolerances.agree(52.743, 52.80, 1e-3)).isFalse();
        assertThat(Tolerances.agree(3.2, Double.NaN, 1e-3)).isFalse();
    }
}
