package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.training.Adam;
import org.meta4j.learners.training.TrainingDivergedException;

/** Learns an optimiser. Minutes of one thread suffice, so nothing is kept of a training that is broken off. */
public final class OptimiserTrainer {
    private final OptimiserRule rule;
    private final OptimiserTraining training;
    private final Tensors parameters;
    private final List<MetaGradientEstimate> estimates = new ArrayList<>();

    /** Is told of each iteration. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param iteration counted from 1
         * @param loss mean of its truncations
         */
        void after(long iteration, double loss);
    }

    /**
     * Compiles the programs.
     *
     * @param data whose classes the networks learn
     */
    public OptimiserTrainer(OptimiserRule rule, OptimiserTraining training, Minibatches data, Workers workers) {
        this.rule = rule;
        this.training = training;
        UpdateRule update = rule.rule();
        SplittableRandom random = new SplittableRandom(training.seed());
        parameters = update.initialise(
                training.networks().get(0).network(data.shape(), data.classes()).initialise(0));
        for (HiddenLayers layers : training.networks()) {
            Minibatches seen = data.shrunk(layers.shrink());
            add(update, layers.network(seen.shape(), seen.classes()), seen, random, workers);
        }
    }

    /** Adds the trajectories of a network, which share its programs. */
    private void add(UpdateRule update, Network network, Minibatches data, SplittableRandom random, Workers workers) {
        Optimisee optimisee = new Optimisee(network, training.batch(), workers);
        Tensors weights = network.initialise(0);
        RuleProgram program = new RuleProgram(update, weights, parameters, workers);
        int steps = training.truncation();
        boolean unrolled = training.by() == OptimiserTraining.Estimator.UNROLL;
        RuleGradient back = unrolled ? new RuleGradient(update, weights, program.start(), parameters, workers) : null;
        for (int i = 0; i < training.trajectories(); i++) {
            Trajectory trajectory = trajectory(network, data, random.split());
            estimates.add(
                    back != null
                            ? new UnrolledEstimate(optimisee, program, back, trajectory, steps)
                            : new EvolutionEstimate(
                                    new PairedTrainings(optimisee, program, trajectory, steps),
                                    parameters,
                                    training.deviation(),
                                    random.split()));
        }
    }

    /** Trainings begin at different times, so that a meta-gradient sees all parts of a training. */
    private Trajectory trajectory(Network network, Minibatches data, SplittableRandom random) {
        int truncations = training.horizon() / training.truncation();
        int done = training.truncation() * (estimates.size() % truncations);
        return new Trajectory(network, data, training.batch(), training.horizon(), training.lateness(), done, random);
    }

    /**
     * Learns.
     *
     * @param data name of the data that its networks learn, for the record
     * @param fingerprint of the data
     * @throws TrainingDivergedException if the loss or the meta-gradient is no number any more
     */
    public LearnedOptimiser train(String data, String fingerprint, Listener listener) {
        long begin = System.nanoTime();
        Adam adam = new Adam(parameters);
        Tensors gradient = parameters.map(tensor -> Tensor.zeros(tensor.shape()));
        Tensors sum = gradient.copy();
        for (long iteration = 1; iteration <= training.iterations(); iteration++) {
            sum.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
            double loss = 0;
            for (MetaGradientEstimate estimate : estimates) {
                loss += estimate.next(parameters, gradient) / estimates.size();
                double length = length(gradient);
                if (!Double.isFinite(length)) {
                    throw new TrainingDivergedException("the meta-gradient became " + length + " in iteration "
                            + iteration + " of learning an optimiser: train anew with a meta-learning rate below "
                            + training.metaLearningRate() + " or a shorter truncation than " + training.truncation());
                }
                double shortened = Math.min(1, training.clip() / Math.max(length, Double.MIN_NORMAL));
                add(sum, gradient, (float) (shortened / estimates.size()));
            }
            double done = (iteration - 1.0) / training.iterations();
            adam.step(parameters, sum, training.metaLearningRate() * (1 + Math.cos(Math.PI * done)) / 2);
            listener.after(iteration, loss);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new LearnedOptimiser(
                rule,
                parameters.copy(),
                new LearnedOptimiser.Provenance(
                        data,
                        fingerprint,
                        training,
                        seconds,
                        Engine.version(),
                        System.getProperty("java.version"),
                        Engine.kernels()));
    }

    private static void add(Tensors to, Tensors from, float factor) {
        for (String name : to.names()) {
            float[] target = to.get(name).values();
            float[] source = from.get(name).values();
            for (int i = 0; i < target.length; i++) {
                target[i] += factor * source[i];
            }
        }
    }

    private static double length(Tensors tensors) {
        double sum = 0;
        for (Tensor tensor : tensors.asMap().values()) {
            for (float value : tensor.values()) {
                sum += (double) value * value;
            }
        }
        return Math.sqrt(sum);
    }
}
