package org.meta4j.learners.methods;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.PairDecoder;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.ProcessObjective;
import org.meta4j.learners.solving.ProcessPrograms;
import org.meta4j.learners.solving.ReadTask;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Conditional neural processes: of numbers see {@link ProcessObjective}, of classes {@link PairDecoder}. */
public final class ConditionalProcess extends EpisodicMethod {
    /** Units of each layer, as in the paper's one-dimensional regression. */
    static final int HIDDEN = 128;

    private static final int TRAINING_WAYS = 20;
    private static final int TRAINING_QUERIES = 5;
    private static final long ITERATIONS_OF_NUMBERS = 70_000;
    private static final int TASKS_OF_NUMBERS = 25;
    private static final int QUERIES_OF_NUMBERS = 20;
    private static final int VALIDATION_QUERIES = 100;

    @Override
    public String name() {
        return "cnp";
    }

    @Override
    public Card card() {
        return new Card(
                "memory",
                "to read the supports into one vector, and to answer by it",
                "one pass forward over the supports, no gradient",
                "curves, surfaces, tables: many tasks to learn from, answers at once",
                "Garnelo, Rosenbaum, Maddison, Ramalho, Saxton, Shanahan, Teh, Rezende, Eslami: Conditional Neural"
                        + " Processes, 2018, arXiv:1807.01613");
    }

    @Override
    public Set<TaskType> tasks() {
        return Set.of(TaskType.CLASSIFICATION, TaskType.REGRESSION);
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new PairDecoder(settings.network().network().features(), HIDDEN);
    }

    @Override
    public LearnerSettings regressionDefaults(ExampleShape examples, int targetWidth) {
        NetworkSettings network =
                new NetworkSettings(NetworkSettings.MLP2, examples.sizes(), HIDDEN, NetworkSettings.FLATTEN);
        return new LearnerSettings(name(), network, null, null, targetWidth);
    }

    @Override
    public TrainingSettings regressionTraining(EpisodeShape episode) {
        TrainingSettings classes = trainingDefaults(episode);
        return new TrainingSettings(
                episode.withQueries(QUERIES_OF_NUMBERS),
                episode.withQueries(VALIDATION_QUERIES),
                TASKS_OF_NUMBERS,
                ITERATIONS_OF_NUMBERS,
                TrainingSettings.UNLIMITED,
                classes.metaLearningRate(),
                2,
                200,
                2000,
                0,
                2000,
                0);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        return settings.tasks() == TaskType.REGRESSION ? process(settings) : super.objective(settings);
    }

    private static ProcessObjective process(LearnerSettings settings) {
        return new ProcessObjective(
                settings.network().network(), HIDDEN, Objects.requireNonNull(settings.targetWidth()));
    }

    @Override
    public Solver solver(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        if (settings.tasks() == TaskType.CLASSIFICATION) {
            return super.solver(settings, parameters, statistics, mode);
        }
        ProcessPrograms programs = new ProcessPrograms(process(settings), parameters, statistics);
        return support -> ReadTask.learn(programs, support);
    }

    @Override
    public Optional<TracedSolver> traced(LearnerSettings settings, Tensors kept, BatchNorm mode) {
        if (settings.tasks() == TaskType.CLASSIFICATION) {
            return super.traced(settings, kept, mode);
        }
        ProcessObjective objective = process(settings);
        return Optional.of((parameters, statistics, task) -> {
            Value targets = task.targets().padRows(0, task.queries());
            Episode episode = new Episode(task.examples(), targets, task.supports());
            return objective
                    .answer(parameters, episode, Normalisation.with(statistics))
                    .mean();
        });
    }

    @Override
    public Optional<FeatureSpace> featureSpace(
            LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        return settings.tasks() == TaskType.CLASSIFICATION
                ? super.featureSpace(settings, parameters, statistics, mode)
                : Optional.empty();
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        return settings.tasks() == TaskType.CLASSIFICATION
                ? super.restore(settings, mode, state)
                : ReadTask.restore(process(settings), state);
    }
}
