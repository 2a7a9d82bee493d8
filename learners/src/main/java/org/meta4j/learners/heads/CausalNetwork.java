package org.meta4j.learners.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Linear;
import org.meta4j.learners.nets.Normalisation;

/**
 * SNAIL's network behind the encoder: a task as the sequence of its supports, feature and label side by side, with a query
 * and no label at the end, through attention, temporal convolutions, attention, temporal convolutions and attention, each
 * of which adds channels, and a linear layer at the query's place (Mishra, Rohaninejad, Chen and Abbeel, A Simple Neural
 * Attentive Meta-Learner, 2018, arXiv:1707.03141, sections 3 and 5.1). Keys and values have the paper's sizes for Omniglot,
 * 64 and 32, 256 and 128, 512 and 256; convolutions have {@value #FILTERS} filters and are as many as it takes for the last
 * place to see the first.
 *
 * <p>Departures: the sequence is class by class and not in random order, see {@link Head#ordered}; a task's classes are in
 * random order, so that a place says nothing of a character. Taps begin 1 apart, not 2, which would hide every second place.
 * Queries do not attend to themselves, and attention begins as likeness, see {@link CausalAttention}; labels are as loud as
 * features, see {@link Head.Embedded#loudTargets}: all three make training begin faster.
 *
 * @param features of a row
 * @param ways classes of a task
 * @param shots supports of each class
 */
public record CausalNetwork(int features, int ways, int shots) implements Head {
    private static final int FILTERS = 128;
    private static final String LAST = PREFIX + "last";

    private List<SequenceBlock> blocks() {
        List<SequenceBlock> blocks = new ArrayList<>();
        blocks.add(new CausalAttention(PREFIX + "attention1", 64, 32));
        addConvolutions(blocks, PREFIX + "convolutions1");
        blocks.add(new CausalAttention(PREFIX + "attention2", 256, 128));
        addConvolutions(blocks, PREFIX + "convolutions2");
        blocks.add(new CausalAttention(PREFIX + "attention3", 512, 256));
        return blocks;
    }

    private void addConvolutions(List<SequenceBlock> blocks, String name) {
        int length = ways * shots + 1;
        for (int distance = 1; distance < length; distance *= 2) {
            blocks.add(new TemporalConvolution(name + "-" + distance, FILTERS, distance));
        }
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int channels = features + ways;
        for (SequenceBlock block : blocks()) {
            tensors.putAll(block.initialise(channels, random));
            channels += block.added();
        }
        tensors.putAll(
                Linear.initialise(LAST, channels, ways, random.nextLong()).asMap());
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        return Linear.apply(LAST, parameters, states(parameters, task).query().transpose());
    }

    /** Behind all layers but the last. */
    SequenceStates states(Values parameters, Embedded task) {
        if (task.ways() != ways || task.supports() != ways * shots) {
            throw new IllegalArgumentException("a network for " + ways + "-way " + shots + "-shot tasks cannot read "
                    + task.supports() + " supports of " + task.ways() + " classes");
        }
        SequenceStates states = new SequenceStates(
                ValueRows.stacked(task.support().transpose(), task.loudTargets().transpose()),
                task.query().transpose().padRows(0, ways));
        for (SequenceBlock block : blocks()) {
            states = block.apply(parameters, states);
        }
        return states;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Optional<String> misfit(int[] classSizes) {
        boolean fits = classSizes.length == ways && Arrays.stream(classSizes).allMatch(size -> size == shots);
        return fits ? Optional.empty() : Optional.of(HeadSizes.misfit(classSizes, ways, shots));
    }
}
