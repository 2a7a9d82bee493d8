package org.meta4j.app.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.adapt.AdaptCommand;
import org.meta4j.app.fixtures.CommandRun;
import org.meta4j.app.fixtures.ImageFiles;
import org.meta4j.app.fixtures.TinyModels;
import org.meta4j.data.ImageReader;
import org.meta4j.data.Ink;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Safetensors;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Familiarity;
import org.meta4j.tasks.Predictions;
import tools.jackson.databind.JsonNode;

final class PredictCommandTest {
    @TempDir
    private Path temporary;

    private Path images;
    private Path model;
    private Path task;

    @BeforeEach
    void aTask() {
        model = temporary.resolve("model.safetensors");
        TinyModels.protonet().save(model);
        images = ImageFiles.folder(temporary.resolve("shapes"), 3, 3);
        task = temporary.resolve("shapes.task.safetensors");
        assertThat(CommandRun.of(new AdaptCommand(), images, "--model", model, "-o", task)
                        .exitCode())
                .isZero();
    }

    @Test
    void json_gives_each_image_its_class_probability_and_three_nearest_supports() {
        Path query = ImageFiles.write(temporary.resolve("query.png"), 2, 1, 28);
        CommandRun run = predict(task, query, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode json = Json.parse("out", run.out());
        assertThat(json).hasSize(1);
        assertThat(json.get(0).propertyNames()).containsExactly("file", "class", "probability", "nearest");
        assertThat(json.get(0).get("file").stringValue()).isEqualTo(query.toString());
        assertThat(json.get(0).get("nearest")).hasSize(3);
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void what_is_printed_is_what_the_library_says() {
        Path query = ImageFiles.write(temporary.resolve("query.png"), 1, 2, 40);
        TaskFile loaded = TaskFile.load(task);
        Predictions expected = loaded.predict(ImageReader.read(query, loaded.exampleShape(), Ink.INVERT));
        JsonNode json = Json.parse("out", predict(task, query, "--json").out()).get(0);
        int label = expected.label(0);
        assertThat(json.get("class").stringValue()).isEqualTo(loaded.classes().get(label));
        assertThat(json.get("probability").floatValue()).isEqualTo(expected.probability(0, label));
        assertThat(json.get("nearest").get(0).stringValue())
                .isEqualTo(loaded.nearest(expected, 0, 1).get(0).name());
    }

    @Test
    void a_support_is_its_own_nearest_support() {
        CommandRun run = predict(task, images.resolve("pole/1.png"), "--json");
        assertThat(Json.parse("out", run.out()).get(0).get("nearest").get(0).stringValue())
                .isEqualTo("pole/1.png");
    }

    @Test
    void people_get_aligned_columns() {
        Path a = ImageFiles.write(temporary.resolve("a.png"), 0, 1, 28);
        Path longer = ImageFiles.write(temporary.resolve("much-longer.png"), 2, 2, 28);
        List<String> lines = predict(task, a, longer).out().lines().toList();
        assertThat(lines).hasSize(3);
        int column = lines.get(0).indexOf("class");
        assertThat(column).isEqualTo(longer.toString().length() + 2);
        assertThat(lines.get(0)).endsWith("probability  nearest example (distance)");
        assertThat(lines.get(1).substring(column)).matches("(bar|pole|square) +\\d+\\.\\d %  \\w+/\\d\\.png \\(.*\\)");
        assertThat(lines.get(1).indexOf('%')).isEqualTo(lines.get(2).indexOf('%'));
    }

    @Test
    void a_folder_gives_all_images_below_it_sorted_without_hidden_and_other_files() throws IOException {
        Path folder = temporary.resolve("queries");
        Path b = ImageFiles.write(folder.resolve("b.png"), 0, 0, 28);
        Path a = ImageFiles.write(folder.resolve("inside/deep/a.jpg"), 1, 0, 28);
        ImageFiles.write(folder.resolve(".hidden/c.png"), 1, 0, 28);
        ImageFiles.write(folder.resolve(".d.png"), 1, 0, 28);
        Files.writeString(folder.resolve("readme.txt"), "no image");
        JsonNode json = Json.parse("out", predict(task, folder, "--json").out());
        assertThat(json)
                .extracting(answer -> answer.get("file").stringValue())
                .containsExactly(b.toString(), a.toString());
    }

    @Test
    void an_answer_does_not_depend_on_the_images_beside_it() {
        Path query = ImageFiles.write(temporary.resolve("query.png"), 1, 2, 28);
        JsonNode alone = Json.parse("out", predict(task, query, "--json").out());
        JsonNode among =
                Json.parse("out", predict(task, images, query, "--json").out());
        assertThat(among).hasSize(10);
        assertThat(among.get(9).get("class")).isEqualTo(alone.get(0).get("class"));
        assertThat(among.get(9).get("probability").doubleValue())
                .isCloseTo(alone.get(0).get("probability").doubleValue(), within(1e-6));
    }

    @Test
    void a_task_of_an_adapting_learner_predicts_too() {
        TinyModels.maml(3).save(model);
        CommandRun.of(new AdaptCommand(), images, "--model", model, "-o", task);
        CommandRun run = predict(task, images, "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(Json.parse("out", run.out())).hasSize(9);
    }

    /** A model with a threshold that all or no image passes. */
    private void calibrate(double threshold, double temperature) {
        TinyModels.protonet()
                .withCalibration(new Calibration(
                        Familiarity.LARGEST_SCORE,
                        List.of(new Calibration.Entry(5, 1, 5, temperature, threshold, 1e9, 0.9, 0.01)),
                        new Calibration.Origin("validation", "drawn", "ab", BatchNorm.RUNNING, 10, 0)))
                .save(model);
        Path singles = ImageFiles.folder(temporary.resolve("singles"), 3, 1);
        assertThat(CommandRun.of(new AdaptCommand(), singles, "--model", model, "-o", task)
                        .exitCode())
                .isZero();
    }

    @Test
    void an_image_below_the_threshold_is_none_of_these() {
        calibrate(1e6, 1);
        Path query = ImageFiles.write(temporary.resolve("query.png"), 3, 1, 28);
        JsonNode json = Json.parse("out", predict(task, query, "--json").out()).get(0);
        assertThat(json.propertyNames()).containsExactly("file", "class", "probability", "nearest");
        assertThat(json.get("class").isNull()).isTrue();
        assertThat(json.get("probability").isNull()).isTrue();
        assertThat(json.get("nearest")).hasSize(3);
        assertThat(predict(task, query).out().lines().skip(1))
                .singleElement()
                .asString()
                .contains("  none of these            -  ");
    }

    @Test
    void an_image_above_the_threshold_has_its_calibrated_probability() {
        calibrate(-1e6, 5);
        Path query = ImageFiles.write(temporary.resolve("query.png"), 2, 1, 28);
        JsonNode calibrated =
                Json.parse("out", predict(task, query, "--json").out()).get(0);
        TaskFile loaded = TaskFile.load(task);
        float[] input = ImageReader.read(query, loaded.exampleShape(), Ink.INVERT);
        Predictions raw = loaded.withCalibration(null).predict(input);
        int label = raw.label(0);
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Math.exp((raw.scores()[c] - raw.scores()[label]) / 5);
        }
        assertThat(calibrated.get("class").stringValue())
                .isEqualTo(loaded.classes().get(label));
        assertThat(calibrated.get("probability").doubleValue()).isCloseTo(1 / sum, within(1e-6));
    }

    @Test
    void a_task_with_several_supports_has_a_threshold_that_they_themselves_pass() {
        calibrate(1e6, 1);
        CommandRun adapted = CommandRun.of(new AdaptCommand(), images, "--model", model, "-o", task);
        assertThat(adapted.exitCode()).isZero();
        JsonNode json = Json.parse("out", predict(task, images, "--json").out());
        assertThat(json).noneMatch(answer -> answer.get("class").isNull());
    }

    @Test
    void explain_gives_every_support_its_distance_and_its_effect() {
        Path query = ImageFiles.write(temporary.resolve("query.png"), 1, 2, 28);
        JsonNode json = Json.parse(
                        "out", predict(task, query, "--explain", "--json").out())
                .get(0);
        assertThat(json.propertyNames()).containsExactly("file", "class", "probability", "nearest", "supports");
        JsonNode supports = json.get("supports");
        assertThat(supports).hasSize(9);
        double before = 0;
        for (JsonNode support : supports) {
            assertThat(support.propertyNames()).containsExactly("file", "distance", "effect");
            assertThat(support.get("distance").doubleValue()).isGreaterThanOrEqualTo(before);
            before = support.get("distance").doubleValue();
            assertThat(support.get("effect").doubleValue()).isBetween(-1.0, 1.0);
        }
        assertThat(supports.get(0).get("file")).isEqualTo(json.get("nearest").get(0));
        assertThat(predict(task, query, "--json").out()).doesNotContain("supports");
    }

    @Test
    void explain_tells_people_the_nearest_supports() {
        Path query = ImageFiles.write(temporary.resolve("query.png"), 1, 2, 28);
        List<String> lines = predict(task, query, "--explain").out().lines().toList();
        int why = lines.indexOf("");
        assertThat(why).isEqualTo(2);
        assertThat(lines.get(why + 1)).matches("Why .*query\\.png is '(bar|pole|square)' \\(\\d+\\.\\d %\\):");
        assertThat(lines.get(why + 2))
                .matches("  nearest     \\w+/\\d\\.png +distance +\\d+\\.\\d\\d  effect +[+-]?\\d+\\.\\d %.*");
        assertThat(lines.size()).isBetween(why + 7, why + 9);
    }

    @Test
    void the_picture_shows_a_frame_for_each_support_that_helps_or_hurts() throws IOException {
        Path picture = temporary.resolve("why.png");
        CommandRun run = predict(task, images, "--picture", picture, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("supports");
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isBetween(600, 1200);
        assertThat(image.getHeight()).isGreaterThan(9 * 100);
        int coloured = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y) & 0xFFFFFF;
                coloured += colour == 0x2C9A5B || colour == 0xD23B3B ? 1 : 0;
            }
        }
        // A frame of 3 pixels around 64: at least the nearest support of each of nine images has one.
        assertThat(coloured).isGreaterThan(9 * 4 * 64 * 3);
    }

