package org.meta4j.learners.inner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * Gradient descent on transformed gradients: θ ← θ − α M(g), where M multiplies a weight's gradient by a learned matrix along
 * each of its dimensions, outputs, inputs and, for filters, places (Park and Oliva, Meta-Curvature, 2019, arXiv:1902.03356,
 * equations 8 to 10). All matrices begin as the identity, so that training begins where MAML's does. The gradient of a bias,
 * or of a normalisation's parameter, is multiplied by a learned number for each element.
 *
 * @param rate α, above 0
 */
public record Curvature(double rate) implements UpdateRule {
    private static final String OUTPUTS = "/outputs";
    private static final String INPUTS = "/inputs";
    private static final String PLACES = "/places";
    private static final String SCALE = "/scale";

    public Curvature {
        RuleChecks.rate(rate);
    }

    /** Sizes of a weight: places of a filter, inputs, outputs. */
    private record Sizes(int places, int inputs, int outputs) {
        static Sizes of(Shape shape) {
            int rank = shape.rank();
            int outputs = shape.size(rank - 1);
            int inputs = shape.size(rank - 2);
            return new Sizes(shape.length() / (outputs * inputs), inputs, outputs);
        }
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        adapted.asMap().forEach((name, tensor) -> {
            if (tensor.shape().rank() < 2) {
                Tensor ones = Tensor.zeros(tensor.shape());
                Arrays.fill(ones.values(), 1);
                own.put(name + SCALE, ones);
                return;
            }
            Sizes sizes = Sizes.of(tensor.shape());
            own.put(name + OUTPUTS, identity(sizes.outputs()));
            own.put(name + INPUTS, identity(sizes.inputs()));
            if (sizes.places() > 1) {
                own.put(name + PLACES, identity(sizes.places()));
            }
        });
        return Tensors.of(own);
    }

    private static Tensor identity(int size) {
        Tensor matrix = Tensor.zeros(Shape.of(size, size));
        for (int i = 0; i < size; i++) {
            matrix.values()[i * size + i] = 1;
        }
        return matrix;
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        return Step.of(adapted.map((name, value) ->
                value.subtract(transformed(name, gradient.get(name), own).scale(rate))));
    }

    private static Value transformed(String name, Value gradient, Values own) {
        Shape shape = gradient.shape();
        if (shape.rank() < 2) {
            return gradient.multiply(own.get(name + SCALE));
        }
        Sizes sizes = Sizes.of(shape);
        int places = sizes.places();
        int inputs = sizes.inputs();
        int outputs = sizes.outputs();
        Value byOutputs = gradient.reshape(places * inputs, outputs).matmul(own.get(name + OUTPUTS));
        if (places == 1) {
            return own.get(name + INPUTS).matmul(byOutputs).reshape(shape.sizes());
        }
        Value byInputs = byOutputs
                .reshape(places, inputs, outputs)
                .transpose()
                .reshape(places * outputs, inputs)
                .matmul(own.get(name + INPUTS))
                .reshape(places, outputs, inputs)
                .transpose();
        return own.get(name + PLACES)
                .matmul(byInputs.reshape(places, inputs * outputs))
                .reshape(shape.sizes());
    }
}
