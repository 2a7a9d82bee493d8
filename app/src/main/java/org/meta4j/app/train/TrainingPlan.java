package org.meta4j.app.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataSources;
import org.meta4j.data.DataException;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.objectives.InnerMemory;
import org.meta4j.learners.training.Distortion;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * What is going to be trained, and how.
 *
 * @param learner settings of the learner
 * @param training settings of the training
 * @param notes what was decided for the user, a line each
 */
record TrainingPlan(LearnerSettings learner, TrainingSettings training, List<String> notes) {
    /** More than any clock allows: where a time is given, it alone limits. */
    private static final long BY_TIME_ONLY = 1_000_000_000L;

    private static final int SHOTS_OF_NUMBERS = 5;

    TrainingPlan {
        notes = List.copyOf(notes);
    }

    /**
     * The plan that options ask for, before the data are known.
     *
     * @throws UsageException if they make no sense
     */
    static TrainingPlan of(TrainOptions options, ExampleShape examples) {
        if (options.method == null) {
            throw new UsageException("missing required option: '--method=METHOD'");
        }
        String name = options.method;
        return UsageException.check(() -> {
            Method method = Methods.named(name);
            OptionRules.check(options, method);
            EpisodeShape episode = new EpisodeShape(
                    OptionRules.ways(or(options.tasks.ways, EpisodeShape.DEFAULT.ways())),
                    or(options.tasks.shots, EpisodeShape.DEFAULT.shots()),
                    EpisodeShape.DEFAULT.queries());
            LearnerSettings learner = learner(options.learner, method, examples, episode);
            OptionRules.checkRecompute(options, method, learner);
            return new TrainingPlan(learner, training(options, method.trainingDefaults(episode), examples), List.of());
        });
    }

    /**
     * The plan for tasks of numbers.
     *
     * @throws UsageException if the options make no sense, or the method does not do regression
     */
    static TrainingPlan ofNumbers(TrainOptions options, ExampleShape examples, int queries) {
        if (options.method == null) {
            throw new UsageException("missing required option: '--method=METHOD'");
        }
        String name = options.method;
        return UsageException.check(() -> {
            Method method = Methods.named(name);
            OptionRules.check(options, method);
            OptionRules.checkNumbers(options);
            LearnerSettings defaults = method.regressionDefaults(examples, 1);
            NetworkSettings network = defaults.network();
            String kind = or(options.learner.network, network.kind());
            LearnerSettings learner = defaults.withNetwork(new NetworkSettings(
                    kind,
                    examples.sizes(),
                    or(
                            options.learner.filters,
                            kind.equals(network.kind()) ? network.filters() : NetworkSettings.defaultFilters(kind)),
                    network.readout()));
            InnerSettings inner = defaults.inner();
            EpisodeShape episode = EpisodeShape.ofNumbers(or(options.tasks.shots, SHOTS_OF_NUMBERS), queries);
            return new TrainingPlan(
                    inner == null ? learner : learner.withInner(inner(options.learner, inner)),
                    training(options, method.regressionTraining(episode), examples),
                    List.of());
        });
    }

    private static LearnerSettings learner(
            TrainOptions.Learner options, Method method, ExampleShape examples, EpisodeShape episode) {
        boolean images = examples.sizes().size() == 3;
        // Methods' own networks are for images; rows of numbers get a perceptron.
        LearnerSettings defaults = method.defaults(images ? examples : DataSources.DEFAULT_SHAPE, episode);
        NetworkSettings network = defaults.network();
        String kind = or(options.network, images ? network.kind() : NetworkSettings.MLP);
        NetworkSettings chosen = new NetworkSettings(
                kind,
                examples.sizes(),
                or(options.filters, NetworkSettings.defaultFilters(kind)),
                NetworkSettings.hasReadouts(kind) ? network.readout() : NetworkSettings.FLATTEN);
        LearnerSettings learner = defaults.withNetwork(chosen);
        SiameseSettings siamese = defaults.siamese();
        if (siamese != null) {
            learner = learner.withSiamese(siamese(options, siamese));
        }
        InnerSettings inner = defaults.inner();
        return inner == null ? learner : learner.withInner(inner(options, inner));
    }

    private static InnerSettings inner(TrainOptions.Learner options, InnerSettings defaults) {
        return defaults.withSteps(
                        or(options.innerSteps, defaults.innerSteps()),
                        or(options.solvingSteps, defaults.solvingSteps()))
                .withRate(or(options.innerRate, defaults.innerRate()))
                .withOrder(options.order == null ? defaults.order() : OptionRules.order(options.order))
                .withScope(options.rates == null ? defaults.scope() : OptionRules.scope(options.rates))
                .withRule(options.rule == null ? defaults.rule() : OptionRules.rule(options.rule))
                .withBatchShots(options.batchShots == null ? defaults.batchShots() : options.batchShots)
                .withContextSize(options.context == null ? defaults.contextSize() : options.context)
                .withImplicit(OptionRules.implicit(options, defaults.implicit()))
                .withPlus(OptionRules.plus(options, defaults.plus()))
                .withTuned(OptionRules.tuned(options, defaults.tuned()))
                .withMemory(or(options.recompute, false) ? InnerMemory.RECOMPUTED : null);
    }

