package org.meta4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.verify.Finding;
import org.meta4j.learners.verify.Verifier;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;

/** The method of {@code docs/extending.md}. */
class NormalisedMamlTest {
    private static final String NAME = "normalised-maml";

    @Test
    void itIsFoundByItsNameAsOurOwnMethodsAre() {
        assertThat(Methods.named(NAME)).isInstanceOf(NormalisedMaml.class);
    }

    @Test
    void itPassesAllChecksOfAMethod(@TempDir Path folder) {
        List<Finding> findings = new Verifier(1, folder).method(new NormalisedMaml());

        assertThat(findings).allMatch(Finding::passed);
        assertThat(findings).anyMatch(finding -> finding.check().startsWith("gradient order"));
    }

    @Test
    void trainingMakesItBetterAtTasksOfOtherClasses() {
        MetaDataset data = DrawnAlphabets.metaDataset(
                DrawnAlphabetsSettings.DEFAULT.withAlphabets(14).withCharactersPerAlphabet(12), 3);
        EpisodeShape shape = new EpisodeShape(5, 1, 5);
        Method method = Methods.named(NAME);
        LearnerSettings learner = method.defaults(data.train().shape(), shape);
        learner = learner.withNetwork(learner.network().withFilters(16));
        EpisodeSampler tests = new EpisodeSampler(data.test(), shape, 3);
        TrainingSettings training = method.trainingDefaults(shape).withValidation(0, 100, 0);
        try (Workers workers = Workers.onAllCores()) {
            double[] accuracies = new double[2];
            for (int i = 0; i < 2; i++) {
                long iterations = i == 0 ? 1 : 60;
                TrainedLearner trained =
                        new Trainer(learner, training.withIterations(iterations), data, workers).train();
                accuracies[i] = new Evaluator(workers)
                        .evaluate(trained, tests, 100)
                        .accuracy()
                        .mean();
            }
            assertThat(accuracies[1]).isGreaterThan(accuracies[0] + 0.1);
        }
    }

    @Test
    void thePageShowsTheProgramThatIsCompiledHere() throws IOException {
        Path source = Path.of("src/main/java/org/meta4j/examples/NormalisedMaml.java");
        String program = Files.readString(source);
        assertThat(Files.readString(Path.of("../docs/extending.md"))).contains("```java\n" + program + "```");
        assertThat(program.lines().count()).isLessThanOrEqualTo(40);
    }
}
