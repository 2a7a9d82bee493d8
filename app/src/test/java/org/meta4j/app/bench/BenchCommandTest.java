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
    /** No Python is looked for: a test does not depend on what is installed. */
    private static final String SHORT = " --seconds 0.01 --threads 1 --python no-such-python --json";

    @Test
    void theSinusoidsFirstValuesComeOutAsOneJsonDocument() {
        Cli cli = Cli.line("bench s --steps 5" + SHORT);

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
                        "java",
                        "method",
                        "answer",
                        "tasksPerSecond",
                        "firstMs",
                        "fullSpeedMs",
                        "bytesPerIteration",
                        "workspaceMb",
                        "gflops",
                        "gemmShare",
                        "fmaShare",
                        "executedGflops",
                        "gemmPeakGflops",
                        "gemmPeakBy",
                        "fmaPeakGflops");
        assertThat(json.get("workload").stringValue()).isEqualTo("S");
        assertThat(json.get("loss").doubleValue()).isCloseTo(3.07229, within(3e-4));
        assertThat(json.get("minMs").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(json.get("medianMs").doubleValue());
        assertThat(json.get("steps").intValue()).isEqualTo(5);
        assertThat(json.get("queries").isNull()).isTrue();
        assertThat(json.get("gemmPeakBy").stringValue()).startsWith("own ");
        double gflops = json.get("gflops").doubleValue();
        // 25 tasks of ten supports and ten queries through a perceptron 1-40-40-1, counted by hand.
        double flops = 25 * 10 * (5 * (4 * 80 + 9 * 3280) + 2 * 80 + 3 * 3280);
        assertThat(gflops).isCloseTo(flops / json.get("medianMs").doubleValue() / 1e6, within(1e-9));
        assertThat(json.get("gemmShare").doubleValue())
                .isCloseTo(gflops / json.get("gemmPeakGflops").doubleValue(), within(1e-12));
    }

    @Test
    void adaptationAnswersAndSamplingCountsTasks() {
        JsonNode adapted =
                Json.parse("out", Cli.line("bench A --method protonet" + SHORT).out());
        assertThat(adapted.get("answer").doubleValue()).isCloseTo(7.0332e-5, within(1e-8));
        assertThat(adapted.get("method").stringValue()).isEqualTo("protonet");
        assertThat(adapted.get("loss").isNull()).isTrue();

        JsonNode sampled = Json.parse("out", Cli.line("bench D" + SHORT).out());
        assertThat(sampled.get("tasksPerSecond").doubleValue())
                .isCloseTo(200e3 / sampled.get("medianMs").doubleValue(), within(1e-6));
        assertThat(sampled.get("gflops").isNull()).isTrue();
    }

    @Test
    void oneAnswerIsAllThatIsSaidWhenItIsTimedFromTheOutside() {
        Cli cli = Cli.line("bench A --once --json");

        assertThat(cli.code()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.propertyNames()).containsExactly("workload", "method", "answer");
        assertThat(json.get("answer").doubleValue()).isCloseTo(0.4133, within(4e-4));
    }

    @Test
    void peopleGetOneLine() {
        Cli cli = Cli.line("bench S --seconds 0.01 --threads 2 --python no-such-python");

        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines()).hasSize(1);
        assertThat(cli.out())
                .startsWith("S, 1 step: median ")
                .contains("first loss 3.2006", "2 threads, kernels ", " by a large product (own ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            bench P --steps 5 | option --steps goes with workloads S and O alone (see 'meta4j bench --help')
            bench S --queries 75 | option --queries goes with workload O alone (see 'meta4j bench --help')
            bench S --method maml | option --method goes with workload A alone (see 'meta4j bench --help')
            bench P --once | option --once goes with workload A alone (see 'meta4j bench --help')
            bench A --method mam | unknown method 'mam': did you mean 'maml'? (known: maml, protonet)
            bench O --queries 15 | queries must be 5 or 75, but was 15 (see 'meta4j bench --help')
            bench O --steps 2 | steps must be 1 or 5, but was 2 (see 'meta4j bench --help')
            bench S --seconds -1 | seconds must be above 0 and at most 3600, but was -1.0 (see 'meta4j bench --help')
            bench S --threads 0 | threads must be at least 1, but was 0 (see 'meta4j bench --help')
            bench X | unknown workload 'X': did you mean 'S'? (known: S, O, P, A, D)
            bench | no workload given: name one of S, O, P, A, D, or a command: peers, scaling or accuracy (see 'meta4j bench --help')
            bench scaling --seconds 0 | seconds must be above 0 and at most 600, but was 0.0 (see 'meta4j bench scaling --help')
            bench accuracy --omniglot x --tasks 1 --out y | tasks must be at least 2, but was 1 (see 'meta4j bench accuracy --help')
            bench accuracy --omniglot x | missing required option: '--out=DIR', the folder to work in (see 'meta4j bench accuracy --help')
            """)
    void wrongUseIsOneLine(String line, String error) {
        assertThat(Cli.line(line)).isEqualTo(new Cli(2, "", String.format("meta4j: %s%n", error)));
    }
}
