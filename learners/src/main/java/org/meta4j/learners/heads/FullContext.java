package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Lstm;
import org.meta4j.learners.nets.Normalisation;

/**
 * {@link CosineAttention} of embeddings that know the whole support set (Vinyals, Blundell, Lillicrap, Kavukcuoglu and Wierstra,
 * Matching Networks for One Shot Learning, 2016, arXiv:1606.04080, section 2.1.2 and appendix A):
 *
 * <ul>
 *   <li>a support's is g = x + h→ + h←, with the outputs of an LSTM that reads the supports forward and of one that reads
 *       them backward;
 *   <li>a query's is h after {@value #READS} steps of an LSTM: r = softmax(h · gᵀ / √d) g, (ĥ, c) = LSTM(x; [h, r], c), h = ĥ + x,
 *       from h = x and c = 0 on.
 * </ul>
 *
 * <p>Departures, beside those of {@link CosineAttention}: the supports come class by class, see {@link Head#ordered};
 * products in the softmax are divided by √d, without which it begins as a choice of one support.
 *
 * @param features of a row, d
 */
public record FullContext(int features) implements Head {
    private static final int READS = 5;

    private Lstm forward() {
        return new Lstm(PREFIX + "forward", features, features, features);
    }

    private Lstm backward() {
        return new Lstm(PREFIX + "backward", features, features, features);
    }

    private Lstm reading() {
        return new Lstm(PREFIX + "reading", features, 2 * features, features);
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.putAll(forward().initialise(random).asMap());
        tensors.putAll(backward().initialise(random).asMap());
        tensors.putAll(reading().initialise(random).asMap());
        tensors.putAll(new CosineAttention().initialise(random.nextLong()).asMap());
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        Value support = task.support()
                .add(outputs(forward(), parameters, task.support(), false))
                .add(outputs(backward(), parameters, task.support(), true));
        Embedded known = new Embedded(support, task.targets(), read(parameters, task.query(), support));
        return new CosineAttention().scores(parameters, known, normalisation);
    }

    /** An LSTM's output at each row of x, read from the first or from the last. */
    private static Value outputs(Lstm lstm, Values parameters, Value x, boolean fromLast) {
        int count = x.shape().size(0);
        Lstm.Drive drive = lstm.drive(parameters, x);
        Lstm.State state = lstm.start(x.graph());
        Value all = x.graph().constant(0, x.shape());
        for (int step = 0; step < count; step++) {
            int row = fromLast ? count - 1 - step : step;
            state = lstm.step(parameters, drive.row(row), state.output(), state.cell());
            all = all.add(state.output().padRows(row, count - 1 - row));
        }
        return all;
    }

    private Value read(Values parameters, Value query, Value support) {
        Lstm lstm = reading();
        Lstm.Drive drive = lstm.drive(parameters, query);
        Value hidden = query;
        Value cell = lstm.start(query.graph()).cell();
        for (int step = 0; step < READS; step++) {
            Value shares = hidden.matmul(support.transpose())
                    .scale(1 / Math.sqrt(features))
                    .logSoftmax()
                    .exp();
            Value recurrent = ValueRows.beside(hidden, shares.matmul(support));
            Lstm.State state = lstm.step(parameters, drive, recurrent, cell);
            hidden = state.output().add(query);
            cell = state.cell();
        }
        return hidden;
    }

    @Override
    public boolean ordered() {
        return true;
    }
}
