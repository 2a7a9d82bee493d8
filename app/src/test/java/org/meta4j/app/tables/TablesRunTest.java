package org.meta4j.app.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.learners.files.Json;
import org.meta4j.tabular.modelset.TrainedModelSet;
import tools.jackson.databind.JsonNode;

/** Tables from outside: base-learners scored, a set trained, scored, looked at, and what is refused. */
class TablesRunTest {
    @TempDir
    private static Path temporary;

    private static Path zip;
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        zip = temporary.resolve("made-up.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream tables = new ZipOutputStream(out)) {
            for (int t = 0; t < 4; t++) {
                write(tables, "numbers" + t + ".csv", table(t, false));
                write(tables, "classes" + t + ".csv", table(t, true));
            }
        }
        run = temporary.resolve("run");
        Cli cli = Cli.line("train --method model-set --data tables:" + zip
                + " --shots 8 --iterations 15 --seed 3 --quiet --json --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("method").stringValue()).isEqualTo("model-set");
        assertThat(json.get("prior")).hasSize(4);
        assertThat(json.get("data").stringValue()).isEqualTo("tables/made-up.zip/regression");
    }

    /** Lines with little noise. */
    private static String table(int seed, boolean classes) {
        SplittableRandom random = new SplittableRandom(seed);
        double slope = random.nextDouble(1, 2);
        StringBuilder text = new StringBuilder("a,b,target\n");
        for (int row = 0; row < 60; row++) {
            double a = random.nextDouble(-1, 1);
            double target = slope * a + random.nextDouble(-0.05, 0.05);
            text.append(a).append(',').append(random.nextDouble()).append(',');
            text.append(classes ? (target > 0 ? "high" : "low") : String.valueOf(target))
                    .append('\n');
        }
        return text.toString();
    }

