package org.meta4j.learners.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.objectives.InnerMemory;
import org.meta4j.learners.objectives.MetaGradient;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.scores.ErrorScores;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * The loop of meta-training: draw tasks, meta-gradient, Adam, now and then validation and a checkpoint. It says what
 * happens to its listeners and is silent otherwise. For the same settings, seed and data the parameters are
 * the same to the bit, with any number of threads and however often it was interrupted and resumed, unless
 * training is limited by time.
 */
public final class Trainer {
    /** Validation tasks come from another stream than training tasks. */
    private static final long VALIDATION_STREAM = 0x5DEECE66DL;

    private final LearnerSettings learner;
    private final TrainingSettings settings;
    private final TaskFamily data;
    private final Workers workers;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Method method;
    private final TaskSource tasks;
    private final @Nullable TaskSource validationTasks;
    private long lastKept;
    private @Nullable MetaGradient gradient;
    private @Nullable Objective compiledFor;
    private Constraint constraint = Constraint.NONE;
    private Guide guide = Guide.NONE;

    /** Writes checkpoints of a run. */
    @FunctionalInterface
    public interface Keeper {
        void keep(Checkpoint checkpoint);
    }

    /**
     * @throws IllegalArgumentException if the data cannot fill the episodes of the settings
     */
    public Trainer(LearnerSettings learner, TrainingSettings settings, TaskFamily data, Workers workers) {
        this.settings = settings;
        this.data = data;
        this.workers = workers;
        this.method = Methods.named(learner.method());
        this.learner = method.fitted(learner, data);
        TaskSource drawn = method.trainingTasks(data, settings.episode(), settings.seed());
        this.tasks = settings.distortion() == null
                ? drawn
                : new DistortedTasks(drawn, settings.distortion(), settings.seed());
        this.validationTasks = settings.validationTasks() > 0
                ? data.validationTasks(settings.validation(), settings.seed() ^ VALIDATION_STREAM)
                        .orElse(null)
                : null;
    }

    /** The tasks that training with such settings validates on: the first {@code settings.validationTasks()} of them. */
    public static EpisodeSampler validationTasks(MetaDataset data, TrainingSettings settings) {
        return new EpisodeSampler(data.validation(), settings.validation(), settings.seed() ^ VALIDATION_STREAM);
    }