    @Test
    void a_picture_of_too_many_images_is_wrong_use() {
        Path many = ImageFiles.folder(temporary.resolve("many"), 4, 6);
        CommandRun run = predict(task, many, "--picture", temporary.resolve("why.png"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--picture shows at most 20 images, but there are 24");
        assertThat(temporary.resolve("why.png")).doesNotExist();
    }

    @Test
    void an_adapting_learner_explains_by_adapting_again() {
        TinyModels.maml(3).save(model);
        CommandRun.of(new AdaptCommand(), images, "--model", model, "-o", task);
        JsonNode json = Json.parse(
                        "out",
                        predict(task, images.resolve("bar/0.png"), "--explain", "--json")
                                .out())
                .get(0);
        assertThat(json.get("supports"))
                .hasSize(9)
                .allMatch(support -> support.get("effect").isNumber());
    }

    @Test
    void a_bad_image_stops_everything_before_any_output() throws IOException {
        Path good = ImageFiles.write(temporary.resolve("good.png"), 0, 0, 28);
        Path cut = ImageFiles.cut(ImageFiles.write(temporary.resolve("cut.png"), 0, 0, 28));
        Path empty = Files.createFile(temporary.resolve("empty.png"));
        assertFails(
                predict(task, good, cut, empty, "--json"),
                "image " + cut + " cannot be used",
                ", nor can 1 more: replace or remove it, or use --skip-bad");
        CommandRun run = predict(task, good, cut, empty, "--json", "--skip-bad");
        assertThat(run.exitCode()).isZero();
        assertThat(Json.parse("out", run.out())).hasSize(1);
        assertThat(run.err().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("left out: image " + empty + " cannot be used (the file has 0 bytes)"));
    }

    @Test
    void if_every_image_is_bad_nothing_is_left_to_skip_to() throws IOException {
        Path empty = Files.createFile(temporary.resolve("empty.png"));
        assertFails(predict(task, empty, "--skip-bad"), "(the file has 0 bytes): no image is left");
    }

    @Test
    void a_missing_image_is_named() {
        Path missing = temporary.resolve("missing.png");
        assertFails(predict(task, missing), "image " + missing + " cannot be used (no such file)");
    }

    @Test
    void a_folder_without_images_is_named() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertFails(predict(task, empty), "folder " + empty + " has no PNG, JPEG, GIF, BMP, TIFF or WebP images");
    }

    @Test
    void a_model_file_is_no_task_file() {
        assertFails(predict(model, images), model + ": this is a model file, but a task file is needed here");
    }

    @Test
    void a_missing_task_file_is_named() {
        Path missing = temporary.resolve("missing.safetensors");
        assertFails(predict(missing, images), missing + ": there is no such file");
    }

    @Test
    void a_truncated_task_file_is_refused() throws IOException {
        ImageFiles.cut(task);
        assertFails(predict(task, images), task + ": ");
    }

    @Test
    void a_task_file_with_nan_is_refused() {
        Document document = Documents.read(task);
        document.tensors().get("support/embeddings").values()[0] = Float.NaN;
        Documents.write(task, Documents.TASK, document.content(), document.tensors());
        assertFails(predict(task, images), "NaN");
    }

    @Test
    void a_safetensors_file_of_another_program_is_refused() {
        Safetensors.write(
                task, Map.of(), Tensors.of(Documents.read(model).tensors().asMap()));
        assertFails(predict(task, images), "was not written by meta4j");
    }

    @Test
    void without_an_image_the_use_is_wrong() {
        CommandRun run = predict(task);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("IMAGE");
    }

    private static CommandRun predict(Object... args) {
        return CommandRun.of(new PredictCommand(), args);
    }

    private static void assertFails(CommandRun run, String... parts) {
        assertThat(run.err()).contains(parts);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }
}
