package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import tools.jackson.databind.JsonNode;

/**
 * The page of examples/browser in Chromium without a window: learners solve tasks there as they do here. Skipped where Node, Chromium
 * or the runtime (npm install, or its dist folder in ORT_WEB) is not there.
 */
class BrowserTest {
    private static final ExampleShape IMAGES = new ExampleShape(List.of(28, 28, 1));
    private static final int WAYS = 5;
    private static final Pattern RESULT = Pattern.compile("(\\d+) tasks, largest difference of logits ([0-9.e-]+)");

    @TempDir
    private Path folder;

    private static Path example() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("examples").resolve("browser");
            if (Files.isRegularFile(found.resolve("build.mjs"))) {
                return found;
            }
        }
        throw new IllegalStateException("there is no folder examples/browser");
    }

    private static String program(String name) {
        Optional<Path> found = List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "skipped: there is no program " + name);
        return found.orElseThrow().toString();
    }

    @ParameterizedTest
    @CsvSource({"protonet, 0", "r2d2, 0", "maml, 1", "maml, 5"})
    void aPageLearnsAsWeDo(String method, int steps) throws Exception {
        Path example = example();
        Path runtime = Path.of(Optional.ofNullable(System.getenv("ORT_WEB"))
                .orElse(example.resolve("node_modules/onnxruntime-web/dist").toString()));
        Assumptions.assumeTrue(
                Files.isDirectory(runtime), "skipped: no onnxruntime-web in " + runtime + "; npm install");
        String node = program("node");
        program("chromium");
        TrainedLearner made = MadeUp.learner(method, IMAGES, WAYS, 1, 8);
        TrainedLearner learner = steps == 0
                ? made
                : made.withInner(Objects.requireNonNull(made.settings().inner()).withSolvingSteps(steps));
        Path model = folder.resolve("learner.onnx");
        LearnerExport.export(learner, new TaskSize(WAYS, 1, WAYS)).save(model);
        Path tasks = folder.resolve("tasks.json");
        Files.writeString(tasks, Json.write(tasks(learner)));
        Path page = folder.resolve("learn.html");
        run(node, example.resolve("build.mjs").toString(), model.toString(), page.toString(), tasks.toString());

        try (Chromium browser = new Chromium(program("chromium"), folder.resolve("profile"), page.toUri())) {
            // The page may not have begun when it is asked.
            String ready =
                    "new Promise(done => { const look = () => window.ready ? done(window.ready) : setTimeout(look, 20); look(); })";
            JsonNode shown = browser.await(ready);

            Matcher result = RESULT.matcher(shown.path("result").path("value").asString(""));
            assertThat(result.find()).as(shown.toString()).isTrue();
            assertThat(result.group(1)).isEqualTo("3");
            assertThat(Double.parseDouble(result.group(2))).isLessThan(1e-4);
        }
    }

    private static List<Map<String, Object>> tasks(TrainedLearner learner) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            Examples support = MadeUp.task(IMAGES, WAYS, 1, seed);
            Examples query = MadeUp.task(IMAGES, WAYS, 1, seed + 10);
            tasks.add(Map.of(
                    "inputs",
                    Map.of("support", support.inputs(), "labels", MadeUp.labels(support), "query", query.inputs()),
                    "logits",
                    learner.learn(support).predict(query).scores()));
        }
        return tasks;
    }

    private String run(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(String.join(" ", words))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
        return Files.readString(out);
    }
}
