package org.meta4j.app.distill;

import java.util.List;
import java.util.OptionalInt;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.app.eval.SeenClasses;
import org.meta4j.app.eval.TaskSizes;
import org.meta4j.data.DataException;
import org.meta4j.distill.DistillSettings;
import org.meta4j.distill.Distiller;
import org.meta4j.distill.StudentSpec;
import org.meta4j.distill.Teacher;
import org.meta4j.engine.Workers;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/**
 * All that a distillation needs, checked.
 *
 * @param spec of the student
 * @param student its settings
 * @param heldOut tasks of classes that nobody was trained on
 * @param tasks how many of them
 * @param split where their classes are from
 */
record DistillPlan(
        List<TeacherFile> teachers,
        StudentSpec spec,
        LearnerSettings student,
        DistillSettings settings,
        TrainingSettings training,
        MetaDataset data,
        EpisodeSampler heldOut,
        int tasks,
        String split) {

    static DistillPlan of(
            List<TeacherFile> files,
            StudentSpec spec,
            LessonOptions lesson,
            TaskOptions tasks,
            DataOptions dataOptions,
            Streams streams) {
        List<Teacher> teachers = files.stream().map(TeacherFile::teacher).toList();
        EpisodeShape shape = tasks.shape(files.stream()
                .flatMap(file -> file.learner().stream())
                .findFirst()
                .map(learner -> learner.provenance().training().validation())
                .orElse(EpisodeShape.DEFAULT));
        files.forEach(file -> file.learner().ifPresent(learner -> TaskSizes.require(learner, shape)));
        ExampleShape examples = files.get(0).teacher().exampleShape();
        LearnerSettings student = UsageException.check(() -> spec.settings(examples, shape));
        Method method = Methods.named(spec.method());
        TrainingSettings defaults =
                lesson.training(method.trainingDefaults(shape).withSeed(tasks.seed()));
        EpisodeShape wished = episode(method, files, lesson, defaults.episode());
        // Before the data are read: what was named wrongly costs no time.
        UsageException.check(() -> {
            Distiller.check(student, teachers, lesson.settings(), wished);
            return true;
        });
        DataChoice known = files.stream()
                .flatMap(file -> file.data().stream())
                .findFirst()
                .map(data -> data.withTrainOnValidation(false))
                .orElse(DataChoice.DEFAULT);
        DataChoice wanted = dataOptions.choice(known);
        DataSource source = wanted.open(examples);
        DataChoice choice = wanted.resolved(source);
        MetaDataset data = choice.divide(source, shape.ways());
        EpisodeShape episode = fitted(wished, data.train(), lesson, method);
        String split = choice.splitNames() + ":" + Part.TEST.label();
        require(data.train(), episode, "training classes");
        require(data.test(), shape, "held-out classes");
        for (TeacherFile file : files) {
            file.learner()
                    .flatMap(learner ->
                            SeenClasses.warning(data.test(), source, choice, file.data(), learner.provenance()))
                    .ifPresent(warning -> streams.err()
                            .println("meta4j: " + warning.replace("the learner", "the teacher " + file.path())));
        }
        boolean validates =
                EpisodeSampler.misfit(data.validation(), defaults.validation()).isEmpty();
        TrainingSettings training = defaults.withEpisode(episode)
                .withValidation(
                        validates ? defaults.validationTasks() : 0, defaults.validateEvery(), defaults.patience());
        return new DistillPlan(
                files,
                spec,
                student,
                lesson.settings(),
                training,
                data,
                new EpisodeSampler(data.test(), shape, tasks.seed() ^ 1),
                tasks.tasks(),
                split);
    }

    /** The student's training by these teachers. */
    Trainer trainer(List<TeacherFile> files, Workers workers) {
        return Distiller.trainer(
                student, files.stream().map(TeacherFile::teacher).toList(), settings, training, data, workers);
    }

    /** Training tasks as the student's method has them, or of as many classes and shots as a teacher needs. */
    private static EpisodeShape episode(
            Method method, List<TeacherFile> files, LessonOptions lesson, EpisodeShape defaults) {
        EpisodeShape episode = defaults;
        for (TeacherFile file : files) {
            OptionalInt ways = file.teacher().requiredWays();
            OptionalInt shots = file.teacher().requiredShots();
            episode = ways.isPresent() ? episode.withWays(ways.getAsInt()) : episode;
            episode = shots.isPresent() ? episode.withShots(shots.getAsInt()) : episode;
        }
        Integer wished = lesson.ways();
        if (wished != null && method.trainsOnWays() && wished != defaults.ways()) {
            throw new UsageException("a student of " + method.name() + " is trained on tasks of as many classes as it"
                    + " solves: leave --training-ways out, and give --ways " + wished + " if that is meant");
        }
        return wished == null ? episode : episode.withWays(wished);
    }

    /** With fewer classes and queries where the data have no more, unless they were asked for. */
    private static EpisodeShape fitted(
            EpisodeShape wished, LabelledExamples train, LessonOptions lesson, Method method) {
        EpisodeShape episode = wished;
        int classes = train.pools().stream()
                .mapToInt(pool -> pool.classes().size())
                .min()
                .orElse(0);
        if (lesson.ways() == null && !method.trainsOnWays() && classes >= 2 && classes < episode.ways()) {
            episode = episode.withWays(classes);
        }
        int room = train.classes().stream()
                        .mapToInt(LabelledExamples.ClassInfo::size)
                        .min()
                        .orElse(0)
                - episode.shots();
        return room >= 1 && room < episode.queries() ? episode.withQueries(room) : episode;
    }

    private static void require(LabelledExamples examples, EpisodeShape shape, String which) {
        EpisodeSampler.misfit(examples, shape).ifPresent(problem -> {
            throw new DataException(which + ": " + problem);
        });
    }
}
