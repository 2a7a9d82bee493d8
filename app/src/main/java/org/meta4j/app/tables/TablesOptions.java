package org.meta4j.app.tables;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.Part;
import org.meta4j.app.pictures.CompletionPicture;
import org.meta4j.data.ImageCompletion;
import org.meta4j.tabular.base.TabularLearner;
import org.meta4j.tabular.base.TabularLearners;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.TaskFamily;
import picocli.CommandLine.Option;

/** Options of {@code eval} for tables and other tasks of numbers. */
public final class TablesOptions {
    @Option(
            names = "--base",
            paramLabel = "NAME",
            split = ",",
            description = "Score base-learners on the same tasks of numbers: mean, knn, ridge, tree, with commas. With"
                    + " --data tables:ZIP alone or beside a model, and with --ways on classes, with logistic too.")
    private @Nullable List<String> base;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Draw completed images as PNG: known pixels, completed, truth. Goes with"
                    + " --data completion:DATA.")
    private @Nullable Path picture;

    /** Whether base-learners were typed. */
    public boolean haveBase() {
        return base != null;
    }

    /** The base-learners that were typed. */
    public List<String> base() {
        return base == null ? List.of() : base;
    }

    /** The base-learners that were typed, by their names. */
    public List<TabularLearner> learners() {
        return base().stream()
                .map(name -> UsageException.check(() -> TabularLearners.named(name)))
                .toList();
    }

    /** The part that was typed; null for none. */
    public static TableTasks.@Nullable Part part(DataOptions options) {
        if (!options.hasSplit()) {
            return null;
        }
        return switch (options.part(Part.TEST)) {
            case TRAIN -> TableTasks.Part.TRAIN;
            case TEST -> TableTasks.Part.TEST;
            case VALIDATION ->
                throw new UsageException("tables have no validation part: give --split train or --split test");
        };
    }

    /** Refuses all of these where tasks have classes of images. */
    public void requireNone() {
        refuse("--base", base, "tasks of classes: give --data tables:ZIP, or leave it out");
        requireNoPicture("tasks of classes");
    }

    /** Refuses a picture of tasks that are no images. */
    public void requireNoPicture(String tasks) {
        refuse("--picture", picture, tasks + ": it shows completed images; leave it out");
    }

    /** Draws completed images where they were asked for. */
    public void draw(TaskFamily family, BaseLearner learner, int shots, long seed) {
        if (picture == null) {
            return;
        }
        if (family instanceof ImageCompletion images) {
            CompletionPicture.write(picture, images, learner, shots, seed);
        } else {
            requireNoPicture(family.name());
        }
    }

    /** Refuses an option where it was typed. */
    public static void refuse(String option, @Nullable Object value, String why) {
        if (value != null) {
            throw new UsageException("option " + option + " does not go with " + why);
        }
    }

    /** The model, which only tables can do without. */
    public static Path requireModel(@Nullable Path model) {
        if (model == null) {
            throw new UsageException("missing required parameter: 'RUN|FILE'");
        }
        return model;
    }
}
