package org.meta4j.compress;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.compress.stages.Train;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Constraint;
import org.meta4j.learners.training.Guide;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingListener;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.training.TrainingState;
import org.meta4j.tasks.TaskFamily;

/** Trains a meta-learner on as it was trained: on episodes of the same shape, of classes that it may see, others than before. */
public final class EpisodicRetrainer implements Retrainer {
    private final TrainedLearner base;
    private final TaskFamily data;
    private final Workers workers;
    private final long seed;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Guide guide = Guide.NONE;
    private int trainings;

    /**
     * @param data what the learner was trained on, or of the same kind
     * @param seed of the tasks
     * @throws IllegalArgumentException if the data cannot fill the learner's episodes
     */
    public EpisodicRetrainer(TrainedLearner base, TaskFamily data, Workers workers, long seed) {
        this.base = base;
        this.data = data;
        this.workers = workers;
        this.seed = seed;
        // Builds the source of tasks, which finds what does not fit before anything is computed.
        trainer(settings(new Train(1)), Constraint.NONE);
    }

    /** Adds somebody who hears what happens. */
    public EpisodicRetrainer listen(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Has stages that train lower what the guide says: what is cut away is missed less where the whole learner teaches what is left
     * of it.
     *
     * @param newGuide one without parameters of its own
     */
    public EpisodicRetrainer guidedBy(Guide newGuide) {
        guide = newGuide;
        return this;
    }

    @Override
    public Tensors initial() {
        long first = base.provenance().training().seed();
        return Methods.named(base.settings().method())
                .objective(base.settings())
                .initialise(first);
    }

    @Override
    public void train(Tensors parameters, Tensors statistics, Train stage, Constraint constraint) {
        trainer(settings(stage), constraint)
                .guidedBy(guide)
                .train(new TrainingState(parameters, statistics), checkpoint -> {});
        trainings++;
    }

    @Override
    public Tensors statistics(Tensors parameters, int iterations) {
        return trainer(settings(new Train(iterations)), Constraint.NONE).statistics(parameters, iterations);
    }

    @Override
    public Retrainer narrowed(TrainedLearner learner) {
        EpisodicRetrainer retrainer = new EpisodicRetrainer(learner, data, workers, seed);
        listeners.forEach(retrainer::listen);
        return retrainer.guidedBy(guide);
    }

    private Trainer trainer(TrainingSettings settings, Constraint constraint) {
        Trainer trainer = new Trainer(base.settings(), settings, data, workers).under(constraint);
        listeners.forEach(trainer::listen);
        return trainer;
    }

    private TrainingSettings settings(Train stage) {
        return base.provenance()
                .training()
                .withIterations(stage.iterations())
                .withMinutes(TrainingSettings.UNLIMITED)
                .withMetaLearningRate(stage.rate())
                .withUpdate(MetaUpdate.COSINE)
                .withValidation(0, 1, 0)
                .withCheckpointEvery(stage.iterations())
                .withSeed(seed + trainings);
    }
}
