package org.meta4j.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.adapt.AdaptCommand;
import org.meta4j.app.fixtures.CommandRun;
import org.meta4j.app.predict.PredictCommand;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import tools.jackson.databind.JsonNode;

final class DemoCommandTest {
    @TempDir
    private Path temporary;

    /** The standard demo, made small. */
    private static DemoPlan tiny() {
        DemoPlan plan = DemoPlan.standard();
        TrainingSettings training =
                plan.training().withEpisode(new EpisodeShape(10, 1, 2)).withIterations(12);
        return new DemoPlan(
                DrawnAlphabetsSettings.DEFAULT.withAlphabets(3).withCharactersPerAlphabet(8),
                plan.learner().withNetwork(plan.learner().network().withFilters(8)),
                training,
                20);
    }

    @Test
    void json_keeps_the_contract_and_everything_else_goes_to_standard_error() throws IOException {
        Path out = temporary.resolve("demo");
        CommandRun run = demo("--json", "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = Json.parse("out", run.out());
        assertThat(run.out().lines()).hasSize(1);
        assertThat(json.propertyNames()).containsExactly("oneShot", "fiveShot", "picture", "seconds");
        for (String score : new String[] {"oneShot", "fiveShot"}) {
            assertThat(json.get(score).propertyNames()).containsExactly("accuracy", "ci95");
            // 12 small episodes teach little, but a learner that looks at the drawings is far better than guessing.
            assertThat(json.get(score).get("accuracy").doubleValue()).isBetween(0.25, 1.0);
            assertThat(json.get(score).get("ci95").doubleValue()).isBetween(0.0, 0.3);
        }
        assertThat(json.get("seconds").doubleValue()).isPositive();
        assertThat(json.get("picture").stringValue())
                .isEqualTo(out.resolve("episode.png").toString());
        assertThat(ImageIO.read(out.resolve("episode.png").toFile()).getWidth()).isGreaterThan(100);
        assertThat(run.err()).contains("episode 12 of 12", "by guessing                         20.00 % right");
    }

    @Test
    void the_commands_that_it_names_work() throws IOException {
        Path out = temporary.resolve("demo");
        CommandRun run = demo("--out", out);
        assertThat(run.out()).contains("meta4j adapt " + out.resolve("alphabet-08") + " --model " + out);
        Path task = temporary.resolve("alphabet.task.safetensors");
        CommandRun adapted = CommandRun.of(new AdaptCommand(), out.resolve("alphabet-08"), "--model", out, "-o", task);
        assertThat(adapted.exitCode()).as(adapted.err()).isZero();
        assertThat(adapted.out()).contains("Learned 8 classes from 40 images");
        CommandRun predicted = CommandRun.of(new PredictCommand(), task, out.resolve("alphabet-08-unknown"), "--json");
        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        JsonNode answers = Json.parse("out", predicted.out());
        assertThat(answers).hasSize(16);
        Predictions expected = straightFromTheDrawings(out.resolve("model.safetensors"));
        for (int i = 0; i < 16; i++) {
            JsonNode answer = answers.get(i);
            assertThat(answer.get("file").stringValue())
                    .endsWith(String.format("alphabet-08-unknown/character-%02d-%d.png", i / 2, 6 + i % 2));
            assertThat(answer.get("class").stringValue()).isEqualTo(String.format("character-%02d", expected.label(i)));
            assertThat(answer.get("probability").doubleValue())
                    .isCloseTo(expected.probability(i, expected.label(i)), within(1e-5));
        }
    }

    /** What the model says of the same drawings without image files, folders and commands between them. */
    private static Predictions straightFromTheDrawings(Path model) {
        LabelledExamples drawings =
                DrawnAlphabets.metaDataset(tiny().drawn(), 0).test();
        int length = drawings.shape().length();
        float[] support = new float[40 * length];
        float[] query = new float[16 * length];
        int[] labels = new int[40];
        for (int c = 0; c < 8; c++) {
            for (int i = 0; i < 5; i++) {
                labels[5 * c + i] = c;
                drawings.read(c, i, support, (5 * c + i) * length);
            }
            drawings.read(c, 5, query, 2 * c * length);
            drawings.read(c, 6, query, (2 * c + 1) * length);
        }
        List<String> names = IntStream.range(0, 8).mapToObj(String::valueOf).toList();
        return TrainedLearner.load(model)
                .learn(new Examples(drawings.shape(), support, new Targets.Classes(labels, names)))
                .predict(new Examples(drawings.shape(), query, new Targets.None(16)));
    }

    @Test
    void the_same_seed_gives_the_same_result_with_any_number_of_threads() {
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        JsonNode one = Json.parse(
                "out",
                demo("--json", "--seed", 4, "--threads", 1, "--out", first).out());
        JsonNode two = Json.parse(
                "out",
                demo("--json", "--seed", 4, "--threads", 2, "--out", second).out());
        assertThat(two.get("oneShot")).isEqualTo(one.get("oneShot"));
        assertThat(two.get("fiveShot")).isEqualTo(one.get("fiveShot"));
        assertThat(second.resolve("episode.png")).hasSameBinaryContentAs(first.resolve("episode.png"));
        JsonNode other =
                Json.parse("out", demo("--json", "--seed", 5, "--out", first).out());
        assertThat(other.get("oneShot")).isNotEqualTo(one.get("oneShot"));
    }

    @Test
    void numbers_below_their_bounds_are_wrong_use() {
        assertWrongUse("--episodes", 0, "--episodes must be at least 1, but was 0");
        assertWrongUse("--tasks", 1, "--tasks must be at least 2, but was 1");
        assertWrongUse("--threads", -2, "--threads must be at least 1, but was -2");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_before_the_work() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        CommandRun run = demo("--out", file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("meta4j: cannot write to " + file + ": it is a file; name a folder\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_folder_without_omniglot_is_named_before_the_work() {
        CommandRun run = demo("--data", temporary, "--out", temporary.resolve("demo"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has neither images_background.zip nor omniglot-images_background.zip");
        assertThat(run.out()).isEmpty();
        assertThat(temporary.resolve("demo")).doesNotExist();
    }

    private static CommandRun demo(Object... args) {
        return CommandRun.of(new DemoCommand(tiny()), args);
    }

    private void assertWrongUse(String option, int value, String message) {
        Path out = temporary.resolve("demo");
        CommandRun run = demo("--out", out, option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("meta4j: " + message + " (see 'demo --help')\n");
        assertThat(out).doesNotExist();
    }
}
