package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.methods.UpdateRule;
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
        List<Network> networks = training.networks().stream()
                .map(layers -> layers.network(data.shape(), data.classes()))
                .toList();
        parameters = update.initialise(networks.get(0).initialise(0));
        for (Network network : networks) {
            for (int i = 0; i < training.trajectories(); i++) {
                estimates.add(estimate(update, network, trajectory(network, data, random.split()), random, workers));
            }
        }
    }

    /** Trainings begin at different times, so that a meta-gradient sees all parts of a training. */
    private Trajectory trajectory(Network network, Minibatches data, SplittableRandom random) {
        int truncations = training.horizon() / training.truncation();
        int done = training.truncation() * (estimates.size() % truncations);
        return new Trajectory(network, data, training.batch(), training.horizon(), done, random);
    }

    private MetaGradientEstimate estimate(
            UpdateRule update, Network network, Trajectory trajectory, SplittableRandom random, Workers workers) {
        int steps = training.truncation();
        return switch (training.by()) {
            case UNROLL -> new UnrolledEstimate(update, network, trajectory, training.batch(), steps, parameters, workers);
            case PES ->
                new EvolutionEstimate(
                        new PairedTrainings(
                                new Optimisee(network, training.batch(), workers),
                                new RuleProgram(update, network.initialise(0), parameters, workers),
                                trajectory,
                                steps),
                        parameters,
                        training.deviation(),
                        random.split());
        };
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
                add(sum, gradient, 1.0f / estimates.size());
            }
            double length = length(sum);
            if (!Double.isFinite(loss) || !Double.isFinite(length)) {
                throw new TrainingDivergedException("the loss or the meta-gradient became " + (loss + length)
                        + " in iteration " + iteration + " of learning an optimiser: train anew with a meta-learning rate"
                        + " below " + training.metaLearningRate() + " or a shorter truncation than "
                        + training.truncation());
            }
            float shortened = (float) Math.min(1, training.clip() / Math.max(length, Double.MIN_NORMAL));
            add(gradient, gradient, -1);
            add(gradient, sum, shortened);
            double done = (iteration - 1.0) / training.iterations();
            adam.step(parameters, gradient, training.metaLearningRate() * (1 + Math.cos(Math.PI * done)) / 2);
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
