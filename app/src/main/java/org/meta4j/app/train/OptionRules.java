package org.meta4j.app.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.learners.ImplicitSettings;
import org.meta4j.learners.InnerRule;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.PlusSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.objectives.InnerMemory;
import org.meta4j.learners.objectives.SteppedObjective;
import org.meta4j.learners.training.Distortion;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.naming.Suggestions;

/** Which options of {@code train} go with which. */
final class OptionRules {
    private OptionRules() {}

    /** Refuses options that the method does not have or that contradict each other. */
    static void check(TrainOptions options, Method method) {
        TrainOptions.Learner learner = options.learner;
        TrainOptions.Training training = options.training;
        if (!method.adapts()) {
            refuse("--inner-steps", learner.innerSteps, method.name() + " takes no inner steps");
            refuse("--solving-steps", learner.solvingSteps, method.name() + " takes no steps on a task");
            refuse("--inner-rate", learner.innerRate, method.name() + " takes no inner steps");
            refuse("--order", learner.order, method.name() + " takes no inner steps");
            refuse("--inner-rule", learner.rule, method.name() + " takes no inner steps");
            refuse("--batch-shots", learner.batchShots, method.name() + " takes no inner steps");
            refuse("--context", learner.context, method.name() + " takes no inner steps");
            refuse("--pull", learner.pull, method.name() + " takes no inner steps");
            refuse("--conjugate-steps", learner.conjugateSteps, method.name() + " takes no inner steps");
            refuse("--without", learner.without, method.name() + " makes no changes to maml");
            refuse("--fine-tune", learner.fineTune, method.name() + " is not fine-tuned");
            refuse("--rates", learner.rates, method.name() + " takes no inner steps");
            refuse("--recompute", learner.recompute, method.name() + " takes no inner steps");
        }
        if (method.trainsOnWays()) {
            refuse(
                    "--training-ways",
                    training.ways,
                    method.name() + " trains on tasks of as many ways as it solves: give --ways");
        }
        if (method.hasFixedShots()) {
            refuse(
                    "--training-shots",
                    training.shots,
                    method.name() + " trains on tasks of as many shots as it solves: give --shots");
        }
        refuse("--members", learner.members, method.name() + " is no set of models");
        if (!method.comparesPairs()) {
            refuse("--margin", learner.margin, method.name() + " compares no pairs");
            refuse("--mining", learner.mining, method.name() + " compares no pairs");
            refuse("--class-distance", learner.classDistance, method.name() + " compares no pairs");
        }
        if (training.validationTasks != null && training.validationTasks == 0) {
            refuse("--patience", training.patience, "there is no validation with --validation-tasks 0");
            refuse("--validate-every", training.validateEvery, "there is no validation with --validation-tasks 0");
        }
    }

    /** Refuses to compute inner steps again where the meta-gradient does not go back through them. */
    static void checkRecompute(TrainOptions options, Method method, LearnerSettings learner) {
        boolean goesBack = method.objective(learner) instanceof SteppedObjective stepped
                && stepped.order() == InnerLoop.Order.SECOND;
        if (!goesBack) {
            refuse(
                    "--recompute",
                    options.learner.recompute,
                    method.name() + " does not go back through its inner steps, so it stores none");
        }
    }

    /** Refuses validation where its classes are trained on. */
    static void checkTrainOnValidation(TrainOptions options) {
        TrainOptions.Training training = options.training;
        String why = "with --train-on-validation there are no classes left to validate on";
        if (training.validationTasks != null && training.validationTasks > 0) {
            refuse("--validation-tasks", training.validationTasks, why);
        }
        if (training.patience != null && training.patience > 0) {
            refuse("--patience", training.patience, why);
        }
        refuse("--validate-every", training.validateEvery, why);
    }

    /** Refuses what only tasks of classes have. */
    static void checkNumbers(TrainOptions options) {
        refuse("--ways", options.tasks.ways, "tasks of numbers have no classes");
        refuse("--training-ways", options.training.ways, "tasks of numbers have no classes");
    }

    static int ways(int ways) {
        if (ways < 2) {
            throw new UsageException("ways must be at least 2, but was " + ways);
        }
        return ways;
    }

