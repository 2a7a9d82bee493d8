package org.meta4j.app.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.fixtures.CommandRun;
import org.meta4j.app.fixtures.ImageFiles;
import org.meta4j.app.fixtures.TinyModels;
import org.meta4j.data.Fingerprint;
import org.meta4j.data.Ink;
import org.meta4j.engine.Tensor;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.shipped.ShippedLearner;
import org.meta4j.tasks.ExampleShape;
import tools.jackson.databind.JsonNode;

final class AdaptCommandTest {
    @TempDir
    private Path temporary;

    private Path run;
    private Path model;
    private Path images;
    private Path out;

    @BeforeEach
    void aModelAndAFolder() throws IOException {
        run = Files.createDirectory(temporary.resolve("run"));
        model = run.resolve("model.safetensors");
        TinyModels.protonet().save(model);
        images = ImageFiles.folder(temporary.resolve("shapes"), 3, 4);
        out = temporary.resolve("out.task.safetensors");
    }

    @Test
    void a_folder_becomes_a_task_file() {
        CommandRun run = adapt(images, "--model", this.run, "-o", out);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "Learned 3 classes from 12 images in .* s, with run/model.safetensors \\(protonet\\)"),
                        line -> assertThat(line).isEqualTo("  bar     4 images"),
                        line -> assertThat(line).isEqualTo("  pole    4 images"),
                        line -> assertThat(line).isEqualTo("  square  4 images"),
                        line -> assertThat(line)
                                .matches(
                                        "Check: left out and predicted from the others, \\d+ of 12 images were put into"
                                                + " their class \\(.* %; chance is 33.3 %\\)"),
                        line -> assertThat(line).isEqualTo("Written: " + out),
                        line -> assertThat(line).isEqualTo("Now try: meta4j predict " + out + " IMAGE…"));
        TaskFile task = TaskFile.load(out);
        assertThat(task.classes()).containsExactly("bar", "pole", "square");
        assertThat(task.supports().get(0)).isEqualTo(new TaskFile.Support("bar/0.png", 0));
        assertThat(task.supports().get(11)).isEqualTo(new TaskFile.Support("square/3.png", 2));
        assertThat(task.ink()).isEqualTo(Ink.INVERT);
        assertThat(task.model().name()).isEqualTo("run/model.safetensors");
        assertThat(task.model().fingerprint()).hasSize(64);
    }

    @Test
    void a_model_file_does_as_well_as_its_run_and_gives_the_same_bytes() {
        adapt(images, "--model", run, "-o", out);
        Path other = temporary.resolve("other.task.safetensors");
        adapt(images, "--model", model, "-o", other);
        assertThat(other).hasSameBinaryContentAs(out);
    }

    @Test
    void json_is_one_document_on_standard_output() {
        CommandRun run = adapt(images, "--model", model, "-o", out, "--json");
        JsonNode json = Json.parse("out", run.out());
        assertThat(json.propertyNames())
                .containsExactly("file", "model", "method", "classes", "skipped", "leaveOneOut", "seconds");
        assertThat(json.get("file").stringValue()).isEqualTo(out.toString());
        assertThat(json.get("classes").get(1).toString()).isEqualTo("{\"name\":\"pole\",\"supports\":4}");
        assertThat(json.get("leaveOneOut").get("images").intValue()).isEqualTo(12);
        assertThat(json.get("leaveOneOut").get("accuracy").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void shots_take_the_first_images_by_name() {
        adapt(images, "--model", model, "-o", out, "--shots", 2);
        assertThat(TaskFile.load(out).supports())
                .extracting(TaskFile.Support::name)
                .containsExactly("bar/0.png", "bar/1.png", "pole/0.png", "pole/1.png", "square/0.png", "square/1.png");
    }

    @Test
    void with_one_image_a_class_there_is_no_check() {
        CommandRun run = adapt(images, "--model", model, "-o", out, "--shots", 1, "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(Json.parse("out", run.out()).get("leaveOneOut").isNull()).isTrue();
    }

    @Test
    void an_image_of_another_size_is_resized() {
        ImageFiles.write(images.resolve("bar/large.png"), 0, 1, 90);
        ImageFiles.write(images.resolve("bar/photo.jpg"), 0, 1, 45);
        assertThat(adapt(images, "--model", model, "-o", out).exitCode()).isZero();
        assertThat(TaskFile.load(out).supportsPerClass()).containsExactly(6, 4, 4);
    }

    @Test
    void without_a_model_the_learner_that_comes_with_meta4j_solves_the_task() {
        assertThat(adapt(images, "-o", out).exitCode()).isZero();
        TaskFile task = TaskFile.load(out);
        assertThat(task.model().name()).isEqualTo(ShippedLearner.NAME);
        assertThat(task.model().fingerprint()).isEqualTo(Fingerprint.ofBytes(ShippedLearner.bytes()));
        assertThat(task.exampleShape()).isEqualTo(ExampleShape.image(28, 28, 1));
    }

    @Test
    void shots_below_1_are_wrong_use() {
        assertWrongUse(adapt(images, "--model", model, "--shots", 0), "--shots must be at least 1, but was 0");
    }

    @Test
    void an_unknown_batch_norm_mode_is_wrong_use_with_a_suggestion() {
        CommandRun run = adapt(images, "--model", model, "--batch-norm", "runing", "-o", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown batch-norm mode 'runing': did you mean 'running'?");
    }

    @Test
    void a_batch_norm_mode_that_does_not_fit_the_method_is_refused() {
        assertFails(adapt(images, "--model", model, "--batch-norm", "transductive", "-o", out), "is not for protonet");
    }

    @Test
    void a_batch_norm_mode_that_fits_is_kept_with_the_task() {
        TinyModels.maml(3).save(model);
        assertThat(adapt(images, "--model", model, "--batch-norm", "transductive", "-o", out)
                        .exitCode())
                .isZero();
        assertThat(TaskFile.load(out).batchNorm()).isEqualTo(BatchNorm.TRANSDUCTIVE);
    }

    @Test
    void a_run_without_a_model_says_what_is_there() throws IOException {
        Files.delete(model);
        assertFails(
                adapt(images, "--model", run, "-o", out),
                "folder " + run
                        + " has no model.safetensors (it is empty): give the folder of a run or a model file; 'meta4j train' makes one");
        Files.writeString(run.resolve("metrics.jsonl"), "");
        assertFails(adapt(images, "--model", run, "-o", out), "(it has metrics.jsonl)");
    }

    @Test
    void a_model_that_is_not_there_is_named() {
        Path missing = temporary.resolve("nothing");
        assertFails(adapt(images, "--model", missing, "-o", out), "there is no model at " + missing + ": give");
    }

    @Test
    void a_task_file_is_no_model() {
        adapt(images, "--model", model, "-o", out);
        Path second = temporary.resolve("second.safetensors");
        CommandRun run = adapt(images, "--model", out, "-o", second);
        assertThat(run.err()).contains("this is a task file, but a model file is needed here");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(second).doesNotExist();
    }

    @Test
    void a_truncated_model_is_refused() throws IOException {
        ImageFiles.cut(model);
        assertFails(adapt(images, "--model", model, "-o", out), model + ": ");
    }

    @Test
    void a_model_whose_header_lies_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        Arrays.fill(bytes, 0, 7, (byte) 0x7f);
        Files.write(model, bytes);
        assertFails(adapt(images, "--model", model, "-o", out), model + ": ");
    }

    @Test
    void a_model_with_nan_weights_is_refused() {
        Document document = Documents.read(model);
        Tensor first = document.tensors().asMap().values().iterator().next();
        first.values()[0] = Float.NaN;
        Documents.write(model, Documents.MODEL, document.content(), document.tensors());
        assertFails(adapt(images, "--model", model, "-o", out), "NaN");
    }

    @Test
    void a_text_file_is_no_model() throws IOException {
        Files.writeString(model, "this is a text that somebody called a model by mistake");
        assertFails(adapt(images, "--model", model, "-o", out), model + ": ");
    }

    @Test
    void a_missing_folder_is_named() {
        Path missing = temporary.resolve("missing");
        assertFails(adapt(missing, "--model", model, "-o", out), "folder " + missing + " does not exist");
    }

    @Test
    void an_empty_folder_is_named() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertFails(adapt(empty, "--model", model, "-o", out), "folder " + empty + " is empty");
    }

    @Test
    void one_class_is_too_few() {
        Path one = ImageFiles.folder(temporary.resolve("one"), 1, 3);
        assertFails(adapt(one, "--model", model, "-o", out), "has one class only, 'bar'");
    }

    @Test
    void a_class_with_too_few_images_is_named_with_both_numbers() throws IOException {
        Files.delete(images.resolve("pole/3.png"));
        assertFails(
                adapt(images, "--model", model, "-o", out, "--shots", 4),
                "class 'pole' has 3 images, but --shots 4 needs 4: add images, or use fewer shots");
    }

    @Test
    void a_bad_image_is_named_and_left_out_only_if_that_is_asked_for() throws IOException {
        Path cut = ImageFiles.cut(images.resolve("bar/1.png"));
        Path empty = Files.write(images.resolve("pole/2.png"), new byte[0]);
        Files.writeString(images.resolve("square/3.png"), "no image at all");
        assertFails(adapt(images, "--model", model, "-o", out), "image " + cut + " cannot be used");
        CommandRun run = adapt(images, "--model", model, "-o", out, "--skip-bad");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).isEqualTo("left out: " + empty + " (the file has 0 bytes)"));
        assertThat(TaskFile.load(out).supportsPerClass()).containsExactly(3, 3, 3);
    }

    @Test
    void a_learner_for_5_ways_refuses_3_classes() {
        TinyModels.maml(5).save(model);
        assertFails(
                adapt(images, "--model", model, "-o", out),
                "the task has 3 classes, but this learner was meta-trained for 5-way tasks");
    }

    @Test
    void a_task_does_not_replace_its_own_model() throws IOException {
        byte[] before = Files.readAllBytes(model);
        assertFails(adapt(images, "--model", run, "-o", model), "the task would replace its own model");
        assertThat(model).hasBinaryContent(before);
    }

    @Test
    void an_output_that_cannot_be_written_is_named_before_the_work() {
        assertFails(adapt(images, "--model", model, "-o", run), "cannot write " + run + ": it is a folder");
        Path nowhere = temporary.resolve("no/such/folder.safetensors");
        assertFails(adapt(images, "--model", model, "-o", nowhere), "cannot write " + nowhere + ": there is no folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_named() {
        CommandRun run = adapt(images, "--model", model, "-o", "/dev/full");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("meta4j: cannot write /dev/full: the disk is full");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void the_help_shows_examples() {
        CommandRun run = CommandRun.of(new AdaptCommand(), "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: adapt", "meta4j adapt letters");
    }

    private CommandRun adapt(Object... args) {
        return CommandRun.of(new AdaptCommand(), args);
    }

    private static void assertWrongUse(CommandRun run, String message) {
        assertThat(run.err()).isEqualTo("meta4j: " + message + " (see 'adapt --help')\n");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private void assertFails(CommandRun run, String message) {
        assertThat(run.err()).startsWith("meta4j: ").contains(message);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> file.toString().endsWith("tmp")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
