package org.meta4j.app.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Safetensors;
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
