package org.meta4j.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Learners and tasks that nobody trained. */
final class MadeUp {
    private MadeUp() {}

    /** A learner of few filters whose parameters and statistics are all different. */
    static TrainedLearner learner(String method, ExampleShape examples, int ways, int shots, int filters) {
        Method known = Methods.named(method);
        LearnerSettings settings = known.defaults(examples, new EpisodeShape(ways, shots, 1));
        return learner(settings.withNetwork(settings.network().withFilters(filters)), 7);
    }

    static TrainedLearner learner(LearnerSettings settings, long seed) {
        Method method = Methods.named(settings.method());
        var objective = method.objective(settings);
        Tensors fresh = objective.initialise(seed);
        SplittableRandom random = new SplittableRandom(seed);
        // Shifted, so that scales are not 1 and shifts are not 0, but variances stay positive.
        Tensors parameters = changed(fresh, random, 0.1);
        Tensors statistics = changed(objective.initialStatistics(), random, 0.5);
        Provenance provenance = new Provenance(
                "made-up/known",
                "00",
                method.trainingDefaults(new EpisodeShape(5, 1, 1)),
                1,
                1,
                0.5,
                "0.1",
                "17",
                "plain");
        return new TrainedLearner(settings, parameters, statistics, provenance)
                .withBatchNorm(method.evaluationBatchNorm());
    }

    private static Tensors changed(Tensors tensors, SplittableRandom random, double by) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> {
            Tensor copy = tensor.copy();
            for (int i = 0; i < copy.values().length; i++) {
                copy.values()[i] += (float) (by * (random.nextDouble() - 0.5));
            }
            result.put(name, copy);
        });
        return Tensors.of(result);
    }

    /** Examples of classes that look different; their labels in an order of chance, each class equally often. */
    static Examples task(ExampleShape shape, int ways, int shots, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ways * shots; i++) {
            order.add(random.nextInt(order.size() + 1), i % ways);
        }
        float[] inputs = new float[ways * shots * shape.length()];
        int[] labels = new int[ways * shots];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = order.get(i);
            SplittableRandom ofClass = new SplittableRandom(seed * 31 + labels[i]);
            for (int p = 0; p < shape.length(); p++) {
                inputs[i * shape.length() + p] = (float) (0.7 * ofClass.nextDouble() + 0.3 * random.nextDouble());
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ways; i++) {
            names.add("class " + i);
        }
        return new Examples(shape, inputs, new Targets.Classes(labels, names));
    }

    static long[] labels(Examples examples) {
        int[] labels = examples.classes().labels();
        long[] wide = new long[labels.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = labels[i];
        }
        return wide;
    }

    /** ‖a − b‖ / ‖b‖. */
    static double error(float[] a, float[] b) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - (double) b[i], 2);
            length += Math.pow(b[i], 2);
        }
        return Math.sqrt(difference / length);
    }
}
