package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Batches that go through several steps a few images at a time. */
class PipelineTest {
    private static final int IMAGES = 61;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<String, float[]> inputs = new HashMap<>();

    /** Convolution of few and of many channels, normalisation, pooling: a loss and its gradients. */
    private Map<String, Value> network(Graph graph) {
        Value images = input(graph, "images", 1, IMAGES, 20, 20, 2);
        Map<String, Value> weights = new LinkedHashMap<>();
        weights.put("first", input(graph, "first", 0.5, 3, 3, 2, 17));
        weights.put("scale", input(graph, "scale", 1, 17));
        weights.put("second", input(graph, "second", 0.2, 3, 3, 17, 8));
        weights.put("third", input(graph, "third", 0.2, 3, 3, 8, 16));
        Value x = normalise(images.convolve(weights.get("first"), 1, 1))
                .multiply(weights.get("scale"))
                .relu()
                .maxPool(2);
        x = normalise(x.convolve(weights.get("second"), 2, 1)).relu();
        x = normalise(x.convolve(weights.get("third"), 1, 0)).relu();
        Value loss = x.multiply(input(graph, "mask", 1, IMAGES, 3, 3, 16)).mean();
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put("loss", loss);
        outputs.put("channels", x.mean(0, 3));
        Grad.of(loss, Values.of(weights)).asMap().forEach((name, value) -> outputs.put("gradient of " + name, value));
        return outputs;
    }

    private Value input(Graph graph, String name, double size, int... sizes) {
        float[] numbers = new float[Shape.of(sizes).length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (size * (2 * random.nextDouble() - 1));
        }
        inputs.put(name, numbers);
        return graph.input(name, sizes);
    }

    private static Value normalise(Value x) {
        Value deviation = x.subtract(x.mean(0, 3));
        return deviation.multiply(deviation.square().mean(0, 3).add(1e-3).rsqrt());
    }

    private Map<String, float[]> run(Program program, int threads) {
        Map<String, float[]> results = new HashMap<>();
        try (Workers workers = new Workers(threads)) {
            new Runner(program, workers)
                    .run(
                            (task, in) -> inputs.forEach(in::set),
                            (task, out) ->
                                    program.outputs().keySet().forEach(name -> results.put(name, out.get(name))));
        }
        return results;
    }

    @Test
    void theyGiveWhatTheReferenceGives() {
        Map<String, Value> outputs = network(new Graph());
        Map<String, float[]> results = run(Program.compile(outputs), 2);
        Map<String, double[]> doubles = new HashMap<>();
        inputs.forEach((name, numbers) -> doubles.put(name, doubles(numbers)));
        Map<Value, double[]> expected = Reference.evaluate(outputs.values(), doubles);
        outputs.forEach((name, value) -> {
            double[] wanted = expected.get(value);
            double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
            assertThat(doubles(results.get(name))).as(name).containsExactly(wanted, Offset.offset(1e-4 * largest));
        });
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        Program program = Program.compile(network(new Graph()));
        Map<String, float[]> one = run(program, 1);
        Map<String, float[]> three = run(program, 3);
        one.forEach((name, numbers) -> assertThat(three.get(name)).as(name).isEqualTo(numbers));
    }

    @Test
    void aBlockIsAFewImagesAndWhatOnlyAPipelineReadsHasTheSizeOfABlock() {
        Program program = Program.compile(network(new Graph()));
        Matcher blocks =
                Pattern.compile("pipeline of " + IMAGES + " images by (\\d+)").matcher(program.toString());
        int pipelines = 0;
        int smallest = IMAGES;
        while (blocks.find()) {
            pipelines++;
            smallest = Math.min(smallest, Integer.parseInt(blocks.group(1)));
        }
        assertThat(pipelines).isGreaterThan(3);
        assertThat(smallest).isLessThan(IMAGES / 2);
        assertThat(program.toString()).contains("local@");
    }

    /** 61·20·20·17 numbers are too many for a cache: the backward pass takes their signs from the convolution. */
    @Test
    void largeActivationsAreComputedAgainAndNotStored() {
        String text = Program.compile(network(new Graph())).toString();
        Pattern activation = Pattern.compile("(\\S+) = RELU");
        assertThat(activation
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1).replaceAll("[@\\d+]", "")))
                .as(text)
                // Of the three layers, the last one's serves its own step alone; then the first one's once more.
                .containsExactly("local", "work", "t", "t");
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }
}
