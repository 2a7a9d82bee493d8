package org.meta4j.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.app.Cli;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class ProgramCommandTest {
    static List<String> methods() {
        return Methods.all().stream().map(Method::name).toList();
    }

    private static JsonNode json(String line) {
        return Json.parse("out", Cli.line(line + " --json").out());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodHasAProgramWhoseStepsAddUpToItsTotals(String method) {
        JsonNode program = json("program " + method + " --ways 5 --queries 2");

        assertThat(program.path("method").stringValue()).isEqualTo(method);
        // Transfer is trained on batches of 16 classes, whatever the tasks to come.
        assertThat(program.path("ways").intValue()).isEqualTo(method.equals("transfer") ? 16 : 5);
        long flops = 0;
        long bytes = 0;
        int passes = 0;
        for (JsonNode step : program.path("steps")) {
            int times = step.path("times").intValue();
            flops += times * step.path("flops").longValue();
            bytes += times * step.path("bytes").longValue();
            passes += times;
        }
        assertThat(program.path("flops").longValue()).isEqualTo(flops).isPositive();
        assertThat(program.path("bytes").longValue()).isEqualTo(bytes).isPositive();
        assertThat(program.path("passes").intValue()).isEqualTo(passes).isPositive();
        assertThat(program.path("peakBytes").longValue())
                .isGreaterThan(
                        program.path("memory").path("program").path("workspace").longValue());
    }

    @Test
    void theListingNamesPartsLayersShapesAndTotals() {
        Cli cli = Cli.line("program maml --network mlp --queries 2 --threads 2");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .startsWith(String.format(
                        "One training task of maml: 5-way 1-shot, 2 queries a class, mlp, 1 inner step.%n"))
                .containsPattern("(?m)^ step  times +MFLOP +kB  part +layers +derivative  what$")
                .containsPattern("(?m)^ +\\d+ +1 +2\\.008 .* inner step 1 +layer1 +0 +matmul, add 5x256x784$")
                .containsPattern("(?m)^ +\\d+ +1 .* query +layer2 +1 +matmul of a transpose 256x128x10$")
                .containsPattern("(?m)^total +\\d+ +[\\d.]+ +[\\d,.]+ +a task; 4 tasks a meta-iteration$")
                .contains("memory of a training on 2 threads", "and the data themselves");
    }

    @Test
    void theListingShowsPipelinesWithTheirBlocks() {
        assertThat(Cli.line("program protonet --ways 20").out())
                .containsPattern("pipeline of 120 images, \\d+ at a time, in \\d+ parts")
                .containsPattern("(?m)^ {8,}.* block2\\.conv +0 +convolution 120x14x14x64 by 3x3x64, stride 2$");
    }

    @Test
    void recomputedStepsAreListedOnceWithTheirNumberAndTakeLessMemory() {
        JsonNode stored = json("program maml --inner-steps 5");
        JsonNode again = json("program maml --inner-steps 5 --recompute");

        assertThat(again.path("steps")).anyMatch(step -> step.path("times").intValue() == 5);
        assertThat(again.path("steps").size()).isLessThan(stored.path("steps").size() / 2);
        assertThat(again.path("peakBytes").longValue())
                .isLessThan(stored.path("peakBytes").longValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "program | missing required parameter: 'METHOD'",
                "program mamml | did you mean 'maml'?",
                "program protonet --inner-steps 3 | protonet takes no inner steps",
                "program fomaml --recompute | fomaml does not go back through its inner steps, so it stores none",
                "program maml --ways 1 | ways must be at least 2, but was 1",
                "program maml --threads 0 | threads must be at least 1, but was 0",
                "program maml --network cnn5 | cnn5"
            })
    void wrongUseIsExplained(String line, String message) {
        Cli cli = Cli.line(line.strip());

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).containsIgnoringCase(message);
    }
}
