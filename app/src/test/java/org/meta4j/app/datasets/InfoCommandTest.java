package org.meta4j.app.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.fixtures.ImageFiles;
import org.meta4j.app.fixtures.RealData;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class InfoCommandTest {
    @TempDir
    private Path folder;

    private static JsonNode json(String path) {
        Cli cli = Cli.run("data", "info", path, "--json");
        assertThat(cli.err()).isEmpty();
        return Json.parse("out", cli.out());
    }

    private static String problems(JsonNode report) {
        return String.join(
                "\n",
                StreamSupport.stream(report.get("problems").spliterator(), false)
                        .map(JsonNode::stringValue)
                        .toList());
    }

    @Test
    void aGoodFolderHasNoProblems() {
        ImageFiles.folder(folder.resolve("drawings"), 4, 3);

        Cli cli = Cli.run("data", "info", folder.resolve("drawings").toString());

        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "folder:" + folder + "/drawings: 4 classes, 12 examples",
                        "examples a class: 3",
                        "for learners: 28×28×1 numbers an example",
                        "image sizes: 28×28 (12)",
                        "split random: not for 5-way tasks (folder " + folder
                                + "/drawings has 4 classes; 5-way training,"
                                + " validation and test need 15: add classes, use fewer ways, or divide them"
                                + " yourself into sub-folders train and test)",
                        "split all: 0 training, 0 validation, 4 test classes, none in two of these",
                        "tasks: up to 4 ways; 1 shot with up to 2 queries",
                        "duplicates: none",
                        "note: the images are dark on bright and were inverted",
                        "no problems found");
    }

    @Test
    void jsonHasTheFieldsThatScriptsReadAndMore() {
        ImageFiles.folder(folder.resolve("drawings"), 3, 2);

        JsonNode report = json(folder.resolve("drawings").toString());

        assertThat(report.propertyNames())
                .containsExactly(
                        "data",
                        "kind",
                        "classes",
                        "examples",
                        "groups",
                        "shape",
                        "sections",
                        "smallest",
                        "largest",
                        "imageSizes",
                        "splits",
                        "episodes",
                        "duplicates",
                        "duplicateSets",
                        "notes",
                        "problems");
        assertThat(report.get("classes").intValue()).isEqualTo(3);
        assertThat(report.get("examples").intValue()).isEqualTo(6);
        assertThat(report.get("problems")).isEmpty();
        assertThat(report.get("episodes").get("mostWays").intValue()).isEqualTo(3);
        assertThat(report.get("episodes").get("examplesPerClass").intValue()).isEqualTo(2);
    }

    @Test
    void faultsAreListedAndTheRestIsStillDescribed() throws IOException {
        Path root = ImageFiles.folder(folder.resolve("faulty"), 3, 3);
        Files.copy(root.resolve("bar/0.png"), root.resolve("pole/copy.png"));
        ImageFiles.cut(root.resolve("square/1.png"));
        ImageFiles.write(root.resolve("lone/0.png"), 3, 0, 40);

        JsonNode report = json(root.toString());

        assertThat(report.get("classes").intValue()).isEqualTo(4);
        assertThat(report.get("examples").intValue()).isEqualTo(10);
        assertThat(report.get("imageSizes").get("40×40").intValue()).isEqualTo(1);
        assertThat(problems(report))
                .contains("left out " + root + "/square/1.png (")
                .contains(
                        "class 'lone' has 1 example: a task needs 1 shot and 1 query of a class at least; add examples")
                .contains("1 example is in more than one class: one of the labels is wrong");
        assertThat(report.get("duplicates").get(0).get(0).stringValue()).isEqualTo("bar/0.png");
        assertThat(report.get("duplicates").get(0).get(1).stringValue()).isEqualTo("pole/copy.png");
    }

    @Test
    void classesThatDifferByCapitalsOnlyAreAProblem() {
        Path root = ImageFiles.folder(folder.resolve("capitals"), 3, 2);
        ImageFiles.write(root.resolve("Bar/0.png"), 3, 0, 28);
        ImageFiles.write(root.resolve("Bar/1.png"), 3, 1, 28);

        assertThat(problems(json(root.toString()))).contains("'Bar'", "'bar'");
    }

    @Test
    void anImageInTwoPartsOfADividedFolderIsAProblem() throws IOException {
        Path root = folder.resolve("divided");
        ImageFiles.folder(root.resolve("train"), 2, 2);
        ImageFiles.write(root.resolve("test/cross/0.png"), 3, 0, 28);
        ImageFiles.write(root.resolve("test/dot/0.png"), 2, 2, 20);
        Files.copy(root.resolve("train/bar/0.png"), root.resolve("test/dot/1.png"));
        ImageFiles.write(root.resolve("test/cross/1.png"), 3, 1, 28);

        JsonNode report = json(root.toString());

        assertThat(report.get("sections")).hasSize(2);
        assertThat(problems(report))
                .contains("1 example is in more than one part of the data: scores on one after training on another are"
                        + " too good");
    }

    @Test
    void whatCannotBeReadAtAllIsAProblemAndAFailure() throws IOException {
        Files.createDirectories(folder.resolve("hollow/empty"));

        Cli cli = Cli.run("data", "info", folder.resolve("hollow").toString(), "--json");

        assertThat(cli.code()).isEqualTo(1);
        JsonNode report = Json.parse("out", cli.out());
        assertThat(report.get("classes").intValue()).isZero();
        assertThat(problems(report)).contains(folder.resolve("hollow").toString());
        assertThat(Cli.run("data", "info", folder.resolve("none").toString()).code())
                .isEqualTo(1);
    }

    @Test
    void tablesAreDescribedToo() throws IOException {
        Path table = Files.writeString(
                folder.resolve("t.csv"),
                "kind,v,split\na,1,train\na,2,train\nb,3,train\nb,1,train\nc,1,test\nc,5,test\n");

        JsonNode report = json("table:" + table + "#kind");

        assertThat(report.get("classes").intValue()).isEqualTo(3);
        assertThat(report.get("shape").stringValue()).isEqualTo("1");
        assertThat(report.get("splits").get(0).get("name").stringValue()).isEqualTo("given");
        assertThat(problems(report)).contains("1 example is in more than one class");
    }

    @Test
    void realEmojiAreDescribedWithTheirEqualFlags() {
        JsonNode report = json(RealData.at("emoji-styles-32.zip").toString());

        assertThat(report.get("classes").intValue()).isEqualTo(1_169);
        assertThat(report.get("examples").intValue()).isEqualTo(5_845);
        assertThat(report.get("groups").intValue()).isEqualTo(7);
        assertThat(report.get("duplicateSets").intValue()).isEqualTo(2);
        assertThat(report.get("splits").get(0).get("test").intValue()).isEqualTo(208);
    }

    @Test
    void lakesRunsAreDescribedThoughNoTasksAreDrawnFromThem() {
        JsonNode report = json("lake-runs:" + RealData.at("omniglot-one-shot-runs.zip"));

        assertThat(report.get("classes").intValue()).isEqualTo(400);
        assertThat(report.get("examples").intValue()).isEqualTo(800);
        assertThat(report.get("splits")).isEmpty();
    }
}
