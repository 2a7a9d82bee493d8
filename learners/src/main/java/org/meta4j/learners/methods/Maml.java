package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** MAML with the true meta-gradient or with first-order gradients, see {@link MamlObjective}. */
public final class Maml implements Method {
    private static final int INNER_STEPS = 1;
    private static final int SOLVING_STEPS = 3;
    private static final double INNER_RATE = 0.4;
    private static final double META_LEARNING_RATE = 1e-3;
    private static final int TASKS_PER_ITERATION = 16;
    private static final int TRAINING_QUERIES = 5;
    private static final long ITERATIONS = 20_000;

    private final InnerLoop.Order order;

    private Maml(InnerLoop.Order order) {
        this.order = order;
    }

    /** MAML. */
    public static Maml secondOrder() {
        return new Maml(InnerLoop.Order.SECOND);
    }

    /** First-order MAML. */
    public static Maml firstOrder() {
        return new Maml(InnerLoop.Order.FIRST);
    }

    @Override
    public String name() {
        return order == InnerLoop.Order.SECOND ? "maml" : "fomaml";
    }

    @Override
    public Card card() {
        String source = "Finn, Abbeel, Levine: Model-Agnostic Meta-Learning, 2017, arXiv:1703.03400";
        return order == InnerLoop.Order.SECOND
                ? new Card(
                        "initialisation",
                        "initial weights from which a few gradient steps solve a task",
                        "inner steps forward and back over the supports",
                        "a fixed number of ways; tasks that need the network itself to change",
                        source)
                : new Card(
                        "initialisation",
                        "the same without second derivatives",
                        "as maml; meta-training costs about half",
                        "when meta-training with maml takes too long",
                        source + ", section 5.2");
    }

    @Override
    public boolean adapts() {
        return true;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(),
                new NetworkSettings(
                        NetworkSettings.CNN4_STRIDED, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.MEAN),
                new InnerSettings(episode.ways(), INNER_STEPS, SOLVING_STEPS, INNER_RATE));
    }

    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        // The paper has as many queries as shots. With one of each class the batch's statistics give classes away, and
        // a
        // learner trained so does worse on tasks with many queries.
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
                1000,
                0,
                500,
                0);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        return new MamlObjective(
                network(settings), Loss.CROSS_ENTROPY, settings.requireInner().trainingLoop(order));
    }

    private static Network network(LearnerSettings settings) {
        return new WithHead(
                settings.network().network(), settings.requireInner().ways());
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
        return new AdaptingSolver(programs(settings), settings.requireInner().ways(), parameters, checked(mode));
    }

    @Override
    public SolvedTask restore(LearnerSettings settings, BatchNorm mode, Tensors state) {
        return AdaptedTask.restore(programs(settings), checked(mode), state);
    }

    private AdaptationPrograms programs(LearnerSettings settings) {
        Network encoder = settings.network().network();
        return new AdaptationPrograms(
                encoder,
                new MamlObjective(
                        network(settings),
                        Loss.CROSS_ENTROPY,
                        settings.requireInner().solvingLoop()),
                settings.requireInner().ways());
    }

    private BatchNorm checked(BatchNorm mode) {
        if (mode == BatchNorm.RUNNING) {
            throw new IllegalArgumentException("batch-norm mode 'running' is not for " + name()
                    + ", which keeps no running statistics: use transductive or support-plus-one");
        }
        return mode;
    }
}
