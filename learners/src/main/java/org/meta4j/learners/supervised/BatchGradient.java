package org.meta4j.learners.supervised;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Seeds;

/**
 * The loss of minibatches and its gradient, as one program. A minibatch is computed in equal parts, each of which is a task
 * of the engine's: so all threads have work, and the result is the same with any number of them, to the bit. Not for
 * several callers at once.
 */
final class BatchGradient {
    private static final String INPUTS = "inputs";
    private static final String COLUMN = "column/";
    private static final String MASK = "mask/";
    private static final String LOSS = "loss";
    private static final String GRADIENT = "gradient/";
    private static final String STATISTIC = "statistic/";

    /** Examples of a part, at least: below, products of matrices become slow. */
    private static final int LEAST_EXAMPLES = 16;

    private static final int MOST_PARTS = 4;

    /**
     * Numbers of a network from which on a minibatch stays whole: its weights are read, and gradients written, once for each part, and so
     * many do not fit into a core's cache. Products of such sizes are split themselves.
     */
    private static final int LARGE_NETWORK = 1 << 20;

    private final SupervisedData data;
    private final ExampleShape shape;
    private final Augmentation augmentation;
    private final List<Layered.Mask> masks;
    private final int parts;
    private final int size;
    private final Runner runner;
    private final Tensors gradient;
    private final Tensors statistics;
    private final double[] losses;

    /**
     * Compiles the program.
     *
     * @param data whose rows minibatches are made of
     * @param batch examples of a minibatch
     */
    BatchGradient(
            Network network,
            BatchLoss loss,
            SupervisedData data,
            Augmentation augmentation,
            int batch,
            Workers workers) {
        this.data = data;
        this.shape = data.shape();
        this.augmentation = augmentation;
        this.masks = network instanceof Layered layered ? layered.masks() : List.of();
        this.gradient = network.initialise(0);
        this.parts = gradient.length() >= LARGE_NETWORK ? 1 : parts(batch);
        this.size = batch / parts;
        this.losses = new double[parts];
        this.statistics = network.initialStatistics();
        this.runner = new Runner(compile(network, loss), workers);
    }

    /** Parts of a minibatch: the most, up to {@value #MOST_PARTS}, that divide it and are not too small. */
    static int parts(int batch) {
        int parts = MOST_PARTS;
        while (parts > 1 && (batch % parts != 0 || batch / parts < LEAST_EXAMPLES)) {
            parts--;
        }
        return parts;
    }

    private Program compile(Network network, BatchLoss loss) {
        Graph graph = new Graph();
        Values weights = graph.parameters(gradient);
        Value x = graph.input(INPUTS, sizes(size, shape));
        Map<String, Value> columns = new LinkedHashMap<>();
        for (String name : data.columns()) {
            columns.put(name, graph.input(COLUMN + name, size, data.column(name).width()));
        }
        Normalisation normalisation = Normalisation.ofBatch();
        Value outputs;
        if (network instanceof Layered layered) {
            Map<String, Value> dropped = new LinkedHashMap<>();
            masks.forEach(mask -> dropped.put(mask.name(), graph.input(MASK + mask.name(), size, mask.length())));
            outputs = layered.apply(weights, x, dropped);
        } else {
            outputs = network.apply(weights, x, normalisation);
        }
        Value result = loss.of(outputs, columns);
        Map<String, Value> summed = new LinkedHashMap<>();
        Grad.of(result, weights).asMap().forEach((name, value) -> summed.put(GRADIENT + name, value));
        normalisation.statistics().asMap().forEach((name, value) -> summed.put(STATISTIC + name, value));
        return Program.compile(summed, Map.of(LOSS, result));
    }

    /** Sizes of {@code count} examples together. */
    static int[] sizes(int count, ExampleShape shape) {
        int[] sizes = new int[shape.sizes().size() + 1];
        sizes[0] = count;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = shape.sizes().get(i - 1);
        }
        return sizes;
    }

    /**
     * The mean loss of a minibatch, and its gradient.
     *
     * @param rows of the data
     * @param seed of what is drawn for its examples
     */
    double compute(Tensors parameters, int[] rows, long seed) {
        runner.setParameters(parameters);
        Slots sums = runner.run(
                parts, (part, in) -> fill(part, in, rows, seed), (part, out) -> losses[part] = out.number(LOSS));
        gradient.asMap().forEach((name, tensor) -> mean(sums, GRADIENT + name, tensor));
        statistics.asMap().forEach((name, tensor) -> mean(sums, STATISTIC + name, tensor));
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        return loss / parts;
    }

    private void mean(Slots sums, String name, Tensor target) {
        sums.copy(name, target.values(), 0);
        float[] values = target.values();
        for (int i = 0; i < values.length; i++) {
            values[i] /= parts;
        }
    }

    private void fill(int part, Slots in, int[] rows, long seed) {
        float[] array = in.array();
        float[] inputs = data.examples().inputs();
        int length = shape.length();
        for (int i = 0; i < size; i++) {
            int place = part * size + i;
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, place));
            int target = in.offset(INPUTS) + i * length;
            augmentation.write(shape, inputs, rows[place] * length, array, target, random);
            for (Layered.Mask mask : masks) {
                draw(mask, array, in.offset(MASK + mask.name()) + i * mask.length(), random);
            }
        }
        for (String name : data.columns()) {
            if (in.contains(COLUMN + name)) {
                SupervisedData.Column column = data.column(name);
                int width = column.width();
                for (int i = 0; i < size; i++) {
                    int target = in.offset(COLUMN + name) + i * width;
                    System.arraycopy(column.values(), rows[part * size + i] * width, array, target, width);
                }
            }
        }
    }

    /** Writes an example's row of a mask: 0 with the probability of its share. */
    static void draw(Layered.Mask mask, float[] target, int offset, SplittableRandom random) {
        // Of the 2³² values of an int as many as the share are below the bound.
        long bound = Math.round(mask.share() * (1L << Integer.SIZE)) + Integer.MIN_VALUE;
        float scale = (float) mask.scale();
        for (int i = 0; i < mask.length(); i++) {
            target[offset + i] = random.nextInt() < bound ? 0 : scale;
        }
    }

    /** Of the last minibatch; overwritten by the next. */
    Tensors gradient() {
        return gradient;
    }

    /** Means over the parts of the last minibatch; overwritten by the next. */
    Tensors statistics() {
        return statistics;
    }
}