    static InnerLoop.Order order(String label) {
        return named("order", label, InnerLoop.Order.values());
    }

    static InnerRule rule(String label) {
        return named("inner rule", label, InnerRule.values());
    }

    /** Changes of MAML++ by name; the cosine schedule is one of the training's settings. */
    private static final List<String> CHANGES =
            List.of("multi-step-loss", "order-annealing", "learned-rates", "step-norms", "cosine");

    static @Nullable PlusSettings plus(TrainOptions.Learner options, @Nullable PlusSettings defaults) {
        if (defaults == null) {
            refuse("--without", options.without, "only maml++ makes changes that can be left out");
            return null;
        }
        PlusSettings plus = defaults;
        for (String change : options.without == null ? List.<String>of() : options.without) {
            if (!CHANGES.contains(change)) {
                throw new UsageException(Suggestions.unknown("change of maml++", change, CHANGES));
            }
            plus = switch (change) {
                case "multi-step-loss" -> plus.withMultiStepShare(0);
                case "order-annealing" -> plus.withFirstOrderShare(0);
                case "learned-rates" -> plus.withLearnedRates(false);
                case "step-norms" -> plus.withStepNorms(false);
                default -> plus;
            };
        }
        return plus;
    }

    static @Nullable MetaUpdate update(TrainOptions.Learner options, @Nullable MetaUpdate defaults) {
        return options.without != null && options.without.contains("cosine") ? null : defaults;
    }

    static @Nullable NetworkPart tuned(TrainOptions.Learner options, @Nullable NetworkPart defaults) {
        if (defaults == null) {
            refuse("--fine-tune", options.fineTune, "only transfer is fine-tuned");
            return null;
        }
        return options.fineTune == null
                ? defaults
                : named("part to fine-tune", options.fineTune, new NetworkPart[] {NetworkPart.HEAD, NetworkPart.ALL});
    }

    static @Nullable ImplicitSettings implicit(TrainOptions.Learner options, @Nullable ImplicitSettings defaults) {
        if (defaults == null) {
            refuse("--pull", options.pull, "only imaml pulls back to its initial weights");
            refuse("--conjugate-steps", options.conjugateSteps, "only imaml solves a linear system");
            refuse("--damping", options.damping, "only imaml solves a linear system");
            return null;
        }
        return new ImplicitSettings(
                options.pull == null ? defaults.strength() : options.pull,
                options.conjugateSteps == null ? defaults.conjugateSteps() : options.conjugateSteps,
                options.damping == null ? defaults.damping() : options.damping);
    }

    static LearnedRate.Scope scope(String label) {
        return named("scope of learned rates", label, LearnedRate.Scope.values());
    }

    private static <E extends Enum<E>> E named(String what, String label, E[] values) {
        for (E value : values) {
            if (Json.name(value).equals(label)) {
                return value;
            }
        }
        throw new UsageException(Suggestions.unknown(
                what, label, Arrays.stream(values).map(Json::name).toList()));
    }

    static double minutes(double minutes) {
        if (!(minutes > 0)) {
            throw new UsageException("minutes must be above 0, but was " + minutes);
        }
        return minutes;
    }

    private static void refuse(String name, @Nullable Object value, String why) {
        if (value != null) {
            throw new UsageException("option " + name + " does not go with this: " + why);
        }
    }

