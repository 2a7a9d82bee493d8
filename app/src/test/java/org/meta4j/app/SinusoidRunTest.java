package org.meta4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** Tasks of numbers from outside: training, resuming, scoring, and what is refused. */
class SinusoidRunTest {
    @TempDir
    private static Path temporary;

    private static Path run;

    @BeforeAll
    static void train() {
        run = temporary.resolve("run");
        Cli cli = Cli.line(
                "train --method meta-sgd --data sinusoid:meta-sgd --shots 5 --iterations 60 --validate-every 30"
                        + " --validation-tasks 20 --tasks-per-iteration 4 --quiet --json --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("validationAccuracy").isNull()).isTrue();
        assertThat(json.get("validationError").doubleValue()).isPositive();
        assertThat(json.get("data").stringValue()).isEqualTo("sinusoid/meta-sgd");
    }

    @Test
    void theScoreIsTheSquaredErrorAfterOneFiveAndTenSteps() {
        Cli cli = Cli.line("eval " + run + " --tasks 20 --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("scores")).hasSize(3);
        assertThat(json.get("scores").get(1).get("steps").intValue()).isEqualTo(5);
        assertThat(json.get("scores").get(0).get("squaredError").doubleValue()).isPositive();
        assertThat(json.get("queries").intValue()).isEqualTo(100);
        assertThat(json.get("data").stringValue()).isEqualTo("sinusoid/meta-sgd");

        Cli one = Cli.line("eval " + run + " --tasks 20 --solving-steps 1 --data sinusoid:maml");
        assertThat(one.out())
                .matches("(?s)squared error [0-9.]+ ± [0-9.]+ after 1 step \\(95 % interval over 20 tasks\\), 5-shot"
                        + " 100 queries, sinusoid/maml, seed 1\\s*");
    }

    @Test
    void baseLearnersAreScoredOnTheSameTasks() {
        Cli cli = Cli.line("eval " + run + " --tasks 20 --base mean,knn --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode beside = Json.parse("out", cli.out()).get("beside");
        assertThat(beside).hasSize(2);
        // Three neighbours of five points on a curve: worse than a guess is possible, as bad as 20 is not.
        assertThat(beside.get(1).get("learner").stringValue()).isEqualTo("knn");
        assertThat(beside.get(1).get("squaredError").doubleValue()).isBetween(0.1, 20.0);
        assertThat(Cli.line("eval " + run + " --base logistic").err()).contains("--base logistic predicts classes");
        assertThat(Cli.line("eval " + run + " --picture a.png").err()).contains("it shows completed images");
        assertThat(Cli.line("eval " + run + " --beside nearest-neighbour").err())
                .contains("use --base");
    }

    @Test
    void aFinishedRunIsResumedToTheSameModel() {
        TrainedLearner before = TrainedLearner.load(run.resolve("model.safetensors"));
        Cli cli = Cli.line("train --resume --quiet --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        TrainedLearner after = TrainedLearner.load(run.resolve("model.safetensors"));
        before.parameters()
                .asMap()
                .forEach((name, tensor) ->
                        assertThat(after.parameters().get(name).values()).isEqualTo(tensor.values()));
    }

    @Test
    void whatNeedsClassesIsRefused() {
        assertThat(Cli.line("report " + run).err())
                .contains("is for tasks of classes")
                .contains("predicts numbers");
        assertThat(Cli.line("calibrate " + run).err()).contains("is for tasks of classes");
        assertThat(Cli.line("eval " + run + " --data drawn").err()).contains("the data are of classes");
        assertThat(Cli.line("eval " + run + " --ways 3").err()).contains("--ways does not go with tasks of numbers");
        assertThat(Cli.line("adapt " + temporary + " --model " + run).err()).contains("is for tasks of classes");
    }

    @Test
    void itsLearnerIsVerified() {
        Cli cli = Cli.line("verify --model " + run);
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out()).contains("gradient order: meta-sgd, regression");
    }
}
