package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.data.Ink;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.VersionOneSamples.Predicted;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Trainer;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Predictions;
import tools.jackson.databind.JsonNode;

/** Files of format version 1 are read for ever, and answer as on the day they were made. */
class VersionOneTest {
    /** Kernels of other processors round otherwise. */
    private static final Offset<Float> ROUNDING = within(1e-6f);

    static List<LearnerSettings> learners() {
        return VersionOneSamples.LEARNERS;
    }

    private static Path sample(String name) {
        try {
            return Path.of(Objects.requireNonNull(VersionOneTest.class.getResource("v1/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path sample(LearnerSettings settings, String kind) {
        return sample(settings.method() + "." + kind + ".safetensors");
    }

    private static ExampleShape shape(LearnerSettings settings) {
        return new ExampleShape(settings.network().exampleShape());
    }

    private static Predicted expected(LearnerSettings settings) {
        return Arrays.stream(Json.read(sample("predictions.json"), Predicted[].class))
                .filter(predicted -> predicted.method().equals(settings.method()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertPredictsAsThen(LearnerSettings settings, Predictions found) {
        float[] expected = new float[VersionOneSamples.QUERIES * VersionOneSamples.EPISODE.ways()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected(settings).probabilities().get(i);
        }
        assertThat(found.probabilities()).containsExactly(expected, ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aModelLearnsAndPredictsAsThen(LearnerSettings settings) {
        TrainedLearner learner = TrainedLearner.load(sample(settings, "model"));
        assertThat(learner.settings()).isEqualTo(settings);
        assertThat(learner.calibration())
                .isEqualTo(settings.method().equals("siamese") ? VersionOneSamples.CALIBRATION : null);
        assertThat(learner.provenance().data()).isEqualTo("patterns");
        assertThat(learner.provenance().training().episode()).isEqualTo(VersionOneSamples.EPISODE);
        TaskFile task = VersionOneSamples.task(learner);
        Predictions found =
                task.predict(VersionOneSamples.queries(shape(settings)).inputs());
        assertPredictsAsThen(settings, found);
        assertThat(VersionOneSamples.known(task, found))
                .isEqualTo(expected(settings).known());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aTaskPredictsAsThen(LearnerSettings settings) {
        TaskFile task = TaskFile.load(sample(settings, "task"));
        Predictions found =
                task.predict(VersionOneSamples.queries(shape(settings)).inputs());
        assertPredictsAsThen(settings, found);
        assertThat(VersionOneSamples.nearest(task, found))
                .isEqualTo(expected(settings).nearest());
        assertThat(VersionOneSamples.known(task, found))
                .isEqualTo(expected(settings).known());
        assertThat(task.classes()).containsExactly("pattern10", "pattern11", "pattern12");
        assertThat(task.supports().get(3)).isEqualTo(new TaskFile.Support("b/1", 1));
        assertThat(task.ink()).isEqualTo(Ink.KEEP);
        assertThat(task.model()).isEqualTo(new TaskFile.Model("run/model.safetensors", "00", "patterns"));
        assertThat(task.batchNorm()).isEqualTo(Methods.named(settings.method()).predictionBatchNorm());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aCheckpointHoldsTheModelAndTrainingGoesOnFromIt(LearnerSettings settings) {
        Checkpoint checkpoint = Checkpoint.read(sample(settings, "checkpoint"));
        assertThat(checkpoint.learner()).isEqualTo(settings);
        assertThat(checkpoint.data()).isEqualTo(new Checkpoint.DataIdentity("patterns", "00"));
        assertThat(checkpoint.state().iteration()).isEqualTo(VersionOneSamples.ITERATIONS);
        assertSame(
                checkpoint.learned().parameters(),
                TrainedLearner.load(sample(settings, "model")).parameters());

        Tensors before = checkpoint.state().parameters().copy();
        try (Workers workers = new Workers(1)) {
            new Trainer(
                            settings,
                            checkpoint.training().withIterations(VersionOneSamples.ITERATIONS + 1),
                            Patterns.dataset(shape(settings)),
                            workers)
                    .train(checkpoint.state(), kept -> {});
        }
        assertThat(checkpoint.state().iteration()).isEqualTo(VersionOneSamples.ITERATIONS + 1);
        assertThat(checkpoint.state().parameters().asMap())
                .anySatisfy((name, tensor) -> assertThat(tensor.values())
                        .isNotEqualTo(before.get(name).values()));
    }

    private static void assertSame(Tensors found, Tensors expected) {
        assertThat(found.names()).isEqualTo(expected.names());
        expected.asMap()
                .forEach((name, tensor) ->
                        assertThat(found.get(name).values()).as(name).containsExactly(tensor.values()));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void everyFieldAndKindOfTensorIsDescribed(LearnerSettings settings) throws IOException {
        Set<String> words = new TreeSet<>();
        for (String kind : List.of("model", "task", "checkpoint")) {
            Document document = Documents.read(sample(settings, kind));
            assertThat(document.formatVersion()).isEqualTo(1);
            gather(document.content(), words);
            document.tensors().names().forEach(name -> words.add(generic(name)));
        }
        String text = Files.readString(documentation());
        assertThat(words)
                .hasSizeGreaterThan(40)
                .allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
    }

    /** Of a tensor's name: what it belongs to, or the name where it belongs to nothing. */
    private static String generic(String name) {
        int last = name.lastIndexOf('/');
        return last < 0 || name.startsWith("support/") ? name : name.substring(0, last + 1);
    }

    private static void gather(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> {
            names.add(field.getKey());
            gather(field.getValue(), names);
        });
        if (node.isArray()) {
            node.forEach(element -> gather(element, names));
        }
    }

    private static Path documentation() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/formats.md");
    }
}