    /**
     * Refuses options that say something else than the settings that a run was begun with.
     *
     * @param run the run, for the message
     */
    static void checkResume(TrainOptions options, LearnerSettings learner, TrainingSettings training, String run) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        pair(typed, stored, "--method", options.method, learner.method());
        pair(typed, stored, "--ways", options.tasks.ways, training.validation().ways());
        pair(
                typed,
                stored,
                "--shots",
                options.tasks.shots,
                training.validation().shots());
        pair(
                typed,
                stored,
                "--network",
                options.learner.network,
                learner.network().kind());
        pair(
                typed,
                stored,
                "--filters",
                options.learner.filters,
                learner.network().filters());
        var inner = learner.inner();
        pair(typed, stored, "--inner-steps", options.learner.innerSteps, inner == null ? null : inner.innerSteps());
        pair(
                typed,
                stored,
                "--solving-steps",
                options.learner.solvingSteps,
                inner == null ? null : inner.solvingSteps());
        pair(typed, stored, "--inner-rate", options.learner.innerRate, inner == null ? null : inner.innerRate());
        pair(
                typed,
                stored,
                "--order",
                options.learner.order,
                inner == null || inner.order() == null ? null : Json.name(inner.order()));
        pair(
                typed,
                stored,
                "--rates",
                options.learner.rates,
                inner == null || inner.scope() == null ? null : Json.name(inner.scope()));
        pair(
                typed,
                stored,
                "--inner-rule",
                options.learner.rule,
                inner == null || inner.rule() == null ? null : Json.name(inner.rule()));
        pair(typed, stored, "--context", options.learner.context, inner == null ? null : inner.contextSize());
        ImplicitSettings implicit = inner == null ? null : inner.implicit();
        pair(typed, stored, "--pull", options.learner.pull, implicit == null ? null : implicit.strength());
        pair(
                typed,
                stored,
                "--conjugate-steps",
                options.learner.conjugateSteps,
                implicit == null ? null : implicit.conjugateSteps());
        pair(typed, stored, "--damping", options.learner.damping, implicit == null ? null : implicit.damping());
        pair(typed, stored, "--batch-shots", options.learner.batchShots, inner == null ? null : inner.batchShots());
        pair(
                typed,
                stored,
                "--recompute",
                options.learner.recompute,
                inner == null ? null : inner.trainingMemory() == InnerMemory.RECOMPUTED);
        SiameseSettings siamese = learner.siamese();
        pair(typed, stored, "--margin", options.learner.margin, siamese == null ? null : siamese.margin());
        pair(
                typed,
                stored,
                "--mining",
                options.learner.mining,
                siamese == null ? null : siamese.mining().label());
        pair(
                typed,
                stored,
                "--class-distance",
                options.learner.classDistance,
                siamese == null ? null : siamese.classDistance().label());
        TrainOptions.Training given = options.training;
        pair(typed, stored, "--training-ways", given.ways, training.episode().ways());
        pair(typed, stored, "--training-shots", given.shots, training.episode().shots());
        pair(
                typed,
                stored,
                "--training-queries",
                given.queries,
                training.episode().queries());
        pair(typed, stored, "--iterations", given.iterations, training.iterations());
        pair(typed, stored, "--minutes", given.minutes, training.minutes());
        pair(typed, stored, "--tasks-per-iteration", given.tasksPerIteration, training.tasksPerIteration());
        pair(typed, stored, "--meta-learning-rate", given.metaLearningRate, training.metaLearningRate());
        pair(typed, stored, "--halvings", given.halvings, training.halvings());
        pair(typed, stored, "--validation-tasks", given.validationTasks, training.validationTasks());
        pair(typed, stored, "--validate-every", given.validateEvery, training.validateEvery());
        pair(typed, stored, "--patience", given.patience, training.patience());
        pair(typed, stored, "--checkpoint-every", given.checkpointEvery, training.checkpointEvery());
        pair(
                typed,
                stored,
                "--distort",
                given.distort == null
                        ? null
                        : UsageException.check(() -> Distortion.parse(Objects.requireNonNull(given.distort))
                                .text()),
                training.distortion() == null ? null : training.distortion().text());
        pair(typed, stored, "--seed", given.seed, training.seed());
        typed.forEach((name, value) -> {
            Object before = stored.get(name);
            if (value != null && !value.equals(before)) {
                boolean none = before == null || before.equals(TrainingSettings.UNLIMITED);
                throw new UsageException(
                        "option " + name + " " + value + " contradicts the run in " + run + ", which has "
                                + (none ? "none" : before) + ": leave it out, or begin another run with another --out");
            }
        });
    }

    private static void pair(
            Map<String, @Nullable Object> typed,
            Map<String, @Nullable Object> stored,
            String name,
            @Nullable Object value,
            @Nullable Object before) {
        typed.put(name, value);
        stored.put(name, before);
    }
}
