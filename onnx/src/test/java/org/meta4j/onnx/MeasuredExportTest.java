package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meta4j.data.Omniglot;
import org.meta4j.data.OmniglotSplit;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * What exporting costs trained learners on Omniglot: what docs/export.md says. Only where the environment variable
 * META4J_EXPORT_MODELS names model files, with colons between them; META4J_DATA is the folder of Omniglot's zips. Results are printed
 * and written to target/export.md. Learners are timed by the medians of tasks,
 * encoders by the quickest tenth of calls in turn, all on one thread.
 */
class MeasuredExportTest {
    private static final String MODELS = "META4J_EXPORT_MODELS";
    private static final int TASKS = 100;
    private static final int CALLS = 2000;
    private static final int ACCURACY_TASKS = 1000;
    private static final EpisodeShape SMALL = new EpisodeShape(5, 1, 15);
    private static final EpisodeShape LARGE = new EpisodeShape(20, 1, 5);

    private static final List<String> LINES = new ArrayList<>();
    private static MetaDataset data;

    @BeforeAll
    static void read() {
        String data = System.getenv("META4J_DATA");
        Assumptions.assumeTrue(
                System.getenv(MODELS) != null && data != null,
                "skipped: " + MODELS + " and META4J_DATA do not name trained models and the folder of Omniglot");
        MeasuredExportTest.data =
                Omniglot.load(Path.of(data), 28, Optional.empty()).split(OmniglotSplit.named("vinyals"));
    }

    private static List<TrainedLearner> learners() {
        return Arrays.stream(System.getenv(MODELS).split(":"))
                .map(Path::of)
                .map(TrainedLearner::load)
                .toList();
    }

    @Test
    void differencesLatenciesAndAccuracies() throws IOException {
        say(
                "| learner | tasks | nodes | bytes | largest logit | difference of a task, median | largest | of probabilities | other classes |"
                        + " ONNX Runtime | meta4j |");
        say("|---|---|---|---|---|---|---|---|---|---|---|");
        for (TrainedLearner learner : learners()) {
            InnerSettings inner = learner.settings().inner();
            String steps =
                    inner == null ? "" : ", " + inner.solvingSteps() + (inner.solvingSteps() == 1 ? " step" : " steps");
            compare(
                    learner.settings().method() + steps,
                    inner == null ? learner : learner.withBatchNorm(BatchNorm.TRANSDUCTIVE));
        }
        say("");
        say("| encoder | bytes | ms, batch 1 | 20-way 1-shot accuracy |");
        say("|---|---|---|---|");
        for (TrainedLearner learner : learners()) {
            if (learner.settings().inner() == null) {
                encoders(learner);
            }
        }
        Files.write(Path.of("target", "export.md"), LINES);
    }

    private static void say(String line) {
        LINES.add(line);
        System.out.println(line);
    }

    private static void compare(String name, TrainedLearner learner) {
        OnnxModel model = LearnerExport.export(learner, new TaskSize(SMALL.ways(), SMALL.shots(), SMALL.querySize()));
        EpisodeSampler sampler = new EpisodeSampler(data.test(), SMALL, 1);
        double[] differences = new double[TASKS];
        double logits = 0;
        double probabilities = 0;
        int others = 0;
        double[] theirTimes = new double[TASKS];
        double[] ourTimes = new double[TASKS];
        try (Ort ort = new Ort(model.bytes())) {
            for (int i = 0; i < TASKS; i++) {
                Task task = sampler.task(i);
                long start = System.nanoTime();
                Predictions ours = learner.learn(task.support()).predict(task.query());
                ourTimes[i] = (System.nanoTime() - start) / 1e6;
                Map<String, Object> inputs = Map.of(
                        "support",
                        task.support().inputs(),
                        "labels",
                        MadeUp.labels(task.support()),
                        "query",
                        task.query().inputs());
                start = System.nanoTime();
                Map<String, float[]> theirs = ort.run(inputs);
                theirTimes[i] = (System.nanoTime() - start) / 1e6;
                float[] scores = theirs.get("logits");
                differences[i] = difference(scores, ours.scores());
                probabilities = Math.max(probabilities, difference(theirs.get("probabilities"), ours.probabilities()));
                for (int row = 0; row < scores.length; row += SMALL.ways()) {
                    others += best(scores, row, SMALL.ways()) == best(ours.scores(), row, SMALL.ways()) ? 0 : 1;
                }
                for (float score : ours.scores()) {
                    logits = Math.max(logits, Math.abs(score));
                }
            }
        }
        say(String.format(
                Locale.ROOT,
                "| %s | 5-way 1-shot, 75 queries | %,d | %,d | %.1f | %.1e | %.1e | %.1e | %d of %,d | %.2f ms | %.2f ms |",
                name,
                model.operators().values().stream().mapToLong(Long::longValue).sum(),
                model.bytes().length,
                logits,
                median(differences),
                Arrays.stream(differences).max().orElseThrow(),
                probabilities,
                others,
                TASKS * SMALL.querySize(),
                median(theirTimes),
                median(ourTimes)));
        // A ReLU that rounding turned on or off in an inner step makes a task of its own: the median is what is
        // promised.
        assertThat(median(differences)).as(name).isLessThan(1e-4);
        assertThat(others).as(name).isLessThan(TASKS);
    }

