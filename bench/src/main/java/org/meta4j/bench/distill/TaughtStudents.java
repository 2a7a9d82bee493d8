package org.meta4j.bench.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.meta4j.distill.TaughtTask;
import org.meta4j.distill.TaughtTasks;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.MeanInterval;
import org.meta4j.scores.Scores;
import org.meta4j.scores.TaskScore;
import org.meta4j.tabular.base.Forest;
import org.meta4j.tasks.FixedTasks;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * A student that has learned to learn from teachers, beside others. Over many tasks, each with a forest of its own as
 * teacher, MAML finds first weights from which few steps on examples without labels, with the forest's answers, make a
 * network that is right. It is tested on new classes with new forests, beside the same network from random weights and from
 * weights trained on all tasks together, whose steps and rate are the best on validation tasks, and beside the forests.
 */
public final class TaughtStudents {
    private static final List<Integer> STEPS = List.of(3, 10, 30);
    private static final List<Double> RATES = List.of(0.1, 0.4);
    private static final int VALIDATION_TASKS = 30;
    private static final long TEST_STREAM = 2;

    private final TaughtSettings settings;
    private final MetaDataset data;
    private final TaughtTasks family;
    private final Workers workers;
    private final Consumer<String> log;

    public TaughtStudents(TaughtSettings settings, MetaDataset data, Workers workers, Consumer<String> log) {
        this.settings = settings;
        this.data = data;
        this.family = new TaughtTasks(data, new Forest(settings.forest()), settings.teaching());
        this.workers = workers;
        this.log = log;
    }

    public TaughtResult run() {
        TaughtTask[] tests = new TaughtTask[settings.testTasks()];
        TaughtTasks.Tests numbered = family.tests(settings.tasks(), settings.seed() + TEST_STREAM);
        workers.run(tests.length, (item, thread) -> tests[item] = numbered.task(item));
        List<TaughtResult.Row> rows = new ArrayList<>();
        rows.add(said(new TaughtResult.Row("the task's own teacher, a forest", 0, 0, ofTeachers(tests))));

        TaskSource heldOut =
                new FixedTasks(Arrays.stream(tests).map(TaughtTask::task).toList());
        TaskSource validation = new FixedTasks(validation());
        LearnerSettings own = learner("maml", settings.innerSteps());
        LearnerSettings plain = learner("multi-task", 0);
        Tensors fresh = Methods.named("multi-task").objective(plain).initialise(settings.seed());
        rows.add(said(best("student from random weights", plain, fresh, validation, heldOut)));
        TrainedLearner together = trained(plain);
        rows.add(said(best(
                "student from weights trained on all tasks together",
                plain,
                together.parameters(),
                validation,
                heldOut)));
        TrainedLearner learned = trained(own);
        Scores scores = score(own, learned.parameters(), heldOut, settings.testTasks());
        rows.add(said(new TaughtResult.Row(
                "student that learned to learn from teachers",
                settings.innerSteps(),
                settings.innerRate(),
                scores.accuracy())));
        return new TaughtResult(settings, data.name(), rows);
    }

    private List<Task> validation() {
        TaskSource tasks = family.validationTasks(settings.tasks(), settings.seed())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the data '" + data.name() + "' have no validation classes to choose steps and rates by"));
        Task[] drawn = new Task[VALIDATION_TASKS];
        workers.run(drawn.length, (item, thread) -> drawn[item] = tasks.task(item));
        return List.of(drawn);
    }

    private static MeanInterval ofTeachers(TaughtTask[] tests) {
        return Scores.of(Arrays.stream(tests)
                        .map(test -> TaskScore.of(
                                test.teacher().predict(test.task().query()),
                                test.task().query().classes().labels()))
                        .toList())
                .accuracy();
    }

    private LearnerSettings learner(String method, int steps) {
        NetworkSettings network = new NetworkSettings(
                NetworkSettings.CNN4_STRIDED, data.train().shape().sizes(), settings.filters(), NetworkSettings.MEAN);
        int solving = Math.max(1, steps);
        return new LearnerSettings(
                method, network, new InnerSettings(settings.tasks().ways(), steps, solving, settings.innerRate()));
    }

    private TrainedLearner trained(LearnerSettings learner) {
        TrainingSettings training = new TrainingSettings(
                settings.tasks(),
                settings.tasks(),
                settings.tasksPerIteration(),
                settings.iterations(),
                TrainingSettings.UNLIMITED,
                2e-3,
                2,
                0,
                settings.iterations(),
                0,
                settings.iterations(),
                settings.seed());
        long every = Math.max(1, settings.iterations() / 20);
        return new Trainer(learner, training, family, workers)
                .listen(event -> {
                    if (event instanceof TrainingEvent.Iterated it && it.iteration() % every == 0) {
                        log.accept(String.format(
                                Locale.ROOT,
                                "%s: iteration %d, loss %.3f, accuracy %.3f, %.0f s",
                                learner.method(),
                                it.iteration(),
                                it.loss(),
                                it.accuracy(),
                                it.seconds()));
                    }
                })
                .train();
    }

    /** With the steps and the rate that are best on validation tasks. */
    private TaughtResult.Row best(
            String who, LearnerSettings learner, Tensors start, TaskSource validation, TaskSource heldOut) {
        double most = -1;
        LearnerSettings chosen = learner;
        for (int steps : STEPS) {
            for (double rate : RATES) {
                LearnerSettings other = learner.withInner(
                        learner.requireInner().withSteps(0, steps).withRate(rate));
                double accuracy = score(other, start, validation, VALIDATION_TASKS)
                        .accuracy()
                        .mean();
                if (accuracy > most) {
                    most = accuracy;
                    chosen = other;
                }
            }
        }
        InnerSettings inner = chosen.requireInner();
        Scores scores = score(chosen, start, heldOut, settings.testTasks());
        return new TaughtResult.Row(who, inner.solvingSteps(), inner.innerRate(), scores.accuracy());
    }

    private Scores score(LearnerSettings learner, Tensors start, TaskSource tasks, int count) {
        Method method = Methods.named(learner.method());
        Solver solver = method.solver(learner, start, Tensors.of(Map.of()), BatchNorm.TRANSDUCTIVE);
        return new Evaluator(workers).evaluate(solver, tasks, count);
    }

    private TaughtResult.Row said(TaughtResult.Row row) {
        log.accept(String.format(
                Locale.ROOT,
                "%s: %.2f %% ± %.2f",
                row.who(),
                100 * row.accuracy().mean(),
                100 * row.accuracy().halfWidth()));
        return row;
    }
}
