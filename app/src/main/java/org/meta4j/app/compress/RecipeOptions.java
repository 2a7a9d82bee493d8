package org.meta4j.app.compress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.compress.Recipe;
import org.meta4j.data.DataException;
import picocli.CommandLine.Option;

/** A recipe, or the budget of a search for one. */
final class RecipeOptions {
    private static final int SEARCH_TASKS = 200;
    private static final int SEARCH_IMAGES = 5000;
    private static final String SEARCHES = "--most-bytes, --most-loss or --most-millis";

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE|FILE",
            description = "Stages, one after the other: STAGE.then(STAGE)…, or a YAML file of them.")
    private @Nullable String recipe;

    @Option(
            names = "--most-bytes",
            paramLabel = "N",
            description =
                    "Search for the most accurate recipe whose weights take at most so many bytes: bits and sparsity of"
                            + " each layer by its sensitivity, on tasks of validation classes; of a network for one set"
                            + " of classes on training images.")
    private @Nullable Long mostBytes;

    @Option(
            names = "--most-loss",
            paramLabel = "POINTS",
            description = "Search for the smallest recipe that loses at most so many points of accuracy.")
    private @Nullable Double mostLoss;

    @Option(
            names = "--most-millis",
            paramLabel = "MS",
            description = "Search for the widest network that answers a query in at most so many milliseconds on one"
                    + " thread; it is trained on by --train.")
    private @Nullable Double mostMillis;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "With a search: train so many iterations at the end; a network for one set of classes so many"
                    + " epochs.")
    private @Nullable Integer train;

    @Option(
            names = "--search-tasks",
            paramLabel = "N",
            description = "Tasks that a search scores each recipe on; for a network for one set of classes images."
                    + " Default: " + SEARCH_TASKS + "; of images " + SEARCH_IMAGES + ".")
    private @Nullable Integer searchTasks;

    @Option(names = "--plot", paramLabel = "FILE", description = "With a search: draw what was tried as an SVG.")
    private @Nullable Path plot;

    /** @throws UsageException if there is none, more than one, or one that is wrong */
    void check() {
        long given = Stream.of(recipe, mostBytes, mostLoss, mostMillis)
                .filter(Objects::nonNull)
                .count();
        if (given == 0) {
            throw new UsageException("missing required option: '--recipe=RECIPE', or a budget with " + SEARCHES);
        }
        if (given > 1) {
            throw new UsageException(
                    "--recipe, --most-bytes, --most-loss and --most-millis each say what to do: give one of them");
        }
        if (recipe != null && (train != null || plot != null)) {
            throw new UsageException("--train and --plot go with " + SEARCHES
                    + " alone: a recipe trains with train(N), such as quantize(4).then(train(500))");
        }
        if (mostBytes != null && mostBytes < 1) {
            throw new UsageException("--most-bytes must be at least 1, but was " + mostBytes);
        }
        if (mostLoss != null && !(mostLoss >= 0 && mostLoss < 100)) {
            throw new UsageException("--most-loss must be at least 0 and below 100 points, but was " + mostLoss);
        }
        if (mostMillis != null && !(mostMillis > 0 && mostMillis < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--most-millis must be above 0 and finite, but was " + mostMillis);
        }
        if (mostMillis != null && train == null) {
            throw new UsageException("a narrower network has to be trained on: give --train N, such as 1000");
        }
        if (mostMillis != null && plot != null) {
            throw new UsageException("--plot draws bytes and accuracy: it goes with --most-bytes or --most-loss");
        }
        if (searchTasks != null && searchTasks < 1) {
            throw new UsageException("--search-tasks must be at least 1, but was " + searchTasks);
        }
        Integer iterations = train;
        if (iterations != null) {
            UsageException.check(() -> Recipe.train(iterations));
        }
        if (plot != null) {
            Writable.require(plot);
        }
    }

    /**
     * The recipe, unless it is to be searched for.
     *
     * @throws UsageException if it is none
     * @throws DataException if its file cannot be read
     */
    Optional<Recipe> recipe() {
        String text = recipe;
        return text == null ? Optional.empty() : Optional.of(UsageException.check(() -> read(text)));
    }

    /**
     * Looks whether there is something for a teacher to do.
     *
     * @param given the recipe, unless it is to be searched for
     * @throws UsageException if nothing is trained
     */
    void requireTraining(Optional<Recipe> given) {
        if (given.map(recipe -> !recipe.trains()).orElse(training().isEmpty())) {
            throw new UsageException("--teach is for recipes that train: add train(N), or --train N to a search");
        }
    }

    @Nullable
    Long mostBytes() {
        return mostBytes;
    }

    /** Between 0 and 1; NaN where bytes are the budget. */
    double mostLoss() {
        return mostLoss == null ? Double.NaN : mostLoss / 100;
    }

    OptionalDouble mostMillis() {
        return mostMillis == null ? OptionalDouble.empty() : OptionalDouble.of(mostMillis);
    }

    Optional<Recipe> training() {
        return train == null ? Optional.empty() : Optional.of(Recipe.train(train));
    }

    int searchTasks() {
        return searchTasks == null ? SEARCH_TASKS : searchTasks;
    }

    int searchImages() {
        return searchTasks == null ? SEARCH_IMAGES : searchTasks;
    }

    @Nullable
    Path plot() {
        return plot;
    }

    private static Recipe read(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return Recipe.parse(text);
        }
        Path file = Path.of(text);
        try {
            return Recipe.fromYaml(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new DataException("there is no recipe " + file + ": name a YAML file, or write the stages", e);
        } catch (IOException e) {
            throw new DataException("the recipe " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
