package org.meta4j.learners.methods;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerRule;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.solving.AdaptationPrograms;
import org.meta4j.learners.solving.AdaptedTask;
import org.meta4j.learners.solving.AdaptingSolver;
import org.meta4j.learners.solving.TracedAdaptation;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * What the methods that adapt a network by inner steps have in common. Each is one inner loop: it says which part adapts, by which
 * rule, in which order of the meta-gradient. To add one, say its name, its card, its inner settings and what of these three
 * differs from MAML.
 */
public abstract class AdaptingMethod implements Method {
    /** Family of these methods in the table. */
    protected static final String FAMILY = "initialisation";

    /** Family of those that learn how to step as well. */
    static final String OPTIMISATION = "optimisation";

    private static final double META_LEARNING_RATE = 3e-3;
    private static final int TASKS_PER_ITERATION = 4;
    private static final int TRAINING_QUERIES = 5;
    private static final long ITERATIONS = 80_000;

    private static final int SOLVING_STEPS_OF_NUMBERS = 10;
    private static final double RATE_OF_NUMBERS = 0.01;
    private static final double META_LEARNING_RATE_OF_NUMBERS = 1e-3;
    private static final int TASKS_OF_NUMBERS = 25;
    private static final long ITERATIONS_OF_NUMBERS = 70_000;
    private static final int VALIDATION_QUERIES = 100;

    /** What adapts. */
    protected AdaptedPart part(InnerSettings inner) {
        return NetworkPart.ALL;
    }

    /** By which rule. */
    protected UpdateRule rule(InnerSettings inner) {
        InnerRule rule = inner.rule();
        return (rule == null ? InnerRule.SGD : rule).of(inner.innerRate());
    }

    /** Whether its inner rule can be chosen. */
    protected boolean hasRule() {
        return true;
    }

    /** Whether its meta-gradient is of first or of second order, as one likes. */
    boolean hasOrder() {
        return true;
    }

    /** Whether a context vector adapts. */
    boolean hasContext() {
        return false;
    }

    /** Whether its meta-gradient is implicit. */
    boolean isImplicit() {
        return false;
    }

    /** Whether it makes changes of MAML++. */
    boolean hasPlus() {
        return false;
    }

    /** Whether a part of its network is fine-tuned that can be chosen. */
    boolean isTuned() {
        return false;
    }

    int leastInnerSteps() {
        return 1;
    }

    int mostInnerSteps() {
        return Integer.MAX_VALUE;
    }

    /** Whether a step of training may see a part of the supports. */
    boolean hasBatches() {
        return false;
    }

    /** Whether its meta-update moves what an inner rule carries over from task to task. */
    boolean carriesOver() {
        return false;
    }

    /** Order of the meta-gradient if none is asked for. */
    protected InnerLoop.Order order() {
        return InnerLoop.Order.SECOND;
    }

    /** Inner-loop settings for tasks of classes. */
    protected abstract InnerSettings inner(int ways);

    /** Inner-loop settings for tasks of numbers: one step in training with the rate of MAML's paper. */
    InnerSettings innerOfNumbers(int targetWidth) {
        return inner(2).withWays(targetWidth)
                .withSteps(1, SOLVING_STEPS_OF_NUMBERS)
                .withRate(RATE_OF_NUMBERS);
    }

    @Override
    public boolean adapts() {
        return true;
    }

    @Override
    public Set<TaskType> tasks() {
        return Set.of(TaskType.CLASSIFICATION, TaskType.REGRESSION);
    }

    @Override
    public void check(NetworkSettings network, @Nullable InnerSettings inner) {
        if (inner == null) {
            return;
        }
        refuse("inner rule", inner.rule() != null && !hasRule());
        if (inner.rule() == InnerRule.CARRIED_ADAM && !carriesOver()) {
            throw new IllegalArgumentException("inner rule carried-adam goes on from task to task, which is for reptile"
                    + " alone: use adam with method '" + name() + "'");
        }
        refuse("order", inner.order() != null && !hasOrder());
        refuse("shots of a batch", inner.batchShots() != null && !hasBatches());
        refuse("context", inner.contextSize() != null && !hasContext());
        refuse("implicit gradient", inner.implicit() != null && !isImplicit());
        need("numbers of a context", inner.contextSize() == null && hasContext());
        refuse("changes of maml++", inner.plus() != null && !hasPlus());
        refuse("part to fine-tune", inner.tuned() != null && !isTuned());
        need("changes of maml++", inner.plus() == null && hasPlus());
        need("part to fine-tune", inner.tuned() == null && isTuned());
        need("settings of the implicit gradient", inner.implicit() == null && isImplicit());
        if (inner.innerSteps() < leastInnerSteps()) {
            throw new IllegalArgumentException(
                    "inner steps must be at least " + leastInnerSteps() + ", but was " + inner.innerSteps());
        }
        if (inner.innerSteps() > mostInnerSteps()) {
            throw new IllegalArgumentException("inner steps must be at most " + mostInnerSteps() + " for method '"
                    + name() + "', but was " + inner.innerSteps());
        }
        if (inner.scope() == null && inner(2).scope() != null) {
            throw new IllegalArgumentException("method '" + name() + "' needs to know what has a learned rate: "
                    + "parameter, layer-and-step, layer or one");
        }
        if (inner.scope() != null && inner(2).scope() == null) {
            throw new IllegalArgumentException(
                    "method '" + name() + "' has no choice of what has a learned rate: use learned-rates");
        }
    }

