package org.meta4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.app.train.RunFolder;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.node.ObjectNode;

/** Several {@code --data} at once, from the command line to the tasks and back from a run's settings. */
class MixedDataTest {
    private static final String SMALL = " --ways 3 --network mlp --filters 8 --iterations 3 --tasks-per-iteration 2"
            + " --validation-tasks 2 --training-ways 3 --training-queries 3";

    @TempDir
    private Path temporary;

    private Path first;
    private Path second;
    private Path run;

    @BeforeEach
    void write() {
        first = TinyImages.write(temporary.resolve("first"), 12, 0);
        second = TinyImages.write(temporary.resolve("second"), 10, 1);
        run = temporary.resolve("run");
    }

    private Cli train(String options) {
        return Cli.line(
                "train --method protonet --data " + first + " --data " + second + SMALL + options + " --out " + run);
    }

    @Test
    void tasksOfBothSetsAreTrainedOnScoredAndFoundAgain() {
        Cli train = train(" --weight 3 --weight 1");

        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err())
                .contains(
                        "note: 75.00 % of the tasks are drawn from first (split random)",
                        "note: 25.00 % of the tasks are drawn from second (split random)",
                        "on folder/first+folder/second (10 training, 6 validation, 6 test classes, none in two of"
                                + " these)");
        DataChoice settings = RunFolder.at(run).settings().data();
        assertThat(settings.weight()).isEqualTo(3);
        assertThat(settings.others()).containsExactly(new DataMember("folder:" + second, "random", 1));

        Cli eval = Cli.line("eval " + run + " --tasks 5 --ways 2 --queries 4");
        assertThat(eval.code()).as(eval.err()).isZero();
        assertThat(eval.err()).doesNotContain("warning").contains("drawn from second");
        assertThat(eval.out()).contains("split random+random:test");
        Cli seen = Cli.line("eval " + run + " --tasks 5 --queries 4 --split train");
        assertThat(seen.err()).contains("warning: the learner was meta-trained on 10 of these 10 classes");
    }

    @Test
    void aRunOfBothIsResumed() {
        train("");
        Cli resumed = Cli.line("train --resume --out " + run);

        assertThat(resumed.code()).as(resumed.err()).isZero();
    }

    @Test
    void aTestImageThatAnotherSetTrainsOnIsRefused() throws IOException {
        // Every class of the first is a class of the second too, under another name.
        for (int c = 0; c < 10; c++) {
            Files.copy(
                    first.resolve(String.format("c%02d/0.png", c)),
                    second.resolve(String.format("c%02d/copy.png", (c + 3) % 10)));
        }

        Cli cli = train("");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .matches(
                        "meta4j: the sets share examples: (0|copy)\\.png of the \\w+ class '(first|second)/c\\d\\d' is the same as"
                                + " (0|copy)\\.png of the \\w+ class '(first|second)/c\\d\\d': remove one, or use one of the sets"
                                + " alone\\R");
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --weight 1 | --weight is given once for 2 sets of data: give it once for each, or not at all
            --weight 1 --weight 0 | --weight must be above 0, but was 0.0 for folder:SECOND
            --split random | --split is given once for 2 sets of data: give it once for each, or not at all
            --data FIRST | --data folder:FIRST is given twice: give it once, with a larger --weight
            """)
    void wrongUseIsOneLine(String options, String error) {
        Cli cli = train(" " + options.replace("FIRST", first.toString()));

        String message = error.replace("FIRST", first.toString()).replace("SECOND", second.toString());
        assertThat(cli).isEqualTo(new Cli(2, "", String.format("meta4j: %s (see 'meta4j train --help')%n", message)));
    }

    @Test
    void settingsOfARunBegunBeforeThereWereSeveralSetsAreRead() {
        Cli.line("train --method protonet --data " + first + SMALL + " --out " + run);
        Path file = run.resolve("settings.json");
        ObjectNode old = (ObjectNode) Json.parse(file);
        ((ObjectNode) old.get("data")).remove(List.of("weight", "others"));
        Json.write(file, old);

        DataChoice data = RunFolder.at(run).settings().data();

        assertThat(data.others()).isEmpty();
        assertThat(data.data()).isEqualTo("folder:" + first);
        assertThat(Cli.line("train --resume --out " + run).code()).isZero();
    }

    @Test
    void aTableTrainsAPerceptron() throws IOException {
        StringBuilder text = new StringBuilder("label,x,y\n");
        for (int i = 0; i < 90; i++) {
            text.append("c")
                    .append(i % 9)
                    .append(',')
                    .append(i % 9 + 0.01 * i)
                    .append(',')
                    .append(-i % 9)
                    .append('\n');
        }
        Path table = Files.writeString(temporary.resolve("t.csv"), text);

        Cli cli = Cli.line("train --method protonet --data table:" + table + " --ways 3 --filters 8 --iterations 3"
                + " --validation-tasks 2 --out " + run);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("on table/t.csv (3 training, 3 validation, 3 test classes", "mlp, 3-way");
        assertThat(Cli.line("eval " + run + " --tasks 3 --queries 5").code()).isZero();
        Cli images = Cli.line("eval " + run + " --data " + first + " --tasks 3");
        assertThat(images.code()).isEqualTo(1);
        assertThat(images.err().lines()).hasSize(1);
    }
}
