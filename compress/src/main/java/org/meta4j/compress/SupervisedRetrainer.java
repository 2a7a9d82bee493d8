package org.meta4j.compress;

import org.meta4j.compress.stages.Train;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.supervised.Augmentation;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedListener;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.learners.training.Constraint;

/** Trains a network on, on the data set that it was trained on: {@code train(N)} is N epochs, in minibatches as before. */
public final class SupervisedRetrainer implements Retrainer {
    private final TrainedNetwork base;
    private final SupervisedData data;
    private final Workers workers;
    private final long seed;
    private SupervisedListener listener = epoch -> {};
    private Augmentation augmentation = Augmentation.NONE;
    private BatchLoss loss = BatchLoss.CROSS_ENTROPY;
    private int trainings;

    /**
     * @param data to train on
     * @param seed of the order of examples
     */
    public SupervisedRetrainer(TrainedNetwork base, SupervisedData data, Workers workers, long seed) {
        this.base = base;
        this.data = data;
        this.workers = workers;
        this.seed = seed;
    }

    /** Changes examples at random before they are trained on. */
    public SupervisedRetrainer augment(Augmentation newAugmentation) {
        augmentation = newAugmentation;
        return this;
    }

    /** What is made small, of the data's columns; without it the cross entropy of the labels. */
    public SupervisedRetrainer loss(BatchLoss newLoss) {
        loss = newLoss;
        return this;
    }

    /** Has somebody hear of each epoch. */
    public SupervisedRetrainer listen(SupervisedListener newListener) {
        listener = newListener;
        return this;
    }

    @Override
    public Tensors initial() {
        return base.network().initialise(base.provenance().training().seed());
    }

    @Override
    public void train(Tensors parameters, Tensors statistics, Train stage, Constraint constraint) {
        SupervisedSettings settings = base.provenance()
                .training()
                .withEpochs(stage.iterations())
                .withRate(stage.rate(), RateSchedule.COSINE)
                .withAdam()
                .withSeed(seed + trainings);
        TrainedNetwork trained = new SupervisedTrainer(base.network(), settings, workers)
                .constraint(constraint)
                .augment(augmentation)
                .loss(loss)
                .listen(listener)
                .train(data, parameters);
        parameters.assign(trained.parameters());
        statistics.assign(trained.statistics());
        trainings++;
    }

    @Override
    public Tensors statistics(Tensors parameters, int iterations) {
        throw new IllegalArgumentException("the network '" + base.network().name()
                + "' has no batch normalisation whose statistics could be estimated again: leave out normalize");
    }
}
