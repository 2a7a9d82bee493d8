package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.learners.SiameseSettings.ClassDistance;
import org.meta4j.learners.SiameseSettings.Mining;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import tools.jackson.databind.node.ObjectNode;

class SiameseSettingsTest {
    private static final ExampleShape SHAPE = ExampleShape.image(8, 8, 1);

    private static LearnerSettings defaults(String method) {
        return Methods.named(method).defaults(SHAPE, EpisodeShape.DEFAULT);
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertThat(Mining.named("semi-hard")).isEqualTo(Mining.SEMI_HARD);
        assertThat(Mining.SEMI_HARD.label()).isEqualTo(Json.name(Mining.SEMI_HARD));
        assertThat(ClassDistance.named("nearest")).isEqualTo(ClassDistance.NEAREST);
        assertThatThrownBy(() -> Mining.named("hardst"))
                .hasMessage("unknown mining 'hardst': did you mean 'hardest'? (known: all, violating, semi-hard,"
                        + " hardest)");
        assertThatThrownBy(() -> ClassDistance.named("meen")).hasMessageContaining("did you mean 'mean'?");
    }

    @Test
    void aMarginIsAboveZero() {
        for (double margin : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new SiameseSettings(margin, Mining.ALL, ClassDistance.MEAN))
                    .hasMessage("the margin must be above 0, but was " + margin);
        }
    }

    @Test
    void theyGoWithTheMethodsThatComparePairsAndWithNoOther() {
        LearnerSettings siamese = defaults("siamese");
        LearnerSettings protonet = defaults("protonet");

        assertThat(siamese.requireSiamese().margin()).isEqualTo(1);
        assertThat(protonet.siamese()).isNull();
        assertThatThrownBy(() -> new LearnerSettings("siamese", siamese.network(), null))
                .hasMessage("method 'siamese' needs siamese settings");
        assertThatThrownBy(() -> protonet.withSiamese(siamese.requireSiamese()))
                .hasMessage("method 'protonet' compares no pairs, so it has no siamese settings");
        assertThatThrownBy(protonet::requireSiamese).hasMessage("method 'protonet' compares no pairs");
    }

    @Test
    void aFileFromBeforeThereWereAnyIsRead(@TempDir Path folder) {
        Method method = Methods.named("protonet");
        LearnerSettings settings =
                defaults("protonet").withNetwork(defaults("protonet").network().withFilters(2));
        TrainedLearner learner = new TrainedLearner(
                settings,
                method.objective(settings).initialise(1),
                method.objective(settings).network().initialStatistics(),
                new Provenance("drawn", "ab", method.trainingDefaults(EpisodeShape.DEFAULT), 1, 1, -1, "t", "17", "p"));
        Path file = folder.resolve("model.safetensors");
        learner.save(file);
        Document document = Documents.read(file, Documents.MODEL);
        ((ObjectNode) document.content().get("learner")).remove("siamese");
        Documents.write(file, Documents.MODEL, document.content(), document.tensors());

        assertThat(TrainedLearner.load(file).settings()).isEqualTo(settings);
    }

    @Test
    void nothingElseMayBeMissing() {
        ObjectNode tree = (ObjectNode) Json.tree(defaults("siamese"));
        ((ObjectNode) tree.get("siamese")).remove("mining");

        assertThatThrownBy(() -> Json.read("file", tree, LearnerSettings.class))
                .hasMessageContaining("field 'siamese.mining' is missing");
    }
}
