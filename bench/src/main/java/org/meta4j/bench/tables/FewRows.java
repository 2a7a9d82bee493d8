package org.meta4j.bench.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.meta4j.compress.Compressed;
import org.meta4j.compress.CompressionReport;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.EpisodicRetrainer;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tabular.base.TabularLearners;
import org.meta4j.tabular.family.MirroredTables;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.TaskSource;

/**
 * A learner is meta-trained across tables of classes, compressed, and learns tables of medicine and finance from a few rows,
 * beside logistic regression and a decision tree that are given the same rows. Nothing of these tables, nor of another version
 * of one, is trained on.
 */
public final class FewRows {
    private static final int WAYS = 2;
    private static final int QUERIES = 10;
    private static final int WIDTH = 64;
    private static final int TASKS_PER_ITERATION = 8;
    private static final int NEVER = 1_000_000;
    private static final List<String> BESIDE = List.of("logistic", "tree");

    /** Known only once the call is over, when the answer is known too (Moro, Cortez and Rita, 2014, doi:10.1016/j.dss.2014.03.001). */
    private static final String LEAK = "duration";

    private final FewRowsSettings settings;
    private final Workers workers;
    private final Consumer<String> listener;

    /** @param listener is told what is being done */
    public FewRows(FewRowsSettings settings, Workers workers, Consumer<String> listener) {
        this.settings = settings;
        this.workers = workers;
        this.listener = listener;
    }

    /**
     * The tables of classes, without what gives a target away.
     *
     * @throws org.meta4j.data.DataException if one of the tested tables is not among them
     */
    public static TableArchive read(Path zip) {
        return TableArchive.read(zip, false, false).without(UnseenTable.BANK.table(), LEAK);
    }

    /** @param archive of tables of classes, as {@link #read} gives it */
    public List<FewRowsResult> run(TableArchive archive) {
        TableTasks tables = TableTasks.holdingOut(
                archive, TableTasks.Settings.DEFAULT.withFeatures(settings.features()), UnseenTable.tables());
        MirroredTables family = new MirroredTables(tables);
        List<FewRowsResult> results = new ArrayList<>();
        for (int shots : settings.shots()) {
            EpisodeShape shape = new EpisodeShape(WAYS, shots, QUERIES);
            Map<String, BaseLearner> learners = new LinkedHashMap<>();
            TrainedLearner trained = trained(family, shape);
            listener.accept(shots + " shots: compressing by " + settings.recipe());
            Compressed compressed = Compressor.compress(
                    trained, settings.recipe(), new EpisodicRetrainer(trained, family, workers, settings.seed() + 1));
            learners.put(settings.method(), trained);
            CompressionReport report = compressed.report(trained);
            double smaller = (double) report.weightBytesBefore() / report.weightBytesAfter();
            learners.put(
                    String.format(Locale.ROOT, "%s, %.1f times smaller", settings.method(), smaller),
                    compressed.learner().withBatchNorm(trained.batchNorm()));
            BESIDE.forEach(name -> learners.put(name, TabularLearners.named(name)));
            for (UnseenTable table : UnseenTable.values()) {
                TaskSource tasks = tables.testTasks(table.table(), shape, settings.seed());
                learners.forEach((name, learner) -> results.add(FewRowsResult.of(
                        table.table(),
                        shape.supportSize(),
                        name,
                        new Evaluator(workers).evaluate(learner, tasks, settings.tasks()))));
            }
        }
        return results;
    }

    private TrainedLearner trained(MirroredTables family, EpisodeShape shape) {
        listener.accept(shape.shots() + " shots: " + settings.minutes() + " minutes of meta-training");
        Method method = Methods.named(settings.method());
        ExampleShape examples = family.trainingTasks(shape, settings.seed()).exampleShape();
        NetworkSettings network =
                new NetworkSettings(NetworkSettings.MLP2, examples.sizes(), WIDTH, NetworkSettings.FLATTEN);
        // Defaults are made for images; the network for tables takes the place of theirs.
        LearnerSettings learner =
                method.defaults(ExampleShape.image(28, 28, 1), shape).withNetwork(network);
        TrainingSettings training = method.trainingDefaults(shape)
                .withEpisode(shape)
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withIterations(NEVER)
                .withMinutes(settings.minutes())
                .withValidation(0, 1, 0)
                .withSeed(settings.seed());
        BatchNorm mode = method.evaluationBatchNorm();
        return new Trainer(learner, training, family, workers).train().withBatchNorm(mode);
    }
}