    private static void write(ZipOutputStream tables, String name, String text) throws IOException {
        tables.putNextEntry(new ZipEntry(name));
        tables.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("base-learners and a set are scored on the same tasks of tables that it was not trained on")
    void scores() {
        Cli cli = Cli.line("eval " + run + " --data tables:" + zip + " --base mean,ridge --tasks 30 --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json.get("part").stringValue()).isEqualTo("test");
        assertThat(json.get("tables").intValue()).isEqualTo(2);
        assertThat(json.get("unseen").booleanValue()).isTrue();
        assertThat(json.get("shots").intValue()).isEqualTo(8);
        JsonNode scores = json.get("scores");
        assertThat(scores.get(0).get("relativeError").doubleValue()).isCloseTo(1, within(1e-6));
        assertThat(scores.get(1).get("relativeError").doubleValue()).isLessThan(0.6);
        assertThat(scores.get(2).get("relativeError").doubleValue()).isLessThan(0.6);
        double sum = 0;
        for (JsonNode weight : scores.get(2).get("weights")) {
            sum += weight.doubleValue();
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(Cli.line("eval " + run + " --data tables:" + zip + " --split-seed 1 --tasks 9")
                        .out())
                .contains("perhaps trained on");
    }

    @Test
    @DisplayName("base-learners alone are scored on all tables, of numbers or of classes")
    void baseAlone() {
        Cli numbers = Cli.line("eval --base mean,knn,tree --data tables:" + zip + " --tasks 8 --shots 5");
        assertThat(numbers.code()).as(numbers.err()).isZero();
        assertThat(numbers.out()).contains("regression, all: 4 tables, 8 tasks, 5-shot 20 queries");
        Cli classes = Cli.line("eval --base logistic --data tables:" + zip + " --ways 2 --tasks 8 --shots 5 --json");
        assertThat(classes.code()).as(classes.err()).isZero();
        assertThat(Json.parse("out", classes.out())
                        .get("scores")
                        .get(0)
                        .get("accuracy")
                        .doubleValue())
                .isGreaterThan(0.8);
    }

    @Test
    @DisplayName("a set of classes is trained and scored too")
    void classes() {
        Path folder = temporary.resolve("classes");
        Cli cli = Cli.line("train --method model-set --members mean,logistic --data tables:" + zip
                + " --ways 2 --shots 4 --iterations 5 --quiet --out " + folder);
        assertThat(cli.code()).as(cli.err()).isZero();
        Cli scored = Cli.line("eval " + folder + " --data tables:" + zip + " --tasks 8");
        assertThat(scored.out())
                .contains("classification, test")
                .contains("(mean ")
                .contains(", logistic ");
    }

    @Test
    @DisplayName("a file of a set gives back the same set, and info says what is in it")
    void file() {
        Path model = run.resolve("model.safetensors");
        TrainedModelSet set = ModelSetFile.load(model).set();
        Path again = temporary.resolve("again.safetensors");
        new ModelSetFile(set, ModelSetFile.load(model).provenance()).save(again);
        assertThat(again).hasSameBinaryContentAs(model);
        Cli info = Cli.line("info " + model);
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out()).contains("member ridge").contains("15 of regression, 8-shot 20 queries");
        assertThat(Cli.line("info --json " + model).code()).isZero();
    }

    @Test
    @DisplayName("a network is trained on tables as on other tasks of numbers, and scored beside base-learners")
    void network() {
        Path folder = temporary.resolve("maml");
        Cli cli = Cli.line("train --method fomaml --data tables:" + zip + " --shots 8 --iterations 3 --filters 8"
                + " --tasks-per-iteration 2 --quiet --json --out " + folder);
        assertThat(cli.code()).as(cli.err()).isZero();
        Cli scored = Cli.line("eval " + folder + " --base ridge --tasks 6 --json --data tables:" + zip);
        assertThat(scored.code()).as(scored.err()).isZero();
        JsonNode json = Json.parse("out", scored.out());
        assertThat(json.get("unseen").booleanValue()).isTrue();
        assertThat(json.get("scores")).hasSize(2);
        Cli own = Cli.line("eval " + folder + " --tasks 6");
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.out()).contains("relative error");
    }

    @Test
    @DisplayName("a learner is scored with as many features as it was trained on")
    void features() {
        Path folder = temporary.resolve("cnp");
        Cli cli = Cli.line("train --method cnp --data tables:" + zip + "#2 --shots 8 --iterations 3 --filters 8"
                + " --tasks-per-iteration 2 --quiet --out " + folder);
        assertThat(cli.code()).as(cli.err()).isZero();
        Cli scored = Cli.line("eval " + folder + " --base mean --tasks 6 --json --data tables:" + zip);
        assertThat(scored.code()).as(scored.err()).isZero();
        JsonNode json = Json.parse("out", scored.out());
        assertThat(json.get("unseen").booleanValue()).isTrue();
        assertThat(json.get("scores").get(1).get("squaredError").get("mean").doubleValue())
                .isPositive();
        refused(
                "eval " + folder + " --data tables:" + zip + "#3",
                2,
                "names 3 features, but this learner was trained on 2");
        refused("eval --base mean --data tables:" + zip + "#many", 2, "names 'many' as the number of features");
        refused("eval --base mean --data tables:" + zip + "#0", 2, "features must be at least 1, but was 0");
    }

    @Test
    @DisplayName("its checks pass")
    void verified() {
        Cli cli = Cli.line("verify --method model-set");
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out()).contains("regret of a model set").contains("All 4 checks passed");
    }

    @Test
    @DisplayName("what does not go together is refused before work starts, with the way out")
    void refusals() {
        String data = " --data tables:" + zip;
        refused("eval --base rigde" + data, 2, "did you mean 'ridge'?");
        refused("eval --base logistic" + data, 2, "'logistic' predicts classes: give --ways");
        refused("eval --base ridge", 2, "give --data tables:ZIP alone");
        refused("eval " + run + data + " --ways 3", 2, "--ways does not go with a learner of numbers");
        refused("eval " + run + data + " --beside nearest-neighbour", 2, "--beside does not go with tables");
        refused("eval --base ridge" + data + " --shots 50", 1, "none of the 4 tables has 70 rows");
        refused("eval --base ridge" + data + " --split validation", 2, "no validation part");
        refused("eval", 2, "'RUN|FILE'");
        String train = "train --method model-set --out " + temporary.resolve("new") + data;
        refused(train + " --members knn,treee", 2, "did you mean 'tree'?");
        refused(train + " --members knn", 2, "at least 2 members");
        refused(train + " --filters 8", 2, "--filters does not go with method 'model-set'");
        refused("train --method maml --members knn --out " + temporary.resolve("new") + data, 2, "no set of models");
        refused("train --method model-set --data drawn --out " + temporary.resolve("new"), 2, "tables:ZIP alone");
        refused("calibrate " + run, 1, "this is a model-set file");
    }

    private static void refused(String words, int code, String message) {
        Cli cli = Cli.line(words);
        assertThat(cli.err()).as(words).contains(message);
        assertThat(cli.code()).as(words).isEqualTo(code);
    }
}
