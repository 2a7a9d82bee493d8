package org.meta4j.app.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.verify.Finding;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tabular.modelset.Hedge;
import org.meta4j.tabular.modelset.LearnedRidge;
import org.meta4j.tabular.modelset.Member;
import org.meta4j.tabular.modelset.ModelSet;
import org.meta4j.tabular.modelset.ModelSetSettings;
import org.meta4j.tabular.modelset.TrainedModelSet;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/** {@code meta4j verify --method model-set}, on made-up tasks. */
public final class ModelSetVerifier {
    private static final int FEATURES = 3;
    private static final int ROUNDS = 200;
    private static final double STEP = 1e-5;

    private final long seed;
    private final Path folder;

    /** @param folder for files that are made for the checks */
    public ModelSetVerifier(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    /** All findings. */
    public List<Finding> findings() {
        ModelSetSettings settings = ModelSetSettings.DEFAULT.withTasks(10).withGateSteps(20);
        TaskSource tasks = tasks();
        TrainedModelSet once = new ModelSet(Member.defaults(true), settings).train(tasks);
        TrainedModelSet again = new ModelSet(Member.defaults(true), settings).train(tasks);
        Path file = folder.resolve("set.safetensors");
        new ModelSetFile(once, provenance(settings)).save(file);
        TrainedModelSet loaded = ModelSetFile.load(file).set();
        return List.of(
                atMost("gradient: ridge of a model set", gradientError(), 1e-6, "largest distance to finite differences"),
                atMost("regret of a model set", excess(), 0, "most by which regret passes its bound, in losses"),
                atMost("seed: model-set", changed(once, again), 0, "numbers that differ between two trainings"),
                atMost("reload of a model: model-set", changed(once, loaded), 0, "numbers that differ after loading"));
    }

    private static Finding atMost(String check, double value, double bound, String what) {
        return new Finding(check, value <= bound, value, bound, Finding.Side.AT_MOST, what);
    }

    private double gradientError() {
        LearnedRidge learner = LearnedRidge.ofWeights(FEATURES).with(new double[] {0.3, 0.2, -0.1, 0.4});
        double worst = 0;
        for (long index : LongStream.range(0, 5).toArray()) {
            Task task = tasks().task(index);
            double[] slope = learner.slope(task);
            for (int k = 0; k < slope.length; k++) {
                double[] up = learner.parameters();
                double[] down = learner.parameters();
                up[k] += STEP;
                down[k] -= STEP;
                double difference = (learner.with(up).loss(task) - learner.with(down).loss(task)) / (2 * STEP);
                worst = Math.max(worst, Math.abs(difference - slope[k]));
            }
        }
        return worst;
    }

    /** Against an adversary who gives the favourite the whole loss. */
    private static double excess() {
        double excess = Double.NEGATIVE_INFINITY;
        for (int experts : new int[] {2, 5, 20}) {
            Hedge hedge = new Hedge(experts, Hedge.bestRate(experts, ROUNDS));
            for (int t = 0; t < ROUNDS; t++) {
                double[] weights = hedge.weights();
                double most = Arrays.stream(weights).max().orElseThrow();
                hedge.update(Arrays.stream(weights)
                        .map(weight -> weight == most ? 1 : 0)
                        .toArray());
            }
            excess = Math.max(excess, hedge.regret() - hedge.regretBound());
        }
        return excess;
    }

    private int changed(TrainedModelSet one, TrainedModelSet other) {
        List<Double> first = numbers(one);
        List<Double> second = numbers(other);
        int changed = Math.abs(first.size() - second.size());
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            changed += first.get(i).equals(second.get(i)) ? 0 : 1;
        }
        return changed;
    }

    private List<Double> numbers(TrainedModelSet set) {
        List<Double> numbers = new ArrayList<>();
        numbers.add(set.sharpness());
        Arrays.stream(set.prior()).forEach(numbers::add);
        Arrays.stream(set.hedge()).forEach(numbers::add);
        Task task = tasks().task(99);
        Estimates estimates = set.learn(task.support()).estimate(task.query());
        for (float value : estimates.values()) {
            numbers.add((double) value);
        }
        return numbers;
    }

    private ModelSetFile.Provenance provenance(ModelSetSettings settings) {
        return new ModelSetFile.Provenance(
                TaskType.REGRESSION,
                1,
                8,
                TableTasks.QUERIES,
                FEATURES,
                "made up",
                "",
                0,
                seed,
                settings,
                List.of(),
                0,
                "",
                "");
    }

    /** Noisy lines. */
    private TaskSource tasks() {
        EpisodeShape shape = EpisodeShape.ofNumbers(8, TableTasks.QUERIES);
        return new TaskSource() {
            @Override
            public Task task(long index) {
                SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
                double[] weights = random.doubles(FEATURES, -1, 1).toArray();
                return new Task(examples(random, weights, shape.shots()), examples(random, weights, shape.queries()));
            }

            @Override
            public ExampleShape exampleShape() {
                return ExampleShape.features(FEATURES);
            }
        };
    }

    private static Examples examples(SplittableRandom random, double[] weights, int count) {
        float[] inputs = new float[count * FEATURES];
        float[] targets = new float[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble(-1, 1);
            targets[i / FEATURES] += (float) (weights[i % FEATURES] * inputs[i] + random.nextDouble(-0.1, 0.1));
        }
        return new Examples(ExampleShape.features(FEATURES), inputs, new Targets.Values(targets, 1));
    }
}