    /** Adds somebody who hears what happens. */
    public Trainer listen(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Trains parameters that are held to something: validated as they are used, while states keep those behind them. */
    public Trainer under(Constraint held) {
        constraint = held;
        return this;
    }

    /** Trains by more than the labels of tasks; to be said before anything else is asked of it. */
    public Trainer guidedBy(Guide more) {
        guide = more;
        return this;
    }

    /** Asks training to end after the iteration at hand; to be called from any thread. */
    public void stop() {
        stop.set(true);
    }

    /** Trains from the beginning. */
    public TrainedLearner train() {
        return train(start(), checkpoint -> {});
    }

    /**
     * Memory that this training takes. The program is compiled for it, but nothing is computed.
     *
     * @throws IllegalArgumentException if the episode is too large for any program
     */
    public TrainingMemory memory() {
        Tensors parameters = guide.objective(method.objective(learner)).initialise(settings.seed());
        return TrainingMemory.of(
                gradient(parameters, 1).program().memory(),
                settings,
                workers.threads(),
                parameters.length(),
                validationTasks != null,
                tasks.exampleShape().length(),
                data instanceof MetaDataset classes ? TrainingMemory.of(classes) : 0);
    }

    /** The meta-gradient at a point of training, compiled where it is another one than before. */
    private MetaGradient gradient(Tensors parameters, double progress) {
        MetaGradient known = gradient;
        if (known != null && !method.isStaged()) {
            return known;
        }
        Objective objective = guide.objective(method.objective(learner, progress));
        if (known == null || !objective.equals(compiledFor)) {
            EpisodeShape episode = settings.episode();
            InnerSettings inner = learner.inner();
            known = new MetaGradient(
                    objective,
                    parameters,
                    episode.supportSize(),
                    episode.querySize(),
                    learner.width(episode.ways()),
                    inner == null ? InnerMemory.STORED : inner.trainingMemory(),
                    workers);
            gradient = known;
            compiledFor = objective;
        }
        return known;
    }

    /** A fresh state. */
    public TrainingState start() {
        Objective objective = guide.objective(method.objective(learner));
        return new TrainingState(objective.initialise(settings.seed()), objective.initialStatistics());
    }

    /** Trains on from {@code state}; checkpoints go to {@code keeper}. */
    public TrainedLearner train(TrainingState state, Keeper keeper) {
        announce(new TrainingEvent.Started(state.iteration, settings));
        lastKept = state.iteration;
        try (TasksAhead ahead = new TasksAhead(tasks, settings.tasksPerIteration(), workers.threads() > 1)) {
            return train(state, ahead, keeper);
        }
    }

    private TrainedLearner train(TrainingState state, TasksAhead ahead, Keeper keeper) {
        long began = System.nanoTime();
        double before = state.seconds;
        TrainingEvent.Reason reason = TrainingEvent.Reason.COMPLETE;
        while (settings.progress(state.iteration, state.seconds) < 1) {
            // Looked at before an iteration, not after it, so that resuming a run that stopped early adds none.
            if (settings.patience() > 0 && state.validationsSinceBest >= settings.patience()) {
                reason = TrainingEvent.Reason.EARLY_STOP;
                break;
            }
            if (stop.get()) {
                reason = TrainingEvent.Reason.INTERRUPTED;
                break;
            }
            double progress = settings.progress(state.iteration, state.seconds);
            double rate = settings.rateAt(progress);
            MetaGradient.Result result = iterate(state, gradient(state.parameters, progress), ahead, rate);
            state.seconds = before + (System.nanoTime() - began) / 1e9;
            announce(new TrainingEvent.Iterated(
                    state.iteration,
                    result.loss(),
                    result.accuracy(),
                    rate,
                    state.seconds,
                    state.iteration * settings.tasksPerIteration(),
                    Math.min(1, settings.progress(state.iteration, state.seconds))));
            boolean last = settings.progress(state.iteration, state.seconds) >= 1;
            boolean validated = validationTasks != null && (last || state.iteration % settings.validateEvery() == 0);
            if (validated) {
                validate(state);
                state.seconds = before + (System.nanoTime() - began) / 1e9;
            }
            if (state.iteration % settings.checkpointEvery() == 0 && !last) {
                keep(state, keeper);
            }
        }
        keep(state, keeper);
        announce(new TrainingEvent.Finished(state.iteration, reason, state.seconds));
        return checkpoint(state).learned();
    }

    private MetaGradient.Result iterate(TrainingState state, MetaGradient compiled, TasksAhead ahead, double rate) {
        Task[] drawn = ahead.from(state.iteration * settings.tasksPerIteration());
        constraint.begin(settings.progress(state.iteration, state.seconds));
        Tensors used = constraint.used(state.parameters);
        MetaGradient.Result result = compiled.compute(used, drawn.length, new Drawn(drawn, guide));
        // Before the step: a state that is kept has never been moved by what is no number.
        Divergence.check(learner, settings, result.loss(), compiled.gradient(), state.iteration + 1, lastKept);
        constraint.gradient(state.parameters, used, compiled.gradient());
        if (settings.metaUpdate().optimiser() == MetaUpdate.Optimiser.SGD) {
            descend(state.parameters, compiled.gradient(), rate);
        } else {
            state.adam.step(state.parameters, compiled.gradient(), rate);
        }
        RunningStatistics.follow(state.statistics, compiled.statistics());
        state.iteration++;
        return result;
    }

    private record Drawn(Task[] tasks, Guide guide) implements MetaGradient.Batch {
        @Override
        public Task task(int i) {
            return tasks[i];
        }

        @Override
        public Map<String, float[]> columns(Task task) {
            return guide.columns(task);
        }
    }

    /**
     * The mean of the normalisation layers' statistics over the training tasks of so many iterations: what running statistics
     * should be for parameters that were changed in another way than by training.
     *
     * @param iterations at least 1
     */
    public Tensors statistics(Tensors parameters, int iterations) {
        MetaGradient compiled = gradient(parameters, 1);
        Tensors mean = compiled.statistics().map(tensor -> Tensor.zeros(tensor.shape()));
        try (TasksAhead ahead = new TasksAhead(tasks, settings.tasksPerIteration(), workers.threads() > 1)) {
            for (int iteration = 0; iteration < iterations; iteration++) {
                Task[] drawn = ahead.from((long) iteration * settings.tasksPerIteration());
                compiled.compute(constraint.used(parameters), drawn.length, new Drawn(drawn, guide));
                compiled.statistics().asMap().forEach((name, batch) -> {
                    float[] sum = mean.get(name).values();
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += batch.values()[i] / iterations;
                    }
                });
            }
        }
        return mean;
    }

    private static void descend(Tensors parameters, Tensors gradient, double rate) {
        parameters.asMap().forEach((name, tensor) -> {
            float[] slope = gradient.get(name).values();
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) rate * slope[i];
            }
        });
    }

    private void validate(TrainingState state) {
        // A copy: the learner compiles its programs for parameters that do not change.
        BatchNorm mode = method.evaluationBatchNorm();
        Tensors parameters = Checkpoint.learnersOwn(learner, constraint.used(state.parameters))
                .copy();
        Solver solver = method.solver(learner, parameters, state.statistics.copy(), mode);
        TaskSource source = Objects.requireNonNull(validationTasks);
        if (learner.tasks() == TaskType.REGRESSION) {
            ErrorScores errors = new Evaluator(workers).errors(solver, source, settings.validationTasks(), done -> {});
            boolean best = state.validated(-errors.squaredError().mean());
            announce(new TrainingEvent.ValidatedNumbers(state.iteration, errors, best));
            return;
        }
        Scores scores = new Evaluator(workers).evaluate(solver, source, settings.validationTasks());
        boolean best = state.validated(scores.accuracy().mean());
        announce(new TrainingEvent.Validated(state.iteration, scores, best));
    }

    private void keep(TrainingState state, Keeper keeper) {
        keeper.keep(checkpoint(state));
        lastKept = state.iteration;
    }

    /** Training as it is in a state. */
    public Checkpoint checkpoint(TrainingState state) {
        return new Checkpoint(
                learner, settings, new Checkpoint.DataIdentity(data.name(), data.fingerprint()), state, guide.names());
    }

    private void announce(TrainingEvent event) {
        listeners.forEach(listener -> listener.on(event));
    }
}
