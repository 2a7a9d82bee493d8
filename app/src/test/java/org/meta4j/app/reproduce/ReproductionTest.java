package org.meta4j.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.reproduce.Cell;
import org.meta4j.bench.reproduce.Gate;
import org.meta4j.bench.reproduce.Row;

class ReproductionTest {
    private static final List<String> EVAL =
            List.of("--data", "drawn", "--ways", "5", "--queries", "4", "--tasks", "20", "--shots");
    private static final Row ROW = new Row(
            "tiny",
            "ProtoNet, tiny",
            List.of(),
            List.of(
                    "--method",
                    "protonet",
                    "--data",
                    "drawn",
                    "--filters",
                    "8",
                    "--training-ways",
                    "5",
                    "--iterations",
                    "3",
                    "--validation-tasks",
                    "0",
                    "--calibration-tasks",
                    "0"),
            0,
            List.of(
                    new Cell("5-way 1-shot", words("1"), Gate.percent(1)),
                    new Cell("5-way 5-shot", words("5"), Gate.percent(100))));

    @TempDir
    private Path runs;

    /** Everything that was run, in this process. */
    private final List<String> ran = new ArrayList<>();

    private static List<String> words(String shots) {
        List<String> words = new ArrayList<>(EVAL);
        words.add(shots);
        return words;
    }

    private Meta4j.Ended run(List<String> words) {
        ran.add(words.get(0) + (words.contains("--resume") ? " --resume" : ""));
        Cli cli = Cli.run(words.toArray(String[]::new));
        assertThat(cli.code()).as(cli.err()).isZero();
        return new Meta4j.Ended(cli.code(), cli.out());
    }

    @Test
    void aRowIsTrainedOnceAndEachOfItsCellsIsMeasured() {
        Reproduction row = new Reproduction(ROW, runs);
        assertThat(row.state()).isEqualTo(CellResult.State.OPEN);

        assertThat(row.run(this::run, null, 2)).isZero();

        assertThat(ran).containsExactly("train", "eval", "eval");
        assertThat(row.state()).isEqualTo(CellResult.State.DONE);
        List<CellResult> cells = row.cells();
        assertThat(cells).extracting(CellResult::cell).containsExactly("5-way 1-shot", "5-way 5-shot");
        assertThat(cells).extracting(CellResult::reached).containsExactly(true, false);
        CellResult.Training training = cells.get(0).training();
        assertThat(training).isNotNull();
        assertThat(training.iterations()).isEqualTo(3);
        assertThat(training.flops()).isPositive();
        assertThat(training.command())
                .contains("train --method protonet --data drawn")
                .endsWith("tiny");
        // The command that is printed gives the value that is printed.
        String test = cells.get(1).test().command();
        Cli again = Cli.run((test.substring(test.indexOf("eval")) + " --json").split(" "));
        assertThat(again.out()).contains("\"accuracy\":" + cells.get(1).value());
    }

    @Test
    void anInterruptedTrainingIsResumedAndAFinishedOneTestedWithoutTrainingMore() {
        Reproduction row = new Reproduction(ROW, runs);
        assertThat(row.run(words -> words.get(0).equals("train") ? run(words) : new Meta4j.Ended(3, ""), null, 1))
                .as("a test that fails")
                .isEqualTo(3);
        assertThat(row.state()).isEqualTo(CellResult.State.TRAINING);
        ran.clear();

        assertThat(row.run(this::run, null, 1)).isZero();

        assertThat(ran).containsExactly("train --resume", "eval", "eval");
        assertThat(row.cells().get(0).training().iterations()).isEqualTo(3);
    }

    @Test
    void aCellThatComesLaterIsMeasuredAloneAndAnInterruptionLosesNoCell() {
        Row begun = new Row(
                ROW.name(), ROW.title(), List.of(), ROW.train(), 0, ROW.cells().subList(0, 1));
        assertThat(new Reproduction(begun, runs).run(this::run, null, 1)).isZero();
        Double first = new Reproduction(begun, runs).cells().get(0).value();
        Reproduction row = new Reproduction(ROW, runs);
        assertThat(row.state()).isEqualTo(CellResult.State.TRAINING);
        assertThat(row.cells()).extracting(CellResult::state).containsExactly(CellResult.State.DONE, row.state());
        ran.clear();

        assertThat(row.run(words -> words.get(0).equals("train") ? run(words) : new Meta4j.Ended(3, ""), null, 1))
                .isEqualTo(3);
        assertThat(row.run(this::run, null, 1)).isZero();

        assertThat(ran).containsExactly("train --resume", "train --resume", "eval");
        assertThat(row.state()).isEqualTo(CellResult.State.DONE);
        assertThat(row.cells().get(0).value()).isEqualTo(first);
        assertThat(row.cells().get(1).value()).isNotNull();
    }

    @Test
    void whatIsMissingIsFoundBeforeAnythingIsComputed() throws Exception {
        Row needs = new Row("needs", "", List.of("a.zip"), ROW.train(), 0, ROW.cells());
        assertThatThrownBy(() -> new Reproduction(needs, runs).check(null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("row 'needs' needs a.zip")
                .hasMessageContaining("--data DIR");
        assertThatThrownBy(() -> new Reproduction(needs, runs).check(runs))
                .hasMessageContaining(runs.resolve("a.zip") + ", which is not there");
        Files.createFile(runs.resolve("a.zip"));
        new Reproduction(needs, runs).check(runs);
    }

    @Test
    void aRunOfOtherMinutesIsNotTakenForThisOne() {
        List<String> timed = new ArrayList<>(ROW.train());
        int at = timed.indexOf("--iterations");
        timed.subList(at, at + 2).clear();
        Row row = new Row("timed", "", List.of(), timed, 0.001, ROW.cells());
        assertThat(new Reproduction(row, runs)
                        .run(words -> words.get(0).equals("train") ? run(words) : new Meta4j.Ended(3, ""), null, 1))
                .isEqualTo(3);

        new Reproduction(row, runs).check(null);
        assertThatThrownBy(() -> new Reproduction(row.withMinutes(5), runs).check(null))
                .hasMessageContaining("was begun with --minutes 0.001, not 5")
                .hasMessageContaining("--runs");
    }
}
