package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;

/**
 * A context vector φ: it alone adapts, from 0 with each task, and enters the network in one layer (Zintgraf, Shiarlis, Kurin,
 * Hofmann and Whiteson, Fast Context Adaptation via Meta-Learning, 2019, arXiv:1810.03642, section 3). A parameter p of
 * that layer becomes p + φ W, W meta-trained:
 *
 * <ul>
 *   <li>of a perceptron the first layer's bias: the same as φ among the inputs, as in the paper;
 *   <li>of a network with batch normalisation the scales and shifts of its third block, or the last where it has fewer: a
 *       feature-wise linear transformation, as in the paper, where W has a bias, which p is here;
 *   <li>of a convolutional network without it the last block's biases.
 * </ul>
 *
 * @param size numbers in φ, at least 1
 */
public record ContextPart(int size) implements AdaptedPart {
    private static final String CONTEXT = "context";
    private static final String TO = "to/";
    private static final int BLOCK = 3;

    public ContextPart {
        if (size < 1) {
            throw new IllegalArgumentException("numbers of a context must be at least 1, but were " + size);
        }
    }

    @Override
    public Tensors initialise(Network network, long seed) {
        // Another stream than the network's own.
        SplittableRandom random = new SplittableRandom(seed ^ 0x6a09e667f3bcc909L);
        Map<String, Tensor> own = new LinkedHashMap<>();
        Tensors parameters = network.initialise(seed);
        for (String name : places(parameters)) {
            int length = parameters.get(name).values().length;
            Tensor weight = Tensor.zeros(Shape.of(size, length));
            double bound = 1 / Math.sqrt(size);
            for (int i = 0; i < weight.values().length; i++) {
                weight.values()[i] = (float) random.nextDouble(-bound, bound);
            }
            own.put(TO + name, weight);
        }
        return Tensors.of(own);
    }

    /** Parameters that the context changes. */
    private static List<String> places(Tensors parameters) {
        List<String> scales = parameters.names().stream()
                .filter(name -> name.endsWith(".norm.scale"))
                .toList();
        if (!scales.isEmpty()) {
            String scale = scales.get(Math.min(BLOCK, scales.size()) - 1);
            return List.of(scale, scale.replace(".norm.scale", ".norm.shift"));
        }
        List<String> convolutions = parameters.names().stream()
                .filter(name -> name.endsWith(".conv.bias"))
                .toList();
        if (!convolutions.isEmpty()) {
            return List.of(convolutions.get(convolutions.size() - 1));
        }
        return parameters.names().stream()
                .filter(name -> name.endsWith(".bias"))
                .limit(1)
                .toList();
    }

    @Override
    public Tensors adapted(Tensors network) {
        return Tensors.of(Map.of(CONTEXT, Tensor.zeros(Shape.of(1, size))));
    }

    @Override
    public Values start(Values network) {
        // Not a bare constant, whose products would be folded away before they are differentiated.
        return Values.of(Map.of(
                CONTEXT,
                network.list().get(0).graph().constant(0, Shape.of(1, size)).stopGradient()));
    }

    @Override
    public Values weights(Values network, Values adapted, Values own) {
        Value context = adapted.get(CONTEXT);
        return network.map((name, value) -> own.asMap().containsKey(TO + name)
                ? value.add(
                        context.matmul(own.get(TO + name)).reshape(value.shape().sizes()))
                : value);
    }
}