    private static void encoders(TrainedLearner learner) {
        float[] calibration = Examples.first(data.train(), 1).inputs();
        float[] some = Arrays.copyOf(calibration, 256 * learner.exampleShape().length());
        FeatureSpace space = learner.featureSpace().orElseThrow();
        Examples one = sampleOne(learner, some);
        Map<String, float[]> input = Map.of("examples", one.inputs());
        String method = learner.settings().method();
        OnnxModel floats = EncoderExport.floats(learner);
        OnnxModel int8 = EncoderExport.int8(learner, learner.exampleShape(), some);
        OnnxModel int4 = EncoderExport.int4(learner, learner.exampleShape(), some);
        try (Ort of32 = new Ort(floats.bytes());
                Ort of8 = new Ort(int8.bytes());
                Ort of4 = new Ort(int4.bytes())) {
            double[] times =
                    times(() -> space.embed(one), () -> of32.run(input), () -> of8.run(input), () -> of4.run(input));
            encoder(method + ", meta4j itself", "", times[0], space::embed, space.features());
            encoder(method + ", 32 bits", count(floats), times[1], in(of32), space.features());
            encoder(method + ", 8 bits", count(int8), times[2], in(of8), space.features());
            encoder(method + ", 4 bits", count(int4), times[3], in(of4), space.features());
        }
    }

    private static Embedding in(Ort ort) {
        return examples -> ort.run(Map.of("examples", examples.inputs())).get("features");
    }

    private static String count(OnnxModel model) {
        return String.format(Locale.ROOT, "%,d", model.bytes().length);
    }

    private static void encoder(String name, String bytes, double time, Embedding embedding, int width) {
        say(String.format(
                Locale.ROOT, "| %s | %s | %.3f | %.2f %% |", name, bytes, time, 100 * accuracy(embedding, width)));
    }

    private static Examples sampleOne(TrainedLearner learner, float[] inputs) {
        return new Examples(
                learner.exampleShape(),
                Arrays.copyOf(inputs, learner.exampleShape().length()),
                new Targets.Classes(new int[] {0}, List.of("one")));
    }

    /** Milliseconds of calls, made in turn so that all have the same neighbours on the machine: the quickest tenth takes no longer. */
    private static double[] times(Runnable... calls) {
        double[][] times = new double[calls.length][CALLS];
        for (int i = 0; i < CALLS; i++) {
            for (int call = 0; call < calls.length; call++) {
                long start = System.nanoTime();
                calls[call].run();
                times[call][i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return Arrays.stream(times)
                .mapToDouble(of -> Arrays.stream(of).sorted().toArray()[CALLS / 10])
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @FunctionalInterface
    private interface Embedding {
        float[] of(Examples examples);
    }

    /** Of queries by their nearest support: 1-shot class means. */
    private static double accuracy(Embedding embedding, int width) {
        EpisodeSampler sampler = new EpisodeSampler(data.test(), LARGE, 1);
        int right = 0;
        for (int i = 0; i < ACCURACY_TASKS; i++) {
            Task task = sampler.task(i);
            float[] supports = embedding.of(task.support());
            float[] queries = embedding.of(task.query());
            int[] labels = task.support().classes().labels();
            int[] wanted = task.query().classes().labels();
            for (int q = 0; q < wanted.length; q++) {
                double least = Double.MAX_VALUE;
                int nearest = 0;
                for (int s = 0; s < labels.length; s++) {
                    double sum = 0;
                    for (int f = 0; f < width; f++) {
                        double off = queries[q * width + f] - (double) supports[s * width + f];
                        sum += off * off;
                    }
                    if (sum < least) {
                        least = sum;
                        nearest = labels[s];
                    }
                }
                right += nearest == wanted[q] ? 1 : 0;
            }
        }
        return right / (double) (ACCURACY_TASKS * LARGE.querySize());
    }

    private static int best(float[] scores, int from, int count) {
        int best = from;
        for (int i = from; i < from + count; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static double difference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - (double) b[i]));
        }
        return largest;
    }
}
