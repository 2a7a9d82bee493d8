package org.meta4j.app.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What may be typed about a learner and its training; what was not is null and takes the method's default. */
final class TrainOptions {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "protonet, maml, anil or another: see 'meta4j methods'.")
    @Nullable
    String method;

    @ArgGroup(exclusive = false, heading = "%nThe tasks to be solved:%n")
    Tasks tasks = new Tasks();

    @ArgGroup(exclusive = false, heading = "%nThe learner:%n")
    Learner learner = new Learner();

    @ArgGroup(exclusive = false, heading = "%nTraining:%n")
    Training training = new Training();

    static final class Tasks {
        @Option(names = "--ways", paramLabel = "W", description = "Classes of a task. Default: 5.")
        @Nullable
        Integer ways;

        @Option(
                names = "--shots",
                paramLabel = "K",
                description = "Examples of each class to learn from. Default: 1; of numbers 5.")
        @Nullable
        Integer shots;
    }

    static final class Learner {
        @Option(
                names = "--network",
                paramLabel = "NET",
                description = "cnn4-strided, cnn4-pooled, cnn4-map, cnn2 or mlp. Default: cnn4-strided; siamese: cnn2;"
                        + " relation: cnn4-map.")
        @Nullable
        String network;

        @Option(
                names = "--filters",
                paramLabel = "N",
                description = "Filters of each block (cnn2: of the first), or width of a perceptron's first layer."
                        + " Default: 64; cnn2: 32; mlp: 256.")
        @Nullable
        Integer filters;

        @Option(
                names = "--inner-steps",
                paramLabel = "N",
                description = "Steps on a task in training (methods that adapt).")
        @Nullable
        Integer innerSteps;

        @Option(names = "--solving-steps", paramLabel = "N", description = "Steps on a new task (methods that adapt).")
        @Nullable
        Integer solvingSteps;

        @Option(
                names = "--inner-rate",
                paramLabel = "RATE",
                description = "Rate of these steps, or the one that learned rates begin at.")
        @Nullable
        Double innerRate;

        @Option(
                names = "--order",
                paramLabel = "ORDER",
                description = "Of the meta-gradient: first or second. Default: the method's.")
        @Nullable
        String order;

        @Option(
                names = "--inner-rule",
                paramLabel = "RULE",
                description = "Of the steps: sgd, momentum, adam, rmsprop or carried-adam. Default: the method's.")
        @Nullable
        String rule;

        @Option(
                names = "--batch-shots",
                paramLabel = "K",
                description =
                        "Examples of each class that a step of training sees (reptile). Default: 2; of numbers 10.")
        @Nullable
        Integer batchShots;

        @Option(
                names = "--context",
                paramLabel = "N",
                description = "Numbers in the context vector (cavia). Default: 100; for tasks of numbers 5.")
        @Nullable
        Integer context;

        @Option(
                names = "--pull",
                paramLabel = "LAMBDA",
                description =
                        "Strength of the pull back to the initial weights (imaml). Default: 0.5; for tasks of numbers 2.")
        @Nullable
        Double pull;

        @Option(
                names = "--conjugate-steps",
                paramLabel = "N",
                description = "Steps of the conjugate gradients (imaml). Default: 2.")
        @Nullable
        Integer conjugateSteps;

        @Option(
                names = "--damping",
                paramLabel = "DELTA",
                description =
                        "Added to lambda where the Hessian is divided by it (imaml). Default: 20; for tasks of numbers 0.")
        @Nullable
        Double damping;

        @Option(
                names = "--without",
                paramLabel = "CHANGE",
                split = ",",
                description = "Changes of maml++ that are not made: multi-step-loss, order-annealing, learned-rates,"
                        + " step-norms or cosine. Several with commas.")
        @Nullable
        List<String> without;

        @Option(
                names = "--fine-tune",
                paramLabel = "PART",
                description = "Of a pre-trained network on a new task (transfer): head or all. Default: head.")
        @Nullable
        String fineTune;

        @Option(
                names = "--rates",
                paramLabel = "SCOPE",
                description = "What has a learned rate of its own (learned-rates): parameter, layer-and-step, layer or"
                        + " one. Default: layer-and-step.")
        @Nullable
        String rates;

        @Option(
                names = "--recompute",
                description = "Compute inner steps again on the way back instead of storing them: memory does not grow"
                        + " with their number, time does by a third (maml).")
        @Nullable
        Boolean recompute;

        @Option(
                names = "--members",
                paramLabel = "NAME",
                split = ",",
                description = "Models of a set (model-set): mean, knn, ridge, tree, logistic, with commas. Default: all"
                        + " that can do the tasks.")
        @Nullable
        List<String> members;

        @Option(
                names = "--margin",
                paramLabel = "M",
                description = "Distance that classes are pushed apart to (siamese). Default: 1.")
        @Nullable
        Double margin;

        @Option(
                names = "--mining",
                paramLabel = "MINING",
                description = "Pairs of two classes that count: all, violating, semi-hard or hardest (siamese)."
                        + " Default: hardest.")
        @Nullable
        String mining;

        @Option(
                names = "--class-distance",
                paramLabel = "D",
                description = "From a query to a class: nearest support or mean over its supports (siamese)."
                        + " Default: nearest.")
        @Nullable
        String classDistance;
    }

    static final class Training {
        @Option(
                names = "--training-ways",
                paramLabel = "W",
                description =
                        "Classes of a training task, or of a batch of pre-training. Default: the method's; protonet: 60, siamese: 30.")
        @Nullable
        Integer ways;

        @Option(names = "--training-shots", paramLabel = "K", description = "Default: --shots; siamese: 2.")
        @Nullable
        Integer shots;

        @Option(
                names = "--training-queries",
                paramLabel = "Q",
                description = "Queries of each class of a training task. Default: the method's.")
        @Nullable
        Integer queries;

        @Option(names = "--iterations", paramLabel = "N", description = "Meta-iterations. Default: the method's.")
        @Nullable
        Long iterations;

        @Option(
                names = "--minutes",
                paramLabel = "M",
                description = "Train for so long; the learning rate then follows the clock.")
        @Nullable
        Double minutes;

        @Option(names = "--tasks-per-iteration", paramLabel = "N", description = "Default: the method's.")
        @Nullable
        Integer tasksPerIteration;

        @Option(names = "--meta-learning-rate", paramLabel = "RATE", description = "Of Adam. Default: the method's.")
        @Nullable
        Double metaLearningRate;

        @Option(
                names = "--halvings",
                paramLabel = "N",
                description = "Times that the rate is halved in the second half. Default: the method's.")
        @Nullable
        Integer halvings;

        @Option(names = "--validation-tasks", paramLabel = "N", description = "0 for no validation. Default: 200.")
        @Nullable
        Integer validationTasks;

        @Option(names = "--validate-every", paramLabel = "N", description = "Iterations. Default: the method's.")
        @Nullable
        Long validateEvery;

        @Option(
                names = "--patience",
                paramLabel = "N",
                description = "Stop after so many validations without a better one. Default: 0, never.")
        @Nullable
        Integer patience;

        @Option(names = "--checkpoint-every", paramLabel = "N", description = "Iterations. Default: 500.")
        @Nullable
        Long checkpointEvery;

        @Option(
                names = "--distort",
                arity = "0..1",
                paramLabel = "SHIFT,DEGREES,SCALE",
                fallbackValue = "0.07,10,0.1",
                description =
                        "Move, turn and resize each training image at random, by up to so large a share of its side,"
                                + " so many degrees and such a share of its size: learners then know their training images less"
                                + " by heart. Alone: ${FALLBACK-VALUE}. Default: images as they are.")
        @Nullable
        String distort;

        @Option(names = "--seed", paramLabel = "N", description = "Of parameters and tasks. Default: 0.")
        @Nullable
        Long seed;
    }
}
