package org.meta4j.app.compress;

import java.util.Optional;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.app.eval.DrawnTasks;
import org.meta4j.app.eval.SeenClasses;
import org.meta4j.app.eval.TaskSizes;
import org.meta4j.data.DataException;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Mixin;

/** Options for the tasks that a model is scored on before and after. */
final class HeldOutOptions {
    @Mixin
    private DrawnTasks drawn = new DrawnTasks();

    /** @throws UsageException if a number is out of its bounds */
    void check() {
        drawn.check();
    }

    long seed() {
        return drawn.seed();
    }

    /** @param run what the learner's run was begun with, if known */
    HeldOut of(
            TrainedLearner learner, DataChoice wanted, Optional<DataChoice> run, DataOptions options, Streams streams) {
        EpisodeShape trainedFor = learner.provenance().training().validation();
        EpisodeShape shape = drawn.shape(trainedFor);
        TaskSizes.require(learner, shape);
        DataSource source = wanted.open(learner.exampleShape());
        DataChoice choice = wanted.resolved(source);
        MetaDataset data = choice.divide(source, trainedFor.ways());
        Part part = options.part(Part.TEST);
        LabelledExamples examples = part.of(data);
        String split = choice.splitNames() + ":" + part.label();
        EpisodeSampler.misfit(examples, shape).ifPresent(problem -> {
            throw new DataException(data.name() + ", split " + split + ": " + problem);
        });
        SeenClasses.warning(examples, source, choice, run, learner.provenance())
                .ifPresent(warning -> streams.err().println("meta4j: " + warning));
        return new HeldOut(data, new EpisodeSampler(examples, shape, drawn.seed()), drawn.count(), split);
    }
}
