package org.meta4j.bench.inputs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * Parameters and tasks of the benchmark's workloads, the same numbers as {@code
 * bench/peers/workload_inputs.py} draws for the peers in Python: drawn in double by {@link NumpyRandom},
 * in the peers' order, then rounded to float.
 *
 * <ul>
 *   <li>S: sinusoid regression by MAML with a perceptron 1-40-40-1;
 *   <li>O: Omniglot-sized classification by MAML with four convolution blocks of 64 filters and a linear
 *       head;
 *   <li>P: one training episode of prototypical networks on the four blocks without a head.
 * </ul>
 *
 * <p>Layouts are meta4j's: an image is [28, 28, 1], a convolution weight [3, 3, channels, filters], a
 * linear weight [inputs, outputs]. The peers' convolutions have biases of zero, which draw nothing from
 * the stream and have no effect before a batch normalisation; here they are left out. Images are uniform
 * noise: no workload's time depends on what is seen.
 *
 * <p>Every call draws afresh: the arrays belong to the caller.
 */
public final class WorkloadInputs {
    /** Tasks of a meta-iteration of S. */
    public static final int SINUSOID_TASKS = 25;
    /** Tasks of a meta-iteration of O. */
    public static final int OMNIGLOT_TASKS = 32;
    /** Classes of a task of O. */
    public static final int OMNIGLOT_WAYS = 5;
    /** Classes of the episode of P. */
    public static final int PROTOTYPE_WAYS = 60;
    /** Support images of each class in the episode of P. */
    public static final int PROTOTYPE_SHOTS = 5;
    /** Query images of each class in the episode of P. */
    public static final int PROTOTYPE_QUERIES = 5;

