package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Linear;
import org.meta4j.learners.nets.Lstm;
import org.meta4j.learners.nets.Normalisation;

/**
 * A memory-augmented network behind the encoder: an LSTM of {@value #UNITS} units takes the supports one after the other,
 * features, label and what it read last, and each time writes keys into a {@link LeastUsedMemory} of {@value #ROWS} rows of
 * {@value #WIDTH} with {@value #HEADS} heads, and reads by them. A query, without label, takes a step from the state that the
 * supports left, writes nothing, and is scored by a linear layer on the LSTM's output and what its keys read (Santoro,
 * Bartunov, Botvinick, Wierstra and Lillicrap, Meta-Learning with Memory-Augmented Neural Networks, ICML 2016,
 * arXiv:1605.06065; the sizes are the paper's).
 *
 * <p>Departures: a support comes together with its label and a query after all supports, alone; in the paper's one long
 * sequence a label comes a step late, and each image is a query first and a support then. Supports come class by class, see
 * {@link Head#ordered}. Cosines are sharpened by a learned factor, from {@value #SHARPNESS} on, without which a softmax
 * over {@value #ROWS} rows is nearly even. The controller reads features of a convolutional encoder, not pixels.
 *
 * @param features of a row
 * @param ways classes of a task
 */
public record MemoryNetwork(int features, int ways) implements Head {
    private static final int UNITS = 200;
    private static final int ROWS = 128;
    private static final int WIDTH = 40;
    private static final int HEADS = 4;
    private static final double SHARPNESS = 10;
    private static final String CONTROLLER = PREFIX + "controller";
    private static final String KEYS = PREFIX + "keys";
    private static final String GATES = PREFIX + "gates";
    private static final String LAST = PREFIX + "last";
    private static final String LOG_SCALE = PREFIX + "log-scale";

    private Lstm controller() {
        return new Lstm(CONTROLLER, features + ways, UNITS + HEADS * WIDTH, UNITS);
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(controller().initialise(random).asMap());
        tensors.putAll(
                Linear.initialise(KEYS, UNITS, HEADS * WIDTH, random.nextLong()).asMap());
        tensors.putAll(Linear.initialise(GATES, UNITS, HEADS, random.nextLong()).asMap());
        tensors.putAll(Linear.initialise(LAST, UNITS + HEADS * WIDTH, ways, random.nextLong())
                .asMap());
        tensors.put(LOG_SCALE, Initial.filled((float) Math.log(SHARPNESS), 1));
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        Lstm controller = controller();
        Value sharpness = parameters.get(LOG_SCALE).exp().reshape();
        Value query = task.query();
        int queries = query.shape().size(0);
        Lstm.Drive drive = controller.drive(parameters, ValueRows.beside(task.support(), task.loudTargets()));
        Lstm.State state = controller.start(query.graph());
        LeastUsedMemory memory = LeastUsedMemory.empty(query.graph(), ROWS, WIDTH, HEADS);
        for (int i = 0; i < task.supports(); i++) {
            state = controller.step(parameters, drive.row(i), fedBack(state, memory), state.cell());
            Value keys = Linear.apply(KEYS, parameters, state.output()).reshape(HEADS, WIDTH);
            Value gates = Linear.apply(GATES, parameters, state.output()).reshape(HEADS);
            memory = memory.write(keys, gates, sharpness);
        }
        Value unlabelled = query.transpose().padRows(0, ways).transpose();
        Lstm.State asked = controller.step(
                parameters, controller.drive(parameters, unlabelled), fedBack(state, memory), state.cell());
        Value keys = Linear.apply(KEYS, parameters, asked.output()).reshape(queries * HEADS, WIDTH);
        Value read = memory.read(keys, sharpness).reshape(queries, HEADS * WIDTH);
        return Linear.apply(LAST, parameters, ValueRows.beside(asked.output(), read));
    }

    private static Value fedBack(Lstm.State state, LeastUsedMemory memory) {
        return ValueRows.beside(state.output(), memory.lastRead().reshape(1, HEADS * WIDTH));
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Optional<String> misfit(int[] classSizes) {
        return classSizes.length == ways ? Optional.empty() : Optional.of(HeadSizes.ways(classSizes.length, ways));
    }
}
