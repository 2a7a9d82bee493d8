package org.meta4j.learners.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.data.Ink;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;

/**
 * All checks of a method or of a trained learner, on made-up numbers: gradient, batch-norm leak, seed, reload. What its
 * data are checked by is {@link SplitLeak}.
 */
public final class Verifier {
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 2, 2);
    private static final ExampleShape SHAPE = ExampleShape.image(16, 16, 1);
    private static final ExampleShape NUMBERS = new ExampleShape(List.of(1));
    private static final int FILTERS = 6;
    private static final int ITERATIONS = 3;
    private static final int TASKS_PER_ITERATION = 3;
    private static final double PATTERN = 0.6;

    private final long seed;
    private final Path folder;

    /**
     * @param seed of everything made up
     * @param folder that files can be written to and are removed from by the caller
     */
    public Verifier(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    /** Checks a method with fresh parameters and a network small enough to take seconds. */
    public List<Finding> method(Method method) {
        LearnerSettings defaults = method.defaults(SHAPE, EPISODE);
        NetworkSettings network = defaults.network();
        LearnerSettings settings = method.checkable(defaults.withNetwork(network.withFilters(FILTERS)));
        Objective objective = method.objective(settings);
        TrainingSettings training = method.trainingDefaults(EPISODE).withSeed(seed);
        Provenance provenance = new Provenance(
                "made-up",
                "",
                training,
                0,
                0,
                -1,
                Engine.version(),
                System.getProperty("java.version"),
                Engine.kernels());
        List<Finding> findings = new ArrayList<>(learner(
                new TrainedLearner(settings, objective.initialise(seed), objective.initialStatistics(), provenance)));
        if (method.tasks().contains(TaskType.REGRESSION)) {
            LearnerSettings numbers = method.checkable(method.regressionDefaults(NUMBERS, 1));
            Objective ofNumbers = method.objective(numbers);
            findings.addAll(learner(new TrainedLearner(
                    numbers, ofNumbers.initialise(seed), ofNumbers.initialStatistics(), provenance)));
        }
        return findings;
    }

    /** Checks a learner at its own parameters. */
    public List<Finding> learner(TrainedLearner learner) {
        LearnerSettings settings = learner.settings();
        String name = settings.method();
        if (settings.tasks() == TaskType.REGRESSION) {
            return new NumbersVerifier(seed, folder).learner(learner);
        }
        Method method = Methods.named(name);
        EpisodeShape episode = EPISODE.withWays(settings.requiredWays().orElse(EPISODE.ways()))
                .withShots(settings.requiredShots().orElse(EPISODE.shots()));
        List<Finding> findings = new ArrayList<>(GradientOrder.check(
                name,
                method.objective(settings),
                learner.parameters(),
                MadeUpClasses.task(learner.exampleShape(), episode, 0, seed),
                seed));
        Task task = MadeUpClasses.task(learner.exampleShape(), episode, PATTERN, seed);
        String subject = name + ", " + learner.batchNorm().label();
        findings.add(
                learner.transductive()
                        ? NeighbourLeak.check(subject, learner.featureSpace().orElseThrow(), task.query())
                        : NeighbourLeak.check(subject, learner, task));
        findings.add(SameBits.check("seed: " + name, trained(settings, episode, 1), trained(settings, episode, 2)));
        findings.addAll(reloaded(learner, task));
        return findings;
    }

    /** Two trainings of one seed, on one thread and on two, end with these. */
    private Tensors trained(LearnerSettings settings, EpisodeShape episode, int threads) {
        TrainingSettings training = Methods.named(settings.method())
                .trainingDefaults(episode)
                .withEpisode(episode)
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withIterations(ITERATIONS)
                .withValidation(0, 1, 0)
                .withSeed(seed);
        ExampleShape shape = new ExampleShape(settings.network().exampleShape());
        int size = episode.examplesPerClass();
        MetaDataset data = new MetaDataset(
                "made-up",
                "",
                new MadeUpClasses(shape, 2 * episode.ways(), size, PATTERN, seed),
                new MadeUpClasses(shape, 0, size, PATTERN, seed),
                new MadeUpClasses(shape, 0, size, PATTERN, seed));
        try (Workers workers = new Workers(threads)) {
            TrainedLearner learned = new Trainer(settings, training, data, workers).train();
            return new Prefixed()
                    .put(Prefixed.PARAMETER, learned.parameters())
                    .put(Prefixed.STATISTIC, learned.statistics())
                    .tensors();
        }
    }

    private List<Finding> reloaded(TrainedLearner learner, Task task) {
        String name = learner.settings().method();
        Path model = folder.resolve("model.safetensors");
        learner.save(model);
        TrainedLearner loaded = TrainedLearner.load(model).withBatchNorm(learner.batchNorm());
        Path file = folder.resolve("task.safetensors");
        List<String> names = IntStream.range(0, task.support().count())
                .mapToObj(String::valueOf)
                .toList();
        TaskFile solved = TaskFile.solve(learner, new TaskFile.Model("model", "", ""), task.support(), names, Ink.KEEP);
        solved.save(file);
        return List.of(
                SameBits.check("reload of a model: " + name, learner.parameters(), loaded.parameters()),
                SameBits.check(
                        "reload of a model's answers: " + name,
                        learner.learn(task.support()).predict(task.query()),
                        loaded.learn(task.support()).predict(task.query())),
                SameBits.check(
                        "reload of a task: " + name,
                        solved.predict(task.query().inputs()),
                        TaskFile.load(file).predict(task.query().inputs())));
    }
}
