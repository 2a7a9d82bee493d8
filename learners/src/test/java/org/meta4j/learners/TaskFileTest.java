package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.data.Ink;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class TaskFileTest {
    private static final ExampleShape SHAPE = ExampleShape.image(12, 12, 1);
    private static final List<String> CLASSES = List.of("bolt", "nut", "screw");
    private static final int SUPPORTS = 7;
    private static final TaskFile.Model MODEL = new TaskFile.Model("runs/model.safetensors", "00ff", "drawn");

    @TempDir
    private Path folder;

    private static TrainedLearner learner(String name) {
        Method method = Methods.named(name);
        LearnerSettings defaults = method.defaults(SHAPE, new EpisodeShape(CLASSES.size(), 1, 1));
        LearnerSettings settings = defaults.withNetwork(defaults.network().withFilters(4));
        TrainingSettings training = method.trainingDefaults(EpisodeShape.DEFAULT);
        return new TrainedLearner(
                settings,
                method.objective(settings).initialise(5),
                method.objective(settings).initialStatistics(),
                new Provenance("drawn", "ab", training, 1, 1, -1, "test", "17", "plain"));
    }

    private static float[] images(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[count * SHAPE.length()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return images;
    }

    private static TaskFile solved(TrainedLearner learner) {
        int[] labels = IntStream.range(0, SUPPORTS).map(i -> i % CLASSES.size()).toArray();
        List<String> names = IntStream.range(0, SUPPORTS)
                .mapToObj(i -> CLASSES.get(i % CLASSES.size()) + "/" + i + ".png")
                .toList();
        Examples support = new Examples(SHAPE, images(1, SUPPORTS), new Targets.Classes(labels, CLASSES));
        return TaskFile.solve(learner, MODEL, support, names, Ink.INVERT);
    }

    private Path saved(String method) {
        Path file = folder.resolve("letters.task.safetensors");
        solved(learner(method)).save(file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "protonet,running",
        "maml,support-plus-one",
        "maml,transductive",
        "fomaml,support-plus-one",
        "siamese,running",
        "siamese-triplet,running",
    })
    void a_loaded_task_predicts_the_same_bits_as_before_it_was_saved(String method, String mode) {
        TaskFile before = solved(learner(method).withBatchNorm(BatchNorm.named(mode)));
        Path file = folder.resolve("task.safetensors");
        before.save(file);
        TaskFile after = TaskFile.load(file);
        Predictions expected = before.predict(images(2, 5));
        Predictions found = after.predict(images(2, 5));
        assertThat(found.probabilities()).containsExactly(expected.probabilities());
        assertThat(found.supportDistances()).containsExactly(expected.supportDistances());
        assertThat(expected.supportDistances())
                .as("distances differ, so order matters")
                .doesNotHaveDuplicates();
        assertThat(after.classes()).isEqualTo(before.classes());
        assertThat(after.supports()).isEqualTo(before.supports());
        assertThat(after.learner()).isEqualTo(before.learner());
        assertThat(after.batchNorm().label()).isEqualTo(mode);
        assertThat(after.ink()).isEqualTo(Ink.INVERT);
        assertThat(after.model()).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml", "siamese"})
    void saving_what_was_loaded_gives_the_same_bytes(String method) throws IOException {
        Path file = saved(method);
        Path again = folder.resolve("again.safetensors");
        TaskFile.load(file).save(again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void a_support_of_a_prototype_learner_is_nearest_to_itself_at_distance_0() {
        TaskFile task = solved(learner("protonet"));
        float[] supports = images(1, SUPPORTS);
        for (int i = 0; i < SUPPORTS; i++) {
            float[] one = Arrays.copyOfRange(supports, i * SHAPE.length(), (i + 1) * SHAPE.length());
            List<TaskFile.Nearest> nearest = task.nearest(task.predict(one), 0, 3);
            assertThat(nearest).hasSize(3);
            assertThat(nearest.get(0).name()).isEqualTo(task.supports().get(i).name());
            assertThat(nearest.get(0).distance()).isLessThan(1e-3);
            assertThat(nearest.get(1).distance())
                    .isLessThanOrEqualTo(nearest.get(2).distance());
        }
    }

    @Test
    void no_more_supports_are_nearest_than_there_are() {
        TaskFile task = solved(learner("protonet"));
        assertThat(task.nearest(task.predict(images(3, 1)), 0, 99)).hasSize(SUPPORTS);
    }

    @Test
    void it_counts_the_supports_of_each_class() {
        assertThat(solved(learner("protonet")).supportsPerClass()).containsExactly(3, 2, 2);
    }

    @Test
    void a_model_file_is_no_task_file() {
        Path file = folder.resolve("model.safetensors");
        learner("protonet").save(file);
        assertRefused(file, "this is a model file, but a task file is needed here");
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(saved("protonet"));
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertRefused(cut, cut.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml", "siamese"})
    void every_tensor_is_needed_and_none_may_have_another_shape(String method) {
        Path file = saved(method);
        Document document = Documents.read(file);
        Path changed = folder.resolve("changed.safetensors");
        for (String name : document.tensors().names()) {
            // Files of before tasks could be explained lack the images; only learners that adapt need them to predict.
            if (!name.equals("support/inputs") || method.equals("maml")) {
                Map<String, Tensor> without =
                        new LinkedHashMap<>(document.tensors().asMap());
                without.remove(name);
                Documents.write(changed, Documents.TASK, document.content(), Tensors.of(without));
                assertRefused(changed, "is missing: the file is not complete");
            }

            Map<String, Tensor> longer = new LinkedHashMap<>(document.tensors().asMap());
            longer.put(name, Tensor.zeros(Shape.of(longer.get(name).values().length + 1)));
            Documents.write(changed, Documents.TASK, document.content(), Tensors.of(longer));
            assertRefused(changed, "but its settings call for");
        }
    }

    @Test
    void numbers_that_are_not_finite_are_refused() {
        Path changed = change(
                "protonet",
                (content, tensors) -> tensors.get("support/embeddings").values()[3] = Float.NaN);
        assertRefused(changed, "NaN");
    }

    @Test
    void labels_must_be_those_of_the_named_supports() {
        Path changed = change(
                "protonet", (content, tensors) -> tensors.get("support/labels").values()[0] = 2);
        assertRefused(changed, "tensor 'support/labels' has 2.0 at 0, but the document says 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void ways_must_be_the_number_of_classes(String method) {
        Path changed = change(method, (content, tensors) -> tensors.get("ways").values()[0] = 1e9f);
        assertRefused(changed, "tensor 'ways' has 1.0E9 at 0, but the document says 3");
    }

    @Test
    void one_name_too_few_is_refused() {
        assertRefused(
                change("protonet", (content, tensors) -> ((ArrayNode) content.get("supports")).remove(0)),
                "its settings call for");
        assertRefused(
                change("maml", (content, tensors) -> ((ArrayNode) content.get("classes")).remove(0)),
                "tensor 'ways' has 3.0");
    }

    @Test
    void a_document_that_contradicts_itself_is_refused_with_its_reason() {
        assertRefused(
                change("protonet", (content, tensors) -> ((ArrayNode) content.get("classes")).set(1, "bolt")),
                "class names must be different");
        assertRefused(
                change("protonet", (content, tensors) -> content.put("ink", "auto")), "ink must be invert or keep");
        assertRefused(change("protonet", (content, tensors) -> content.put("ink", "blue")), "ink");
        assertRefused(change("protonet", (content, tensors) -> content.putNull("model")), "a field is null");
        assertRefused(
                change("protonet", (content, tensors) -> ((ArrayNode) content.get("supports")).setNull(0)),
                "a field is null");
        assertRefused(
                change("protonet", (content, tensors) -> content.put("batchNorm", "transductive")),
                "is not for protonet");
        assertRefused(
                change("protonet", (content, tensors) -> ((ObjectNode) content.get("learner")).put("method", "maml")),
                "needs inner-loop settings");
        assertRefused(change("protonet", (content, tensors) -> content.put("colour", "red")), "unknown field 'colour'");
        assertRefused(change("protonet", (content, tensors) -> content.remove("model")), "field 'model' is missing");
    }

    @Test
    void names_and_examples_must_be_as_many() {
        TrainedLearner learner = learner("protonet");
        Examples support = new Examples(SHAPE, images(1, 3), new Targets.Classes(new int[] {0, 1, 2}, CLASSES));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFile.solve(learner, MODEL, support, List.of("a"), Ink.KEEP))
                .withMessage("1 names were given for 3 support examples");
    }

    @Test
    void numbers_that_make_no_whole_examples_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solved(learner("protonet")).predict(new float[145]))
                .withMessage("145 numbers do not make whole examples of 12×12×1");
    }

    private Path change(String method, BiConsumer<ObjectNode, Tensors> change) {
        Document document = Documents.read(saved(method));
        change.accept((ObjectNode) document.content().get("task"), document.tensors());
        Path changed = folder.resolve("changed.safetensors");
        Documents.write(changed, Documents.TASK, document.content(), document.tensors());
        return changed;
    }

    private static void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(FileFormatException.class)
                .isThrownBy(() -> TaskFile.load(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(reason)
                .withMessageNotContaining("\n");
    }
}
