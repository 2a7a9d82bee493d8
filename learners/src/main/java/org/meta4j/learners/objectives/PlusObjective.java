package org.meta4j.learners.objectives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * MAML with the changes of MAML++ that are in the objective: a loss after each inner step, Σ wₖ L(query; θₖ), and scales and
 * shifts of batch normalisation for each step (Antoniou, Edwards and Storkey, How to Train Your MAML, 2019, arXiv:1810.09502,
 * section 4, MSL and BNWB). Learned rates and order are the inner loop's.
 *
 * @param network maps examples to scores
 * @param loss of scores
 * @param inner how it adapts; its part leaves out what {@code norms} says
 * @param norms passes with scales and shifts of their own: the support's in each step of training, and the query's after the
 *     last; 0 for one set that adapts as all else. Later passes take the last's
 * @param weights w₁ to wₖ of the losses after each step; empty for the last's alone
 */
public record PlusObjective(Network network, Loss loss, InnerLoop inner, int norms, List<Double> weights)
        implements AdaptingObjective {
    private static final String PASS = "pass/";

    public PlusObjective {
        weights = List.copyOf(weights);
    }

    @Override
    public InnerLoop.Order order() {
        return inner.order();
    }

    @Override
    public Tensors initialise(long seed) {
        Map<String, Tensor> all =
                new LinkedHashMap<>(inner.initialise(network, seed).asMap());
        Tensors fresh = network.initialise(seed);
        // The first pass has the network's own.
        for (int pass = 1; pass < norms; pass++) {
            for (String name : fresh.names()) {
                if (NetworkPart.isNorm(name)) {
                    all.put(PASS + pass + "/" + name, fresh.get(name).copy());
                }
            }
        }
        return Tensors.of(all);
    }

    @Override
    public Values adapt(Values parameters, Episode episode, Slopes slopes) {
        return after(parameters, episode, slopes, null);
    }

    /** The parameters after the last step; those after every step are added to {@code each}. */
    private Values after(Values parameters, Episode episode, Slopes slopes, @Nullable List<Values> each) {
        Values plain = plain(parameters);
        Values carried = inner.start(plain);
        for (int step = 0; step < inner.steps(); step++) {
            carried = inner.step(
                    step,
                    carried,
                    plain,
                    (number, weightsNow) -> loss.of(
                            network.apply(
                                    pass(number, weightsNow, parameters), episode.support(), Normalisation.ofBatch()),
                            episode.supportTargets()),
                    slopes);
            if (each != null) {
                each.add(pass(step + 1, inner.finish(carried, plain), parameters));
            }
        }
        return pass(inner.steps(), inner.finish(carried, plain), parameters);
    }

    /** The network's parameters with the scales and shifts of a pass. */
    private Values pass(int number, Values network, Values parameters) {
        int pass = Math.min(number, norms - 1);
        return pass < 1
                ? network
                : network.map(
                        (name, value) -> NetworkPart.isNorm(name) ? parameters.get(PASS + pass + "/" + name) : value);
    }

    private static Values plain(Values parameters) {
        Map<String, Value> plain = new LinkedHashMap<>(parameters.asMap());
        plain.keySet().removeIf(name -> name.startsWith(PASS));
        return Values.of(plain);
    }

    @Override
    public Outcome outcome(Values adapted, Episode episode) {
        Value scores = network.apply(adapted, episode.query(), Normalisation.ofBatch());
        return new Outcome(loss.of(scores, episode.queryTargets()), scores, Values.of(Map.of()));
    }

    @Override
    public Outcome trace(Values parameters, Episode episode, Slopes slopes) {
        List<Values> each = new ArrayList<>();
        Outcome last = outcome(after(parameters, episode, slopes, each), episode);
        if (weights.isEmpty()) {
            return last;
        }
        Value sum = last.loss().scale(weights.get(weights.size() - 1));
        for (int step = 0; step < weights.size() - 1; step++) {
            if (weights.get(step) > 0) {
                sum = sum.add(outcome(each.get(step), episode).loss().scale(weights.get(step)));
            }
        }
        return new Outcome(sum, last.scores(), last.statistics());
    }
}
