package org.meta4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.app.eval.SeenClasses;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.data.DataException;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * What a learner is looked at with: tasks of held-out classes.
 *
 * @param learner with the batch-norm mode of its method's scores
 * @param examples of the held-out classes
 * @param shape of the tasks
 * @param tasks solved
 * @param data name of the data set
 * @param split and part of it
 * @param notes what a reader must know of the scores
 */
record TestTasks(
        TrainedLearner learner,
        LabelledExamples examples,
        EpisodeShape shape,
        int tasks,
        String data,
        String split,
        List<String> notes) {
    /** Of the tasks; the default of {@code eval}, so that both give the same score: {@value}. */
    static final long SEED = 1;

    private static final int QUERIES = 15;

    TestTasks {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the data.
     *
     * @param wanted which; its split may not be named yet
     * @param run what the run was begun with, if known
     * @throws DataException if the data cannot be read or have no such tasks
     */
    static TestTasks open(TrainedLearner loaded, DataChoice wanted, Part part, Optional<DataChoice> run, int tasks) {
        String method = loaded.settings().method();
        TrainedLearner learner = loaded.withBatchNorm(Methods.named(method).evaluationBatchNorm());
        DataSource source = wanted.open(learner.exampleShape());
        DataChoice choice = wanted.resolved(source);
        EpisodeShape trained = learner.provenance().training().validation();
        MetaDataset data = choice.divide(source, trained.ways());
        LabelledExamples examples = part.of(data);
        List<String> notes = new ArrayList<>(source.notes());
        EpisodeShape shape = fitting(trained.withQueries(QUERIES), examples, learner);
        if (!shape.equals(trained.withQueries(QUERIES))) {
            notes.add("these classes are too few or too small for " + LearnerFacts.words(trained.withQueries(QUERIES))
                    + ", so they are smaller");
        }
        String split = choice.split() + ":" + part.label();
        EpisodeSampler.misfit(examples, shape).ifPresent(problem -> {
            throw new DataException(data.name() + ", split " + split + ": " + problem);
        });
        SeenClasses.warning(examples, source, choice, run, learner.provenance()).ifPresent(notes::add);
        return new TestTasks(learner, examples, shape, tasks, data.name(), split, notes);
    }

    /** The shape, or as much of it as the classes have and the learner can do without. */
    private static EpisodeShape fitting(EpisodeShape shape, LabelledExamples examples, TrainedLearner learner) {
        int least = leastSize(examples);
        int classes = examples.classes().size();
        LearnerSettings settings = learner.settings();
        int ways = settings.requiredWays().orElse(Math.max(2, Math.min(shape.ways(), classes)));
        int shots = settings.requiredShots().orElse(Math.max(1, Math.min(shape.shots(), least - 1)));
        return new EpisodeShape(ways, shots, Math.max(1, Math.min(shape.queries(), least - shots)));
    }

    static int leastSize(LabelledExamples examples) {
        return examples.classes().stream().mapToInt(ClassInfo::size).min().orElse(0);
    }

    /** Tasks with queries of known classes alone. */
    EpisodeSampler sampler() {
        return new EpisodeSampler(examples, shape, SEED);
    }
}
