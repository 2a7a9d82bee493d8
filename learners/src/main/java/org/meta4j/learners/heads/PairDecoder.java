package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Linear;
import org.meta4j.learners.nets.Normalisation;

/**
 * A conditional neural process for classes: the supports of each class become one vector r_c = mean of h(xᵢ), and a
 * network gives the score g(x, r_c) of a query for a class (Garnelo, Rosenbaum, Maddison, Ramalho, Saxton, Shanahan, Teh,
 * Rezende and Eslami, Conditional Neural Processes, 2018, arXiv:1807.01613, section 4.3).
 *
 * <p>Departure: in the paper g sees the vectors of all classes at once and has an output for each; here it sees one at a
 * time, so that a learner serves any number of ways and does not depend on the order of classes.
 *
 * @param features of a row
 * @param hidden units of each layer
 */
public record PairDecoder(int features, int hidden) implements Head {
    private static final String CLASS = PREFIX + "class";
    private static final String QUERY = PREFIX + "query.weight";
    private static final String CONTEXT = PREFIX + "context";
    private static final String PAIR = PREFIX + "pair";
    private static final String SCORE = PREFIX + "score";

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.putAll(
                Linear.initialise(CLASS, features, hidden, random.nextLong()).asMap());
        tensors.put(QUERY, Initial.glorot(random, features, hidden));
        tensors.putAll(
                Linear.initialise(CONTEXT, hidden, hidden, random.nextLong()).asMap());
        tensors.putAll(
                Linear.initialise(PAIR, hidden, hidden, random.nextLong()).asMap());
        tensors.putAll(Linear.initialise(SCORE, hidden, 1, random.nextLong()).asMap());
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        int queries = task.query().shape().size(0);
        int ways = task.ways();
        Value read = Linear.apply(CLASS, parameters, task.support()).relu();
        Value classes = ValueRows.classMeans(new Embedded(read, task.targets(), read));
        Value ofClasses = Linear.apply(CONTEXT, parameters, classes);
        Value ofQueries = task.query().matmul(parameters.get(QUERY));
        Value pairs = ofQueries.repeat(1, ways).add(ofClasses).relu().reshape(queries * ways, hidden);
        Value hiddenPairs = Linear.apply(PAIR, parameters, pairs).relu();
        return Linear.apply(SCORE, parameters, hiddenPairs).reshape(queries, ways);
    }
}
