package org.meta4j.learners.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Task;

/** The checks of a learner of numbers: gradient, seed, reload. */
final class NumbersVerifier {
    private static final EpisodeShape EPISODE = EpisodeShape.ofNumbers(5, 5);
    private static final int ITERATIONS = 3;
    private static final int TASKS_PER_ITERATION = 3;

    private final long seed;
    private final Path folder;

    NumbersVerifier(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    List<Finding> learner(TrainedLearner learner) {
        LearnerSettings settings = learner.settings();
        Method method = Methods.named(settings.method());
        String name = settings.method() + ", regression";
        MadeUpNumbers family =
                new MadeUpNumbers(learner.exampleShape(), Objects.requireNonNull(settings.targetWidth()));
        Task task = family.trainingTasks(EPISODE, seed).task(0);
        List<Finding> findings = new ArrayList<>(
                GradientOrder.check(name, method.objective(settings), learner.parameters(), task, seed));
        findings.add(SameBits.check("seed: " + name, trained(settings, family, 1), trained(settings, family, 2)));
        Path model = folder.resolve("numbers.safetensors");
        learner.save(model);
        TrainedLearner loaded = TrainedLearner.load(model);
        findings.add(SameBits.check("reload of a model: " + name, learner.parameters(), loaded.parameters()));
        findings.add(SameBits.check(
                "reload of a model's answers: " + name,
                learner.learn(task.support()).estimate(task.query()),
                loaded.learn(task.support()).estimate(task.query())));
        return findings;
    }

    /** Two trainings of one seed, on one thread and on two, end with these. */
    private Tensors trained(LearnerSettings settings, MadeUpNumbers family, int threads) {
        TrainingSettings training = Methods.named(settings.method())
                .regressionTraining(EPISODE)
                .withEpisode(EPISODE)
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withIterations(ITERATIONS)
                .withValidation(0, 1, 0)
                .withSeed(seed);
        try (Workers workers = new Workers(threads)) {
            TrainedLearner learned = new Trainer(settings, training, family, workers).train();
            return new Prefixed()
                    .put(Prefixed.PARAMETER, learned.parameters())
                    .put(Prefixed.STATISTIC, learned.statistics())
                    .tensors();
        }
    }
}