    private static SiameseSettings siamese(TrainOptions.Learner options, SiameseSettings defaults) {
        return new SiameseSettings(
                or(options.margin, defaults.margin()),
                options.mining == null ? defaults.mining() : SiameseSettings.Mining.named(options.mining),
                options.classDistance == null
                        ? defaults.classDistance()
                        : SiameseSettings.ClassDistance.named(options.classDistance));
    }

    private static TrainingSettings training(TrainOptions all, TrainingSettings defaults, ExampleShape examples) {
        TrainOptions.Training options = all.training;
        MetaUpdate update = OptionRules.update(all.learner, defaults.update());
        Distortion distortion = options.distort == null ? defaults.distortion() : Distortion.parse(options.distort);
        if (distortion != null) {
            distortion.require(examples);
        }
        boolean byTimeOnly = options.minutes != null && options.iterations == null;
        return new TrainingSettings(
                new EpisodeShape(
                        or(options.ways, defaults.episode().ways()),
                        or(options.shots, defaults.episode().shots()),
                        or(options.queries, defaults.episode().queries())),
                defaults.validation(),
                or(options.tasksPerIteration, defaults.tasksPerIteration()),
                or(options.iterations, byTimeOnly ? BY_TIME_ONLY : defaults.iterations()),
                // The settings' own mark for no limit is not for users to type.
                options.minutes == null ? defaults.minutes() : OptionRules.minutes(options.minutes),
                or(options.metaLearningRate, defaults.metaLearningRate()),
                or(options.halvings, defaults.halvings()),
                or(options.validationTasks, defaults.validationTasks()),
                or(options.validateEvery, defaults.validateEvery()),
                or(options.patience, defaults.patience()),
                or(options.checkpointEvery, defaults.checkpointEvery()),
                or(options.seed, defaults.seed()),
                update,
                distortion);
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /**
     * The same with defaults, never what was typed, made smaller where the data have not enough classes or examples.
     *
     * @throws DataException if the data do not do even so
     */
    TrainingPlan fit(TrainOptions options, MetaDataset data) {
        List<String> said = new ArrayList<>(notes);
        EpisodeShape episode = training.episode();
        int classes = data.train().pools().stream()
                .mapToInt(pool -> pool.classes().size())
                .min()
                .orElse(0);
        if (options.training.ways == null
                && !Methods.named(learner.method()).trainsOnWays()
                && classes >= 2
                && classes < episode.ways()) {
            said.add("training tasks have " + classes + " ways instead of " + episode.ways() + ": "
                    + (data.train().pools().size() == 1 ? "the data have " : "the smallest set has ") + classes
                    + " training classes");
            episode = episode.withWays(classes);
        }
        if (options.training.queries == null) {
            episode = fewerQueries(episode, data.train(), "training", said);
        }
        require(data.train(), episode, "training");
        EpisodeShape validation = training.validation();
        int validationTasks = training.validationTasks();
        if (validationTasks > 0 && data.validation().classes().isEmpty()) {
            said.add("the data have no validation classes: the last parameters are kept, not the best");
            validationTasks = 0;
        } else if (validationTasks > 0) {
            validation = fewerQueries(validation, data.validation(), "validation", said);
            require(data.validation(), validation, "validation");
        }
        TrainingSettings fitted = new TrainingSettings(
                episode,
                validation,
                training.tasksPerIteration(),
                training.iterations(),
                training.minutes(),
                training.metaLearningRate(),
                training.halvings(),
                validationTasks,
                training.validateEvery(),
                training.patience(),
                training.checkpointEvery(),
                training.seed(),
                training.update(),
                training.distortion());
        LearnerSettings known =
                UsageException.check(() -> Methods.named(learner.method()).fitted(learner, data));
        return new TrainingPlan(known, fitted, said);
    }

    private static EpisodeShape fewerQueries(
            EpisodeShape shape, LabelledExamples examples, String kind, List<String> said) {
        OptionalInt smallest =
                examples.classes().stream().mapToInt(ClassInfo::size).min();
        int room = smallest.orElse(0) - shape.shots();
        if (room < 1 || room >= shape.queries()) {
            return shape;
        }
        said.add(kind + " tasks have " + room + " queries a class instead of " + shape.queries()
                + ": the smallest class has " + smallest.getAsInt() + " examples");
        return shape.withQueries(room);
    }

    private static void require(LabelledExamples examples, EpisodeShape shape, String kind) {
        Optional<String> misfit = EpisodeSampler.misfit(examples, shape);
        if (misfit.isPresent()) {
            throw new DataException(kind + " classes: " + misfit.get());
        }
    }
}
