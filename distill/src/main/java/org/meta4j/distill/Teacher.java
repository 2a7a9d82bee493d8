package org.meta4j.distill;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.learners.trust.Temperature;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * Something that a student learns from: it solves each task by itself. A trained learner of any method and network, a network of
 * another program, a forest, anything that learns from a support set. Thread-safe if what it was made of is.
 */
public final class Teacher {
    private final String name;
    private final String origin;
    private final ExampleShape examples;
    private final BaseLearner solver;
    private final @Nullable FeatureSpace features;
    private final OptionalInt requiredWays;
    private final OptionalInt requiredShots;
    private final double weight;

    private Teacher(
            String name,
            String origin,
            ExampleShape examples,
            BaseLearner solver,
            @Nullable FeatureSpace features,
            OptionalInt requiredWays,
            OptionalInt requiredShots,
            double weight) {
        if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a teacher's weight must be above 0 and finite, but was " + weight);
        }
        this.name = name;
        this.origin = origin;
        this.examples = examples;
        this.solver = solver;
        this.features = features;
        this.requiredWays = requiredWays;
        this.requiredShots = requiredShots;
        this.weight = weight;
    }

    /**
     * A trained learner, with its method's batch normalisation of scores.
     *
     * @throws IllegalArgumentException if it predicts numbers
     */
    public static Teacher of(TrainedLearner learner) {
        String method = learner.settings().method();
        if (learner.settings().tasks() != TaskType.CLASSIFICATION) {
            throw new IllegalArgumentException("a teacher of method '" + method
                    + "' predicts numbers, but students learn to tell classes apart: use a teacher of classes");
        }
        TrainedLearner scoring = learner.withBatchNorm(Methods.named(method).evaluationBatchNorm());
        return new Teacher(
                "a teacher of method '" + method + "'",
                method + ", meta-trained on " + learner.provenance().data(),
                learner.exampleShape(),
                scoring,
                scoring.featureSpace().orElse(null),
                learner.settings().requiredWays(),
                learner.settings().requiredShots(),
                1);
    }

    /**
     * Anything that learns a task from its supports, such as a forest.
     *
     * @param name what errors call it
     * @param examples that it looks at
     */
    public static Teacher of(String name, ExampleShape examples, BaseLearner solver) {
        return new Teacher(
                "the teacher " + name, name, examples, solver, null, OptionalInt.empty(), OptionalInt.empty(), 1);
    }

    /**
     * A network that was trained for something else, of this program or another: a task is solved by a classifier of the angles
     * between its features, see {@link EncoderLearner}.
     *
     * @param name what errors call it
     */
    public static Teacher encoder(String name, Network network, Tensors parameters, Tensors statistics) {
        FeatureSpace space = new Embedder(network, parameters, statistics);
        return new Teacher(
                "the teacher " + name,
                name,
                network.exampleShape(),
                new EncoderLearner(space),
                space,
                OptionalInt.empty(),
                OptionalInt.empty(),
                1);
    }

    /**
     * The same with another weight.
     *
     * @param newWeight of its answers among all teachers', above 0; 1 at first
     */
    public Teacher withWeight(double newWeight) {
        return new Teacher(name, origin, examples, solver, features, requiredWays, requiredShots, newWeight);
    }

    /**
     * The same, named as it is to be found again: its file, say.
     *
     * @param newOrigin what its students' provenance calls it
     */
    public Teacher from(String newOrigin) {
        return new Teacher(name, newOrigin, examples, solver, features, requiredWays, requiredShots, weight);
    }

    /**
     * The same, as sure of its answers as it may be: scores are divided by the temperature at which their softmax fits the labels of tasks
     * best (see {@link Temperature}). Scores of angles say nothing of how sure they are, and answers that are too soft teach little.
     *
     * @param tasks with labels, such as training tasks
     * @param count how many of them to solve, at least 1
     */
    public Teacher calibrated(TaskSource tasks, int count, Workers workers) {
        double temperature = Temperature.fit(OpenResults.solve(workers, solver, tasks, count, done -> {}));
        return new Teacher(
                name,
                origin,
                examples,
                new CalibratedLearner(solver, temperature),
                features,
                requiredWays,
                requiredShots,
                weight);
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /** What its students' provenance calls it. */
    public String origin() {
        return origin;
    }

    /** Examples that it looks at. */
    public ExampleShape exampleShape() {
        return examples;
    }

    /** What solves its tasks. */
    public BaseLearner solver() {
        return solver;
    }

    /** Classes of the tasks that it solves, if it solves no others. */
    public OptionalInt requiredWays() {
        return requiredWays;
    }

    /** Supports of each class, alike. */
    public OptionalInt requiredShots() {
        return requiredShots;
    }

    /** Weight of its answers among all teachers'. */
    public double weight() {
        return weight;
    }

    /** What it answers to a task's queries once it has learned from the supports. */
    Predictions answers(Task task) {
        return solver.learn(task.support()).predict(task.query());
    }

    /** @throws IllegalArgumentException if it has none */
    FeatureSpace features() {
        return Optional.ofNullable(features)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " has no features of its own: give weights of 0 to hints, distances and angles"));
    }
}