    private static final int PARAMETER_SEED = 0;
    private static final int DATA_SEED = 1;
    private static final int[] PERCEPTRON = {1, 40, 40, 1};
    private static final int POINTS = 10;
    private static final int BLOCKS = 4;
    private static final int FILTERS = 64;
    private static final int KERNEL = 3;
    private static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);

    private WorkloadInputs() {}

    /**
     * Parameters of S: for layers 1 to 3 {@code layerN.weight} [inputs, outputs] and {@code layerN.bias}
     * [outputs], of sizes 1-40-40-1, uniform within ±1/√inputs.
     */
    public static Tensors sinusoidParameters() {
        NumpyRandom random = new NumpyRandom(PARAMETER_SEED);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (int layer = 1; layer < PERCEPTRON.length; layer++) {
            int inputs = PERCEPTRON[layer - 1];
            int outputs = PERCEPTRON[layer];
            double bound = 1 / Math.sqrt(inputs);
            double[] weight = random.uniform(-bound, bound, outputs * inputs);
            double[] bias = random.uniform(-bound, bound, outputs);
            parameters.put("layer" + layer + ".weight", linearWeight(weight, inputs, outputs));
            parameters.put("layer" + layer + ".bias", new Tensor(Shape.of(outputs), floats(bias, 0, outputs)));
        }
        return Tensors.of(parameters);
    }

    /**
     * Tasks of S: y = amplitude · sin(x + phase) at ten support and ten query points each; amplitude in
     * [0.1, 5), phase in [0, π), x in [−5, 5). The sine is Java's and may differ from the peers' in the
     * last bit of a float.
     *
     * @param tasks at least 1; fewer tasks are not the first of more, for all amplitudes are drawn first
     */
    public static List<Task> sinusoidTasks(int tasks) {
        requirePositive("tasks", tasks);
        NumpyRandom random = new NumpyRandom(DATA_SEED);
        double[] amplitude = random.uniform(0.1, 5, tasks);
        double[] phase = random.uniform(0, Math.PI, tasks);
        List<Task> result = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            double[] x = random.uniform(-5, 5, 2 * POINTS);
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = amplitude[task] * Math.sin(x[i] + phase[task]);
            }
            result.add(new Task(points(x, y, 0), points(x, y, POINTS)));
        }
        return List.copyOf(result);
    }

    /**
     * Parameters of O: those of {@link #prototypeParameters}, then {@code head.weight} [64, ways], normal,
     * and {@code head.bias} [ways], zero.
     *
     * @param ways classes of a task, at least 1
     */
    public static Tensors omniglotParameters(int ways) {
        requirePositive("ways", ways);
        NumpyRandom random = new NumpyRandom(PARAMETER_SEED);
        Map<String, Tensor> parameters = blocks(random);
        parameters.put("head.weight", linearWeight(random.randn(ways * FILTERS), FILTERS, ways));
        parameters.put("head.bias", Tensor.zeros(Shape.of(ways)));
        return Tensors.of(parameters);
    }

    /**
     * Tasks of O: one support image of each class, in the order of the classes; the classes of the query
     * images take turns.
     *
     * @param tasks at least 1
     * @param ways classes, at least 1
     * @param queries query images of a task, all classes together, at least 1
     */
    public static List<Task> omniglotTasks(int tasks, int ways, int queries) {
        requirePositive("tasks", tasks);
        requirePositive("ways", ways);
        requirePositive("queries", queries);
        NumpyRandom random = new NumpyRandom(DATA_SEED);
        List<Examples> supports = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            supports.add(images(random, ways, ways));
        }
        // All support sets come before the first query set in the peers' stream.
        return supports.stream()
                .map(support -> new Task(support, images(random, ways, queries)))
                .toList();
    }

    /**
     * Parameters of P: for blocks 1 to 4 {@code blockN.conv.weight} [3, 3, channels, 64], uniform within
     * ±√(6 / (9 · (channels + 64))), {@code blockN.norm.scale} [64], uniform in [0, 1), and {@code
     * blockN.norm.shift} [64], zero. Channels are 1 in the first block, then 64.
     */
    public static Tensors prototypeParameters() {
        return Tensors.of(blocks(new NumpyRandom(PARAMETER_SEED)));
    }

    /** The episode of P: 60-way 5-shot 5-query; support and query images are each sorted by class. */
    public static Task prototypeEpisode() {
        NumpyRandom random = new NumpyRandom(DATA_SEED);
        int length = IMAGE.length();
        float[] support = new float[PROTOTYPE_WAYS * PROTOTYPE_SHOTS * length];
        float[] query = new float[PROTOTYPE_WAYS * PROTOTYPE_QUERIES * length];
        for (int way = 0; way < PROTOTYPE_WAYS; way++) {
            fill(random, support, way * PROTOTYPE_SHOTS * length, PROTOTYPE_SHOTS * length);
            fill(random, query, way * PROTOTYPE_QUERIES * length, PROTOTYPE_QUERIES * length);
        }
        return new Task(
                labelled(support, PROTOTYPE_WAYS, i -> i / PROTOTYPE_SHOTS),
                labelled(query, PROTOTYPE_WAYS, i -> i / PROTOTYPE_QUERIES));
    }

    private static Map<String, Tensor> blocks(NumpyRandom random) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        int channels = 1;
        for (int block = 1; block <= BLOCKS; block++) {
            int window = KERNEL * KERNEL;
            double bound = Math.sqrt(6.0 / (window * channels + window * FILTERS));
            double[] weight = random.uniform(-bound, bound, FILTERS * channels * window);
            double[] scale = random.uniform(0, 1, FILTERS);
            parameters.put("block" + block + ".conv.weight", convolutionWeight(weight, channels));
            parameters.put("block" + block + ".norm.scale", new Tensor(Shape.of(FILTERS), floats(scale, 0, FILTERS)));
            parameters.put("block" + block + ".norm.shift", Tensor.zeros(Shape.of(FILTERS)));
            channels = FILTERS;
        }
        return parameters;
    }

    /** From the peers' [filters, channels, window] to [window, channels, filters]. */
    private static Tensor convolutionWeight(double[] drawn, int channels) {
        int window = KERNEL * KERNEL;
        float[] values = new float[drawn.length];
        for (int filter = 0; filter < FILTERS; filter++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int tap = 0; tap < window; tap++) {
                    values[(tap * channels + channel) * FILTERS + filter] =
                            (float) drawn[(filter * channels + channel) * window + tap];
                }
            }
        }
        return new Tensor(Shape.of(KERNEL, KERNEL, channels, FILTERS), values);
    }

    /** From the peers' [outputs, inputs] to [inputs, outputs]. */
    private static Tensor linearWeight(double[] drawn, int inputs, int outputs) {
        float[] values = new float[drawn.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                values[input * outputs + output] = (float) drawn[output * inputs + input];
            }
        }
        return new Tensor(Shape.of(inputs, outputs), values);
    }

    private static Examples points(double[] x, double[] y, int from) {
        return new Examples(
                ExampleShape.features(1), floats(x, from, POINTS), new Targets.Values(floats(y, from, POINTS), 1));
    }

    private static Examples images(NumpyRandom random, int ways, int count) {
        float[] pixels = new float[count * IMAGE.length()];
        fill(random, pixels, 0, pixels.length);
        return labelled(pixels, ways, i -> i % ways);
    }

    private static Examples labelled(float[] pixels, int ways, IntUnaryOperator labelOfImage) {
        int[] labels = IntStream.range(0, pixels.length / IMAGE.length())
                .map(labelOfImage)
                .toArray();
        List<String> names = IntStream.range(0, ways).mapToObj(String::valueOf).toList();
        return new Examples(IMAGE, pixels, new Targets.Classes(labels, names));
    }

    // With a single channel the peers' order of pixels is ours.
    private static void fill(NumpyRandom random, float[] target, int from, int count) {
        System.arraycopy(floats(random.rand(count), 0, count), 0, target, from, count);
    }

    private static float[] floats(double[] values, int from, int count) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float) values[from + i];
        }
        return result;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
        }
    }
}
