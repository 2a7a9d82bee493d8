package org.meta4j.app.example;

import java.util.List;
import java.util.Locale;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.compress.CompressionReport;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.SupervisedRetrainer;
import org.meta4j.data.IdxImages;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Targets;
import org.meta4j.yardsticks.NearestMean;
import tools.jackson.databind.node.ObjectNode;

/**
 * M_compressed = f(M_base, α), then on to a new task: a perceptron is trained, compressed to 4 bits a weight, trained further
 * with these 4 bits, and then its body meets the other data set, with a new last layer, and in tasks of five classes.
 */
final class FourBitPerceptron {
    private static final String LAYERS = "mlp-784-128-64-10";
    private static final Recipe FOUR_BITS = Recipe.quantize(4);
    private static final int EPOCHS = 10;
    private static final int BATCH = 32;

    private static final double RATE = 1e-3;

    /** Of the quantised weights: below the rate that they were found with, as they begin where that ended. */
    private static final double FINE_RATE = 3e-4;

    private static final int HEAD_EPOCHS = 5;
    private static final int TASKS = 1000;
    private static final int QUERIES = 15;

    private final ExampleRun run;
    private final IdxImages images;
    private final IdxImages others;
    private final SupervisedData train;
    private final SupervisedData test;

    private FourBitPerceptron(ExampleRun run) {
        this.run = run;
        this.images = run.images();
        this.others = run.otherImages();
        this.train = SupervisedData.training(images);
        this.test = SupervisedData.test(images);
    }

    static ExampleResult run(ExampleRun run) {
        return new FourBitPerceptron(run).result();
    }

    private ExampleResult result() {
        SupervisedSettings settings = SupervisedSettings.DEFAULT
                .withBatch(BATCH)
                .withEpochs(run.epochs(EPOCHS))
                .withRate(RATE, RateSchedule.COSINE)
                .withSeed(run.seed());
        TrainedNetwork base = new SupervisedTrainer(Layered.parse(LAYERS, train.shape()), settings, run.workers())
                .validate(test)
                .listen(epoch -> run.show(images.name() + ", float", epoch))
                .train(train);
        Recipe recipe = FOUR_BITS.then(Recipe.train(run.epochs(EPOCHS), FINE_RATE));
        CompressedNetwork compressed = Compressor.compress(
                base,
                recipe,
                new SupervisedRetrainer(base, train, run.workers(), run.seed())
                        .listen(epoch -> run.show(images.name() + ", 4 bits", epoch)));
        double before = base.accuracy(test, run.workers());
        double rounded =
                base.withTensors(Compressor.apply(base.parameters(), FOUR_BITS)).accuracy(test, run.workers());
        double after = compressed.network().accuracy(test, run.workers());
        CompressionReport report = compressed.report(base);
        Adapted ofBase = adapt("float", base);
        Adapted ofCompressed = adapt("4 bits", compressed.network());
        ObjectNode json = Json.object();
        json.put("accuracy", after);
        json.put("accuracyFloat", before);
        json.put("accuracyRounded", rounded);
        json.put("recipe", recipe.toString());
        json.put("weightBytesFloat", report.weightBytesBefore());
        json.put("weightBytes", report.weightBytesAfter());
        json.put("data", images.name());
        json.put("newData", others.name());
        json.set("newTask", ofCompressed.json());
        json.set("newTaskFloat", ofBase.json());
        json.put("seed", run.seed());
        return new ExampleResult(
                json,
                List.of(
                        line(images.name() + ", test images", before, after),
                        "  4 bits without training further: " + ExampleRun.percent(rounded),
                        String.format(
                                Locale.ROOT,
                                "  weights: %,d bytes, before %,d",
                                report.weightBytesAfter(),
                                report.weightBytesBefore()),
                        line(others.name() + ", new last layer", ofBase.lastLayer(), ofCompressed.lastLayer()),
                        line(others.name() + ", 5-way 1-shot", ofBase.oneShot(), ofCompressed.oneShot()),
                        line(others.name() + ", 5-way 5-shot", ofBase.fiveShot(), ofCompressed.fiveShot())),
                compressed::save);
    }

    private static String line(String what, double before, double after) {
        return what + ": float " + ExampleRun.percent(before) + ", 4 bits " + ExampleRun.percent(after);
    }

    /**
     * What a body still learns.
     *
     * @param lastLayer accuracy on the other data set's test images with a last layer trained on all its training images
     * @param oneShot mean accuracy of tasks of five classes with one example each, by the nearest mean of features
     * @param fiveShot the same with five examples
     */
    private record Adapted(double lastLayer, double oneShot, double fiveShot) {
        ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("accuracyLastLayer", lastLayer);
            json.put("accuracy5way1shot", oneShot);
            json.put("accuracy5way5shot", fiveShot);
            return json;
        }
    }

    private Adapted adapt(String what, TrainedNetwork network) {
        TrainedNetwork body = network.body();
        SupervisedData features = features(body, SupervisedData.training(others));
        SupervisedData testFeatures = features(body, SupervisedData.test(others));
        Layered last = Layered.parse("dense" + features.classes().size(), features.shape());
        TrainedNetwork head = new SupervisedTrainer(
                        last, SupervisedSettings.DEFAULT.withEpochs(HEAD_EPOCHS).withSeed(run.seed()), run.workers())
                .validate(testFeatures)
                .listen(epoch -> run.show(others.name() + ", last layer on " + what, epoch))
                .train(features);
        return new Adapted(
                head.accuracy(testFeatures, run.workers()), fewShot(testFeatures, 1), fewShot(testFeatures, 5));
    }

    private SupervisedData features(TrainedNetwork body, SupervisedData data) {
        float[] rows = body.scores(data.examples(), run.workers());
        ExampleShape shape = ExampleShape.features(body.network().features());
        return SupervisedData.of(
                data.name(),
                data.fingerprint(),
                new Examples(shape, rows, new Targets.Classes(data.labels(), data.classes())));
    }

    private double fewShot(SupervisedData features, int shots) {
        EpisodeSampler tasks = new EpisodeSampler(
                LabelledExamples.of(features.examples()), new EpisodeShape(5, shots, QUERIES), run.seed());
        return new Evaluator(run.workers())
                .evaluate(new NearestMean(), tasks, TASKS)
                .accuracy()
                .mean();
    }
}
