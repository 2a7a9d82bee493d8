package org.meta4j.app.distill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.train.Interruption;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.training.TrainingState;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.TaskSource;

/** The four steps: tasks are chosen by the plan, the student is trained as its teachers say, and all solve new tasks. */
final class DistillRun {
    private final DistillPlan plan;
    private final Lesson lesson;
    private final int threads;
    private final Screen screen;
    private long iterations;
    private boolean interrupted;

    DistillRun(DistillPlan plan, Lesson lesson, int threads, Streams streams, boolean quiet) {
        this.plan = plan;
        this.lesson = lesson;
        this.threads = threads;
        this.screen = new Screen(streams, quiet);
    }

    /** Empty where it was interrupted: what there is then has been kept. */
    Optional<DistillResult> run(Path target, boolean compare) {
        try (Workers workers = new Workers(threads)) {
            say();
            TaskSource shown = plan.data()
                    .trainingTasks(plan.training().episode(), plan.training().seed());
            List<TeacherFile> files = plan.teachers().stream()
                    .map(file -> file.calibrated(shown, workers))
                    .toList();
            Trainer trainer = plan.trainer(files, workers);
            TrainingState start = lesson.start(trainer);
            TrainedLearner student;
            try (Interruption interruption = new Interruption(trainer)) {
                student = trained(trainer, start, checkpoint -> checkpoint.write(lesson.file()), "distilling");
                if (interrupted) {
                    screen.clear();
                    screen.line("meta4j: interrupted after iteration " + Texts.count(iterations) + ", kept in "
                            + lesson.file() + ": go on with the same words and --resume");
                    return Optional.empty();
                }
                student.save(target);
                lesson.done();
            }
            long done = iterations;
            List<DistillResult.Taught> teachers = new ArrayList<>();
            for (TeacherFile file : files) {
                Scores scores = score(file.teacher().solver(), "teacher", workers);
                teachers.add(DistillResult.Taught.of(file, FilePaths.size(file.path()), scores));
            }
            Scores scores = score(scoring(student), "student", workers);
            Scores alone = compare ? alone(workers) : null;
            return Optional.of(
                    DistillResult.of(plan, target, FilePaths.size(target), student, done, teachers, scores, alone));
        } finally {
            screen.clear();
        }
    }

    private void say() {
        screen.line("tasks: " + plan.data().name() + ", training "
                + plan.training().episode().ways() + "-way "
                + plan.training().episode().shots()
                + "-shot, held-out " + plan.heldOut().episodeShape().ways() + "-way "
                + plan.heldOut().episodeShape().shots() + "-shot");
        screen.line("student: " + plan.spec() + ", teachers: "
                + String.join(
                        ", ",
                        plan.teachers().stream()
                                .map(file -> file.path().toString())
                                .toList()));
    }

    /** The same student on the labels alone, for as many iterations as the other had. */
    private Scores alone(Workers workers) {
        TrainingSettings settings =
                plan.training().withMinutes(TrainingSettings.UNLIMITED).withIterations(Math.max(1, iterations));
        Trainer trainer = new Trainer(plan.student(), settings, plan.data(), workers);
        TrainedLearner alone = trained(trainer, trainer.start(), checkpoint -> {}, "without a teacher");
        return score(scoring(alone), "student without a teacher", workers);
    }

    private TrainedLearner trained(Trainer trainer, TrainingState start, Trainer.Keeper keeper, String what) {
        trainer.listen(event -> {
            if (event instanceof TrainingEvent.Iterated iterated) {
                screen.status(
                        iterated.progress(),
                        String.format(
                                Locale.ROOT,
                                "%s: loss %.4f, accuracy %s, iteration %s",
                                what,
                                iterated.loss(),
                                Texts.percent(iterated.accuracy()),
                                Texts.count(iterated.iteration())));
            } else if (event instanceof TrainingEvent.Validated validated) {
                screen.line(String.format(
                        Locale.ROOT,
                        "%s, iteration %s: validation accuracy %s%s",
                        what,
                        Texts.count(validated.iteration()),
                        Texts.percent(validated.scores().accuracy().mean()),
                        validated.best() ? ", the best so far" : ""));
            } else if (event instanceof TrainingEvent.Finished finished) {
                iterations = finished.iteration();
                interrupted = finished.reason() == TrainingEvent.Reason.INTERRUPTED;
            }
        });
        return trainer.train(start, keeper);
    }

    private static BaseLearner scoring(TrainedLearner student) {
        return student.withBatchNorm(Methods.named(student.settings().method()).evaluationBatchNorm());
    }

    private Scores score(BaseLearner learner, String who, Workers workers) {
        return new Evaluator(workers)
                .evaluate(
                        learner,
                        plan.heldOut(),
                        plan.tasks(),
                        done -> screen.status(
                                (double) done / plan.tasks(),
                                who + ": " + Texts.count(done) + "/" + Texts.count(plan.tasks()) + " tasks"));
    }
}
