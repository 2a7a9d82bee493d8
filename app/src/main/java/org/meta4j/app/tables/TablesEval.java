package org.meta4j.app.tables;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.models.ModelFile;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tabular.base.TabularLearner;
import org.meta4j.tabular.base.TabularLearners;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;

/**
 * {@code meta4j eval} on tables: of a set of models, of a learner of numbers, of base-learners, or of several of these on the same
 * tasks.
 *
 * @param model run folder or file; null for base-learners alone
 * @param base names of base-learners
 * @param data tables; only looked at where {@code --data} was typed or the run has some
 * @param part that was typed; null for the test where something was trained, all tables otherwise
 * @param splitSeedTyped whether the seed of the split was typed, rather than to be the model's own
 * @param ways classes of a task; null for the model's own, and numbers without a model
 * @param shots supports of each class; null for the model's own, or {@value #SHOTS}
 * @param queries of each class; null for {@value TableTasks#QUERIES}, or half as many of classes
 */
public record TablesEval(
        @Nullable Path model,
        List<String> base,
        DataChoice data,
        TableTasks.@Nullable Part part,
        boolean splitSeedTyped,
        @Nullable Integer ways,
        @Nullable Integer shots,
        @Nullable Integer queries,
        int tasks,
        long seed) {
    private static final int SHOTS = ModelSetTraining.SHOTS;

    public TablesEval {
        base = List.copyOf(base);
    }

    /** A model and what is known of it. */
    private record Trained(
            BaseLearner learner,
            boolean regression,
            int ways,
            int shots,
            int features,
            long splitSeed,
            String dataFingerprint) {}

    /** Whether a model is a set. */
    public static boolean isSet(@Nullable Path model) {
        return model != null && ModelSetFile.isAt(ModelFile.find(model).path());
    }

    /** Scores and prints. */
    public int run(int threads, boolean json, Streams streams) {
        List<TabularLearner> plain = base.stream()
                .map(name -> UsageException.check(() -> TabularLearners.named(name)))
                .toList();
        Optional<Trained> trained = Optional.ofNullable(model).map(this::trained);
        boolean regression = trained.map(Trained::regression).orElse(ways == null);
        for (TabularLearner learner : plain) {
            if (regression && !learner.doesRegression()) {
                throw new UsageException(
                        "'" + learner.name() + "' predicts classes: give --ways, or leave it out of --base");
            }
        }
        if (regression && ways != null) {
            throw new UsageException("--ways does not go with a learner of numbers: leave it out");
        }
        int classes = regression
                ? 1
                : ways != null ? ways : trained.map(Trained::ways).orElse(2);
        int own = shots != null ? shots : trained.map(Trained::shots).orElse(SHOTS);
        int asked = queries != null ? queries : regression ? TableTasks.QUERIES : TableTasks.QUERIES / 2;
        EpisodeShape shape = UsageException.check(() -> new EpisodeShape(classes, own, asked));
        long splitSeed = splitSeedTyped
                ? data.splitSeed()
                : trained.map(Trained::splitSeed).orElse(data.splitSeed());
        TableTasks family = TablesData.open(
                data, regression, splitSeed, trained.map(Trained::features).orElse(null));
        TableTasks.Part chosen = part != null ? part : trained.isPresent() ? TableTasks.Part.TEST : TableTasks.Part.ALL;
        boolean unseen = trained.map(
                        found -> found.dataFingerprint.equals(family.fingerprint()) && chosen == TableTasks.Part.TEST)
                .orElse(true);
        Map<String, BaseLearner> learners = new LinkedHashMap<>();
        plain.forEach(learner -> learners.put(learner.name(), learner));
        trained.ifPresent(found -> learners.put(String.valueOf(model), found.learner));
        TablesEvaluation evaluation = new TablesEvaluation(family, chosen, shape, tasks, seed, unseen);
        try (Workers workers = new Workers(threads)) {
            TablesResult result = evaluation.score(learners, workers);
            streams.out().println(json ? result.json() : result.text());
        }
        return ExitCodes.DONE;
    }

    private Trained trained(Path named) {
        ModelFile file = ModelFile.find(named);
        if (ModelSetFile.isAt(file.path())) {
            ModelSetFile set = ModelSetFile.load(file.path());
            ModelSetFile.Provenance from = set.provenance();
            return new Trained(
                    set.set(),
                    from.tasks() == TaskType.REGRESSION,
                    from.ways(),
                    from.shots(),
                    from.features(),
                    from.splitSeed(),
                    from.dataFingerprint());
        }
        TrainedLearner learner = file.load();
        if (learner.settings().tasks() != TaskType.REGRESSION) {
            throw new UsageException("tables are for learners of numbers and sets of models, but " + named
                    + " predicts classes: give --base and --ways, or a table with --data table:FILE");
        }
        EpisodeShape shape = learner.provenance().training().validation();
        return new Trained(
                learner,
                true,
                1,
                shape.shots(),
                learner.exampleShape().length(),
                file.data().map(DataChoice::splitSeed).orElse(0L),
                learner.provenance().dataFingerprint());
    }
}