    private void need(String what, boolean missing) {
        if (missing) {
            throw new IllegalArgumentException("method '" + name() + "' needs the " + what);
        }
    }

    private void refuse(String what, boolean given) {
        if (given) {
            throw new IllegalArgumentException("method '" + name() + "' has no choice of the " + what);
        }
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(),
                new NetworkSettings(
                        NetworkSettings.CNN4_STRIDED, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.MEAN),
                inner(episode.ways()));
    }

    @Override
    public LearnerSettings regressionDefaults(ExampleShape examples, int targetWidth) {
        Methods.requireTasks(this, TaskType.REGRESSION);
        NetworkSettings network = new NetworkSettings(
                NetworkSettings.MLP2,
                examples.sizes(),
                NetworkSettings.defaultFilters(NetworkSettings.MLP2),
                NetworkSettings.FLATTEN);
        return new LearnerSettings(name(), network, innerOfNumbers(targetWidth), null, targetWidth);
    }

    /**
     * Few tasks an iteration at a high rate. MAML's paper has 32 and 0.001: for as many tasks learned from, that is several times as
     * long.
     */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        // MAML's paper has as many queries as shots. With one of each class the batch's statistics give classes away,
        // and a learner trained so does worse on tasks with many queries.
        EpisodeShape training = episode.withQueries(TRAINING_QUERIES);
        return new TrainingSettings(
                training,
                episode,
                TASKS_PER_ITERATION,
                ITERATIONS,
                TrainingSettings.UNLIMITED,
                META_LEARNING_RATE,
                2,
                200,
                4000,
                0,
                2000,
                0);
    }

    /** As in MAML's paper: 25 tasks an iteration, as many queries as shots, 70,000 iterations. */
    @Override
    public TrainingSettings regressionTraining(EpisodeShape episode) {
        return new TrainingSettings(
                episode.withQueries(episode.shots()),
                episode.withQueries(VALIDATION_QUERIES),
                TASKS_OF_NUMBERS,
                ITERATIONS_OF_NUMBERS,
                TrainingSettings.UNLIMITED,
                META_LEARNING_RATE_OF_NUMBERS,
                2,
                200,
                2000,
                0,
                2000,
                0);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        return objective(settings, settings.requireInner().innerSteps());
    }

    /** The objective with so many inner steps. */
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        InnerSettings inner = settings.requireInner();
        InnerLoop.Order order = inner.order();
        return new MamlObjective(
                network(settings),
                loss(settings),
                new InnerLoop(steps, rule(inner), part(inner), order == null ? order() : order));
    }

    static Network network(LearnerSettings settings) {
        return new WithHead(
                settings.network().network(), settings.requireInner().ways());
    }

    static Loss loss(LearnerSettings settings) {
        return settings.tasks() == TaskType.REGRESSION ? Loss.SQUARED_ERROR : Loss.CROSS_ENTROPY;
    }

    @Override
    public BatchNorm evaluationBatchNorm() {
        return BatchNorm.TRANSDUCTIVE;
    }

    @Override
    public BatchNorm predictionBatchNorm() {
        return BatchNorm.SUPPORT_PLUS_ONE;
    }

    @Override
    public Solver solver(LearnerSettings settings, Tensors parameters, Tensors statistics, BatchNorm mode) {
        return new AdaptingSolver(programs(settings), settings.tasks(), parameters, checked(mode));
    }

    @Override
    public Optional<TracedSolver> traced(LearnerSettings settings, Tensors statistics, BatchNorm mode) {
        return Optional.of(
                new TracedAdaptation(objective(settings, settings.requireInner().solvingSteps()), checked(mode)));
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        return AdaptedTask.restore(programs(settings), checked(mode), state);
    }

    private AdaptationPrograms programs(LearnerSettings settings) {
        InnerSettings inner = settings.requireInner();
        return new AdaptationPrograms(
                settings.network().network(), objective(settings, inner.solvingSteps()), inner.ways());
    }

    private BatchNorm checked(BatchNorm mode) {
        if (mode == BatchNorm.RUNNING) {
            throw new IllegalArgumentException("batch-norm mode 'running' is not for " + name()
                    + ", which keeps no running statistics: use transductive or support-plus-one");
        }
        return mode;
    }
}
