package org.meta4j.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Invocation;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.program.TrainingProgram;
import org.meta4j.app.train.RunFolder;
import org.meta4j.app.train.RunSettings;
import org.meta4j.bench.reproduce.Cell;
import org.meta4j.bench.reproduce.Row;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.TrainingSettings;
import tools.jackson.databind.JsonNode;

/**
 * A row in its run folder: trained by {@code meta4j train}, tested by {@code meta4j eval}, results in {@value #RESULTS}
 * beside the run's own files. Whatever of it is done stays done: an interrupted training is resumed, and a result that is
 * there is not measured again.
 */
final class Reproduction {
    static final String RESULTS = "reproduction.json";
    private static final String DATA = "{data}";

    private final Row row;
    private final Path runPath;
    private final RunFolder run;

    /** @param runs folder of all rows' run folders */
    Reproduction(Row row, Path runs) {
        this.row = row;
        this.runPath = runs.resolve(row.name());
        this.run = RunFolder.at(runPath);
    }

    Row row() {
        return row;
    }

    CellResult.State state() {
        return state(measured());
    }

    private CellResult.State state(Map<String, CellResult> measured) {
        if (measured.keySet().containsAll(row.cells().stream().map(Cell::name).toList())) {
            return CellResult.State.DONE;
        }
        return run.hasSettings() ? CellResult.State.TRAINING : CellResult.State.OPEN;
    }

    /** A result for each cell, measured or not. */
    List<CellResult> cells() {
        Map<String, CellResult> measured = measured();
        CellResult.State state = state(measured);
        Row begun = run.hasSettings() && row.minutes() > 0
                ? row.withMinutes(run.settings().training().minutes())
                : row;
        return row.cells().stream()
                .map(cell -> measured.getOrDefault(cell.name(), CellResult.open(begun, cell, state)))
                .toList();
    }

    /** What is measured, by the names of cells. */
    private Map<String, CellResult> measured() {
        Map<String, CellResult> measured = new LinkedHashMap<>();
        if (Files.isRegularFile(results())) {
            for (CellResult result : Json.read(results(), CellResult[].class)) {
                measured.put(result.cell(), result);
            }
        }
        return measured;
    }

    /**
     * Makes sure, before anything is computed, that it can be run.
     *
     * @param data folder of the data; null where none is known
     */
    void check(@Nullable Path data) {
        if (state() == CellResult.State.DONE) {
            return;
        }
        if (data == null && !row.data().isEmpty()) {
            throw new UsageException("row '" + row.name() + "' needs " + String.join(" and ", row.data())
                    + ": name the folder that has them with --data DIR, or in the environment variable META4J_DATA");
        }
        for (String file : row.data()) {
            if (data != null && !Files.exists(data.resolve(file))) {
                throw new DataException("row '" + row.name() + "' needs " + data.resolve(file)
                        + ", which is not there: name another folder with --data");
            }
        }
        if (run.hasSettings() && row.minutes() > 0) {
            double begun = run.settings().training().minutes();
            if (begun != row.minutes()) {
                throw new UsageException("the run in " + runPath + " was begun with "
                        + (begun == TrainingSettings.UNLIMITED ? "no limit on time" : "--minutes " + plain(begun))
                        + ", not " + plain(row.minutes()) + ": say --minutes " + plain(begun)
                        + ", or name another folder with --runs");
            }
        }
    }

    /**
     * Trains and tests it, or goes on.
     *
     * @return 0, or the exit code of the training or test that failed
     */
    int run(Meta4j program, @Nullable Path data, int threads) {
        List<String> train = trainWords(data);
        List<String> words = run.hasSettings()
                ? new ArrayList<>(List.of("train", "--resume", "--out", runPath.toString()))
                : new ArrayList<>(train);
        words.addAll(List.of("--threads", String.valueOf(threads), "--json"));
        Meta4j.Ended trained = program.run(words);
        if (trained.code() != 0) {
            return trained.code();
        }
        CellResult.Training training = training(train, Json.parse("meta4j train", trained.out()));
        Map<String, CellResult> done = measured();
        for (Cell cell : row.cells()) {
            if (done.containsKey(cell.name())) {
                continue;
            }
            List<String> test = new ArrayList<>(List.of("eval", runPath.toString()));
            cell.eval().stream().map(word -> filled(word, data)).forEach(test::add);
            List<String> json = new ArrayList<>(test);
            json.addAll(List.of("--threads", String.valueOf(threads), "--json"));
            Meta4j.Ended tested = program.run(json);
            if (tested.code() != 0) {
                return tested.code();
            }
            done.put(cell.name(), result(cell, training, test, Json.parse("meta4j eval", tested.out())));
            Json.write(results(), done.values());
        }
        return 0;
    }

    /** The command that trains it, as a user would type it. */
    private List<String> trainWords(@Nullable Path data) {
        List<String> words = new ArrayList<>(List.of("train"));
        row.train().stream().map(word -> filled(word, data)).forEach(words::add);
        if (row.minutes() > 0) {
            words.addAll(List.of("--minutes", plain(row.minutes())));
        }
        words.addAll(List.of("--out", runPath.toString()));
        return words;
    }

    private CellResult.Training training(List<String> words, JsonNode trained) {
        RunSettings settings = run.settings();
        long iterations = trained.get("iterations").longValue();
        int threads = trained.get("threads").intValue();
        TrainingProgram program = TrainingProgram.compile(settings.learner(), settings.training(), threads);
        return new CellResult.Training(
                Invocation.hint(words.toArray()),
                iterations,
                trained.get("seconds").doubleValue(),
                threads,
                settings.training().seed(),
                (double) program.flops() * program.tasks() * iterations);
    }

    private CellResult result(Cell cell, CellResult.Training training, List<String> words, JsonNode tested) {
        boolean numbers = tested.has("scores");
        JsonNode score = numbers ? tested.get("scores").get(0) : tested;
        double value = score.get(numbers ? "squaredError" : "accuracy").doubleValue(Double.NaN);
        return CellResult.open(row, cell, CellResult.State.DONE)
                .measured(
                        value,
                        score.get("ci95").doubleValue(Double.NaN),
                        training,
                        new CellResult.Test(
                                Invocation.hint(words.toArray()),
                                numbers ? null : tested.get("split").stringValue(),
                                numbers ? null : tested.get("batchNorm").stringValue(),
                                tested.get("tasks").intValue(),
                                tested.get("queries").intValue(),
                                tested.get("seed").longValue(),
                                tested.get("seconds").doubleValue()));
    }

    private Path results() {
        return runPath.resolve(RESULTS);
    }

    private static String filled(String word, @Nullable Path data) {
        return data == null ? word : word.replace(DATA, data.toString());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
