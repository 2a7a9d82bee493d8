package org.meta4j.learners.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;

/**
 * Training as it was after some iteration, in a file.
 *
 * @param learner settings of the learner
 * @param training settings of the training
 * @param data name and fingerprint of the data it was trained on
 * @param state where it was
 * @param teachers who teaches it beside the labels; none where nobody does
 */
public record Checkpoint(
        LearnerSettings learner,
        TrainingSettings training,
        DataIdentity data,
        TrainingState state,
        List<String> teachers) {
    private static final String TEACHERS = "teachers";
    private static final String MEAN = "adam/mean/";
    private static final String SQUARE = "adam/square/";
    private static final String BEST_PARAMETER = "best/parameter/";
    private static final String BEST_STATISTIC = "best/statistic/";

    /**
     * Which data.
     *
     * @param name data set and split
     * @param fingerprint SHA-256 of the data
     */
    public record DataIdentity(String name, String fingerprint) {}

    /** Numbers that are not in tensors. */
    private record Progress(
            long iteration,
            double seconds,
            long adamSteps,
            double bestAccuracy,
            long bestIteration,
            int validationsSinceBest) {}

    public Checkpoint {
        teachers = List.copyOf(teachers);
    }

    /** Writes the checkpoint, replacing the file only when all is on disk. */
    public void write(Path file) {
        Prefixed tensors = new Prefixed()
                .put(Prefixed.PARAMETER, state.parameters)
                .put(Prefixed.STATISTIC, state.statistics)
                .put(MEAN, state.adam.mean())
                .put(SQUARE, state.adam.square());
        if (state.bestParameters != null && state.bestStatistics != null) {
            tensors.put(BEST_PARAMETER, state.bestParameters).put(BEST_STATISTIC, state.bestStatistics);
        }
        var content = Json.object();
        content.set("learner", Json.tree(learner));
        content.set("training", Json.tree(training));
        content.set("data", Json.tree(data));
        content.set(
                "progress",
                Json.tree(new Progress(
                        state.iteration,
                        state.seconds,
                        state.adam.steps(),
                        state.bestAccuracy,
                        state.bestIteration,
                        state.validationsSinceBest)));
        if (!teachers.isEmpty()) {
            content.set(TEACHERS, Json.tree(teachers));
        }
        Documents.write(file, Documents.CHECKPOINT, content, tensors.tensors());
    }

    /**
     * Reads a checkpoint.
     *
     * @throws FileFormatException if the file is damaged or is something else
     */
    public static Checkpoint read(Path file) {
        Document document = Documents.read(file, Documents.CHECKPOINT);
        Progress progress = document.read("progress", Progress.class);
        Tensors tensors = document.tensors();
        TrainingState state = new TrainingState(
                Prefixed.get(tensors, Prefixed.PARAMETER),
                Prefixed.get(tensors, Prefixed.STATISTIC),
                new Adam(Prefixed.get(tensors, MEAN), Prefixed.get(tensors, SQUARE), progress.adamSteps()));
        state.iteration = progress.iteration();
        state.seconds = progress.seconds();
        state.bestAccuracy = progress.bestAccuracy();
        state.bestIteration = progress.bestIteration();
        state.validationsSinceBest = progress.validationsSinceBest();
        if (!Prefixed.get(tensors, BEST_PARAMETER).names().isEmpty()) {
            state.bestParameters = Prefixed.get(tensors, BEST_PARAMETER);
            state.bestStatistics = Prefixed.get(tensors, BEST_STATISTIC);
        }
        return new Checkpoint(
                document.read("learner", LearnerSettings.class),
                document.read("training", TrainingSettings.class),
                document.read("data", DataIdentity.class),
                state,
                document.content().has(TEACHERS) ? List.of(document.read(TEACHERS, String[].class)) : List.of());
    }

    /** What was learned so far: the best validated parameters, or the last ones where nothing was validated. */
    public TrainedLearner learned() {
        boolean best = state.bestParameters != null;
        Tensors parameters = best ? Objects.requireNonNull(state.bestParameters) : state.parameters;
        Tensors statistics = best ? Objects.requireNonNull(state.bestStatistics) : state.statistics;
        return new TrainedLearner(
                learner,
                learnersOwn(learner, parameters).copy(),
                statistics.copy(),
                Provenance.of(
                        training,
                        data,
                        best ? state.bestIteration : state.iteration,
                        state,
                        learner.targetWidth() != null,
                        teachers));
    }

    /** A learner's parameters without what only its training needed, see {@link Guide}. */
    static Tensors learnersOwn(LearnerSettings learner, Tensors trained) {
        List<String> own =
                Methods.named(learner.method()).objective(learner).initialise(0).names();
        if (own.size() == trained.names().size()) {
            return trained;
        }
        Map<String, Tensor> kept = new LinkedHashMap<>();
        own.forEach(name -> kept.put(name, trained.get(name)));
        return Tensors.of(kept);
    }
}
