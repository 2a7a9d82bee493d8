package org.meta4j.learners;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/** A meta-learning method: its objective while meta-training, and how it solves a new task afterwards. */
public interface Method {
    /** Name on the command line, in files and in tables. */
    String name();

    /** What the table of methods says. */
    Card card();

    /** What tasks it can be meta-trained for. */
    default Set<TaskType> tasks() {
        return Set.of(TaskType.CLASSIFICATION);
    }

    /**
     * Refuses settings that make no sense for it.
     *
     * @throws IllegalArgumentException that names setting, value and bound
     */
    default void check(NetworkSettings network, @Nullable InnerSettings inner) {}

    /**
     * Settings near to these at which its meta-gradient can be told from those of other orders by its values: such as more
     * steps where it holds at the end of many.
     */
    default LearnerSettings checkable(LearnerSettings settings) {
        return settings;
    }

    /** Whether it takes gradient steps on a new task. */
    boolean adapts();

    /** Whether it is trained on pairs or triplets and classifies by comparing: see {@link SiameseSettings}. */
    default boolean comparesPairs() {
        return false;
    }

    /** Whether it is trained to tell all training classes apart at once: see {@link HeadSettings#classes}. */
    default boolean pretrains() {
        return false;
    }

    /** Whether its own way to solve tasks is made for so many classes: see {@link HeadSettings#ways}. */
    default boolean hasFixedWays() {
        return false;
    }

    /** Whether its own way to solve tasks is made for so many supports of each class: see {@link HeadSettings#shots}. */
    default boolean hasFixedShots() {
        return false;
    }

    /** Whether what solves tasks by its features can be another head: see {@link HeadSettings#solver}. */
    default boolean takesHeads() {
        return false;
    }

    /** Whether the answer for a query depends on the task's other queries, whatever batch normalisation does. */
    default boolean transductive(LearnerSettings settings) {
        return false;
    }

    /** Those of its parameters that solving tasks needs: what a solved task's file keeps, where it keeps them as they are. */
    default Tensors solvingParameters(Tensors parameters) {
        return parameters;
    }

    /**
     * The settings as training on such data needs them, such as with the number of its classes.
     *
     * @throws IllegalArgumentException if the method cannot be trained on such data
     */
    default LearnerSettings fitted(LearnerSettings settings, TaskFamily data) {
        return settings;
    }

    /** What training draws from. */
    default TaskSource trainingTasks(TaskFamily data, EpisodeShape episode, long seed) {
        return data.trainingTasks(episode, seed);
    }

    /** Settings that its paper and our measurements recommend for such tasks. */
    LearnerSettings defaults(ExampleShape examples, EpisodeShape episode);

    /**
     * The same for tasks of numbers.
     *
     * @param targetWidth numbers in a target
     * @throws IllegalArgumentException if it does not do regression, with the methods that do
     */
    default LearnerSettings regressionDefaults(ExampleShape examples, int targetWidth) {
        Methods.requireTasks(this, TaskType.REGRESSION);
        throw new IllegalStateException("method '" + name() + "' has no settings for regression");
    }

    /** How to train it by default for tasks of that shape. */
    TrainingSettings trainingDefaults(EpisodeShape episode);

    /** The same for tasks of numbers. */
    default TrainingSettings regressionTraining(EpisodeShape episode) {
        return trainingDefaults(episode);
    }

    /** What meta-training lowers. */
    Objective objective(LearnerSettings settings);

    /** Whether its objective changes during training. */
    default boolean isStaged() {
        return false;
    }

    /**
     * The same at a point of training; the last is {@link #objective(LearnerSettings)}.
     *
     * @param progress share of training that is done, 0 to 1
     */
    default Objective objective(LearnerSettings settings, double progress) {
        return objective(settings);
    }

    /** Whether training tasks must have as many ways as those that it is to solve. */
    default boolean trainsOnWays() {
        return adapts() || hasFixedWays();
    }

    /** Batch normalisation of a score, if none is asked for. */
    BatchNorm evaluationBatchNorm();

    /** Batch normalisation of a prediction for a user's single example. */
    BatchNorm predictionBatchNorm();

    /**
     * What the method has learned, ready to solve tasks.
     *
     * @param parameters and statistics are not to change any more
     * @throws IllegalArgumentException if the mode does not fit the method
     */
    Solver solver(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode);

    /**
     * Its feature space; empty for methods that have none of their own.
     *
     * @throws IllegalArgumentException if the mode does not fit the method
     */
    default Optional<FeatureSpace> featureSpace(
            LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        return Optional.empty();
    }

    /**
     * How it solves tasks, as a computation on values; empty where they are solved by other means, such as iterations in plain
     * Java.
     *
     * @param statistics that training kept
     * @throws IllegalArgumentException if the mode does not fit the method
     */
    default Optional<TracedSolver> traced(LearnerSettings settings, Tensors statistics, BatchNorm mode) {
        return Optional.empty();
    }

    /** A solved task from what {@link SolvedTask#state} gave. */
    SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state);

    /**
     * A row of the table of methods.
     *
     * @param family such as metric, memory, initialisation or optimisation
     * @param learns what is learned across tasks
     * @param cost of solving a new task
     * @param use when to use it
     * @param source authors, title, year, arXiv
     */
    record Card(String family, String learns, String cost, String use, String source) {}
}
