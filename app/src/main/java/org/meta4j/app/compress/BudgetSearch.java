package org.meta4j.app.compress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.pictures.charts.CompressionFront;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.RecipeSearch;
import org.meta4j.compress.stages.Stage;
import org.meta4j.data.DataException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.supervised.NetworkScorer;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.LabelledExamples;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search for the recipe of a budget.
 *
 * @param result all that was tried
 * @param chosen the best within the budget
 * @param recipe of it, and training where that was asked for
 * @param scoredOn what it was chosen by
 */
record BudgetSearch(RecipeSearch.Result result, RecipeSearch.Tried chosen, Recipe recipe, String scoredOn)
        implements Search {
    /** Validation tasks are others than those that the result is scored on, even where classes are the same. */
    private static final long STREAM = 0x9E3779B9L;

    /** @throws DataException if no recipe is within the budget, or there are no validation classes to choose by */
    static BudgetSearch run(
            TrainedLearner base, HeldOut heldOut, RecipeOptions options, int threads, long seed, Streams streams) {
        LabelledExamples classes = heldOut.data().validation();
        EpisodeSampler.misfit(classes, heldOut.sampler().episodeShape()).ifPresent(problem -> {
            throw new DataException("there are no validation tasks to choose a recipe by: " + problem);
        });
        EpisodeSampler tasks = new EpisodeSampler(classes, heldOut.sampler().episodeShape(), seed ^ STREAM);
        TrainedLearner scored =
                base.withBatchNorm(Methods.named(base.settings().method()).evaluationBatchNorm());
        Screen screen = new Screen(streams, false);
        try (Workers workers = new Workers(threads)) {
            RecipeSearch.Result result = RecipeSearch.of(
                            scored,
                            learner -> new Evaluator(workers)
                                    .evaluate(learner, tasks, options.searchTasks())
                                    .accuracy()
                                    .mean(),
                            progress -> show(screen, progress))
                    .search();
            return chosen(result, "validation tasks", options);
        } finally {
            screen.clear();
        }
    }

    /**
     * For a network that was trained on one data set.
     *
     * @param images of its training part, as test images are for the result alone
     * @param screen cleared by who gives it
     * @throws DataException if no recipe is within the budget
     */
    static BudgetSearch run(
            TrainedNetwork base, SupervisedData images, RecipeOptions options, Workers workers, Screen screen) {
        // Compiled once for all that are scored: they differ in their parameters alone.
        NetworkScorer scorer = new NetworkScorer(base.network(), workers);
        RecipeSearch.Result result = RecipeSearch.of(
                        base,
                        network -> scorer.accuracy(network.parameters(), network.statistics(), images),
                        progress -> show(screen, progress))
                .search();
        return chosen(result, Texts.count(images.count()) + " training images", options);
    }

    private static void show(Screen screen, RecipeSearch.Progress progress) {
        screen.status(
                (double) progress.done() / progress.planned(),
                "searching: " + Texts.count(progress.done()) + "/" + Texts.count(progress.planned()) + " models");
    }

    private static BudgetSearch chosen(RecipeSearch.Result result, String scoredOn, RecipeOptions options) {
        Long mostBytes = options.mostBytes();
        Optional<RecipeSearch.Tried> chosen =
                mostBytes == null ? result.ofLoss(options.mostLoss()) : result.ofBytes(mostBytes);
        RecipeSearch.Tried best = chosen.orElseThrow(() -> none(result, mostBytes));
        BudgetSearch found = new BudgetSearch(result, best, withTraining(best.recipe(), options.training()), scoredOn);
        found.draw(options);
        return found;
    }

    private static DataException none(RecipeSearch.Result result, @Nullable Long mostBytes) {
        if (mostBytes == null) {
            return new DataException("no recipe that was tried loses so little: allow more with --most-loss");
        }
        long least = result.tried().stream()
                .mapToLong(RecipeSearch.Tried::bytes)
                .min()
                .orElse(0);
        return new DataException("no recipe that was tried takes at most " + Texts.count(mostBytes)
                + " bytes: the smallest takes " + Texts.count(least) + ": allow as many with --most-bytes");
    }

    /** Training comes before the codes. */
    private static Recipe withTraining(Recipe recipe, Optional<Recipe> training) {
        List<Stage> stages = new ArrayList<>(recipe.stages());
        training.ifPresent(train -> stages.addAll(stages.size() - 1, train.stages()));
        return new Recipe(stages);
    }

    private void draw(RecipeOptions options) {
        if (options.plot() != null) {
            try {
                Files.writeString(options.plot(), new CompressionFront(result, chosen, scoredOn).svgFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("accuracyBefore", result.before());
        json.set("sensitivity", Json.tree(result.sensitivity()));
        ArrayNode tried = json.putArray("tried");
        for (RecipeSearch.Tried one : result.tried()) {
            tried.addObject()
                    .put("recipe", one.recipe().toString())
                    .put("bytes", one.bytes())
                    .put("accuracy", one.accuracy())
                    .put("front", result.front().contains(one));
        }
        return json;
    }

    @Override
    public String text() {
        StringBuilder text =
                new StringBuilder("searched: " + result.tried().size() + " recipes; those that no other beats:");
        for (RecipeSearch.Tried tried : result.front()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s bytes  %.2f %%  %s",
                    Texts.count(tried.bytes()),
                    100 * tried.accuracy(),
                    tried.recipe()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%nchosen: %s (%.2f %% on %s, %.2f %% before)",
                        recipe,
                        100 * chosen.accuracy(),
                        scoredOn,
                        100 * result.before()))
                .toString();
    }
}
