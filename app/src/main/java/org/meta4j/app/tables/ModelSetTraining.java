package org.meta4j.app.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.data.DataException;
import org.meta4j.engine.Engine;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.files.Json;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tabular.modelset.Member;
import org.meta4j.tabular.modelset.ModelSet;
import org.meta4j.tabular.modelset.ModelSetSettings;
import org.meta4j.tabular.modelset.TrainedModelSet;
import org.meta4j.tasks.EpisodeShape;

/**
 * {@code meta4j train --method model-set}.
 *
 * @param data tables
 * @param members of the set; empty for all that can do the tasks
 * @param ways classes of a task; null for tasks of numbers
 * @param shots supports of each class
 * @param tasks to train on
 * @param seed of the tasks
 * @param model file to write
 */
public record ModelSetTraining(
        DataChoice data, List<String> members, @Nullable Integer ways, int shots, int tasks, long seed, Path model) {
    /** Supports of a task, or of a class, by default: {@value}. */
    public static final int SHOTS = 10;

    /** Options of {@code train} that go with it. */
    private static final List<String> OPTIONS = List.of(
            "--method",
            "--data",
            "--split-seed",
            "--skip-bad",
            "--members",
            "--ways",
            "--shots",
            "--iterations",
            "--seed",
            "--out",
            "--quiet",
            "--json");

    public ModelSetTraining {
        members = List.copyOf(members);
    }

    /** Refuses options that are for networks. */
    public static void requireOwn(List<String> typed) {
        Optional<String> other =
                typed.stream().filter(name -> !OPTIONS.contains(name)).findFirst();
        other.ifPresent(name -> {
            throw new UsageException("option " + name + " does not go with method '" + ModelSet.NAME
                    + "', which trains no network: it takes " + String.join(", ", OPTIONS));
        });
    }

    /** Trains, saves and reports. */
    public int run(Streams streams, boolean quiet, boolean json) {
        boolean regression = ways == null;
        int classes = ways == null ? 1 : ways;
        EpisodeShape shape = UsageException.check(() -> regression
                ? EpisodeShape.ofNumbers(shots, TableTasks.QUERIES)
                : new EpisodeShape(classes, shots, TableTasks.QUERIES / 2));
        ModelSetSettings settings = UsageException.check(() -> ModelSetSettings.DEFAULT.withTasks(tasks));
        ModelSet set = UsageException.check(() -> new ModelSet(
                members.isEmpty()
                        ? Member.defaults(regression)
                        : members.stream().map(Member::named).toList(),
                settings));
        TableTasks family = TablesData.open(data, regression, data.splitSeed(), null);
        long began = System.nanoTime();
        Screen screen = new Screen(streams, quiet);
        TrainedModelSet trained;
        try {
            trained = set.train(
                    family.trainingTasks(shape, seed),
                    done -> screen.status(
                            (double) done / tasks, Texts.count(done) + "/" + Texts.count(tasks) + " tasks"));
        } finally {
            screen.clear();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        ModelSetFile file = new ModelSetFile(
                trained,
                new ModelSetFile.Provenance(
                        regression ? TaskType.REGRESSION : TaskType.CLASSIFICATION,
                        shape.ways(),
                        shape.shots(),
                        shape.queries(),
                        family.settings().features(),
                        family.name(),
                        family.fingerprint(),
                        data.splitSeed(),
                        seed,
                        settings,
                        family.turn(TableTasks.Part.TRAIN, shape),
                        seconds,
                        Engine.version(),
                        System.getProperty("java.version")));
        try {
            Files.createDirectories(model.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new DataException("cannot write " + model + ": " + e.getMessage() + "; choose another --out", e);
        }
        file.save(model);
        streams.out().println(json ? Json.write(result(file)) : text(file));
        return ExitCodes.DONE;
    }

    /** What is printed, with names as in JSON. */
    private record Result(
            String method,
            String model,
            String data,
            int tasks,
            double seconds,
            List<String> members,
            double[] prior,
            double[] hedge,
            double sharpness) {}

    private Result result(ModelSetFile file) {
        TrainedModelSet set = file.set();
        return new Result(
                ModelSet.NAME,
                model.toString(),
                file.provenance().data(),
                tasks,
                file.provenance().seconds(),
                set.members().stream().map(Member::name).toList(),
                set.prior(),
                set.hedge(),
                set.sharpness());
    }

    private String text(ModelSetFile file) {
        TrainedModelSet set = file.set();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d members, %s tasks of %d tables in %.1f s, %s%n",
                model,
                set.members().size(),
                Texts.count(tasks),
                file.provenance().trainingTables().size(),
                file.provenance().seconds(),
                file.provenance().data()));
        for (int i = 0; i < set.members().size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-10s prior weight %.3f, by errors alone %.3f%n",
                    set.members().get(i).name(),
                    set.prior()[i],
                    set.hedge()[i]));
        }
        return text.append(String.format(
                        Locale.ROOT, "  competition on a task's supports counts with sharpness %.2f", set.sharpness()))
                .toString();
    }

    /** Whether that is the method's name. */
    public static boolean isNamed(@Nullable String method) {
        return ModelSet.NAME.equals(method);
    }
}
