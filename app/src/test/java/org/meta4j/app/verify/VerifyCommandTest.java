package org.meta4j.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.app.fixtures.TinyModels;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {
    @Test
    void oneMethodIsCheckedAndJsonSaysOfEachCheckHowFarItIsFromItsBound() {
        Cli cli = Cli.line("verify --method maml --json");

        assertThat(cli.code()).as(cli.out()).isZero();
        assertThat(cli.err()).isEmpty();
        JsonNode json = Json.parse("out", cli.out());
        assertThat(json).hasSizeGreaterThan(6).allSatisfy(found -> {
            assertThat(found.propertyNames()).containsExactly("check", "passed", "value", "bound", "must", "what");
            assertThat(found.get("passed").booleanValue()).isTrue();
        });
        assertThat(json)
                .extracting(found -> found.get("check").stringValue())
                .contains(
                        "gradient: maml",
                        "gradient order: maml",
                        "batch-norm leak: maml, support-plus-one",
                        "seed: maml",
                        "reload of a task: maml",
                        "split leak, examples: test of drawn");
    }

    @Test
    void peopleGetATable() {
        Cli cli = Cli.line("verify --method protonet");

        assertThat(cli.code()).as(cli.out()).isZero();
        assertThat(cli.out()).contains("ok      gradient: protonet").containsPattern("All \\d+ checks passed\\.\\R");
    }

    @Test
    void aRunsLearnerAndSplitAreCheckedAndAChangedFolderIsRefused(@TempDir Path folder) throws Exception {
        Path images = TinyImages.write(folder);
        Path run = folder.resolve("run");
        assertThat(Cli.line("train --data folder:" + images + " --method protonet --ways 3 --network mlp --filters 8"
                                + " --iterations 2 --validation-tasks 0 --calibration-tasks 0 --quiet --out " + run)
                        .code())
                .isZero();

        Cli cli = Cli.line("verify --model " + run + " --json");
        assertThat(cli.code()).as(cli.out()).isZero();
        assertThat(Json.parse("out", cli.out()))
                .extracting(found -> found.get("check").stringValue())
                .contains("gradient: protonet", "split leak, classes: test of folder/symbols");

        Path first = images.resolve("c00");
        try (var files = Files.list(first)) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }
        Cli changed = Cli.line("verify --model " + run);
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains("the data of this run are not those that it was trained on");
    }

    /** An image of a training class copied into a test class. */
    @Test
    void aLeakOfTheUsersOwnFolderIsFoundAndTheExitCodeIsOne(@TempDir Path folder) throws Exception {
        Path images = TinyImages.write(folder);
        for (String part : new String[] {"train", "test"}) {
            for (int c = 0; c < 3; c++) {
                int number = part.equals("train") ? c : 3 + c;
                Files.createDirectories(folder.resolve("given").resolve(part));
                Files.move(
                        images.resolve(String.format("c%02d", number)),
                        folder.resolve("given").resolve(part).resolve("k" + number));
            }
        }
        Path given = folder.resolve("given");
        try (var files = Files.list(given.resolve("train/k0"))) {
            Files.copy(files.sorted().findFirst().orElseThrow(), given.resolve("test/k3/copy.png"));
        }
        Path run = folder.resolve("run");
        assertThat(Cli.line("train --data folder:" + given + " --method protonet --ways 3 --network mlp --filters 8"
                                + " --iterations 2 --calibration-tasks 0 --quiet --out " + run)
                        .code())
                .isZero();

        Cli cli = Cli.line("verify --model " + run);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .containsPattern("FAILED  split leak, examples: test of [^ ]+ +1 +at most 0")
                .endsWith(String.format("1 of %s checks failed.%n", count(cli.out())));
    }

    private static String count(String out) {
        return String.valueOf(out.lines()
                .filter(line -> line.startsWith("ok ") || line.startsWith("FAILED "))
                .count());
    }

    @Test
    void aModelsFileAloneIsCheckedWithoutASplit(@TempDir Path folder) {
        Path model = folder.resolve("model.safetensors");
        TinyModels.maml(3).save(model);

        Cli cli = Cli.line("verify --model " + model + " --json");

        assertThat(cli.code()).as(cli.out()).isZero();
        assertThat(cli.err()).startsWith("meta4j: note: the data of this model are not known");
    }

    @Test
    void wrongUseIsOneLine(@TempDir Path folder) {
        Path model = folder.resolve("model.safetensors");
        TinyModels.protonet().save(model);

        assertThat(Cli.line("verify --method mamal"))
                .extracting(Cli::code, Cli::out)
                .containsExactly(2, "");
        assertThat(Cli.line("verify --method mamal").err()).startsWith("meta4j: unknown method 'mamal': did you mean");
        Cli both = Cli.line("verify --model " + model + " --method maml");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("which is a learner of protonet: leave one of them out");
    }
}
