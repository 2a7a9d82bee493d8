package org.meta4j.learners.supervised;

import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Adam;

/** Steps of an optimiser, with what it remembers. */
final class Descent {
    private final SupervisedSettings settings;
    private final Adam adam;
    private final Tensors velocity;

    Descent(SupervisedSettings settings, Tensors parameters) {
        this.settings = settings;
        this.adam = new Adam(parameters);
        this.velocity = parameters.map(tensor -> Tensor.zeros(tensor.shape()));
    }

    /** Moves the parameters in place; the gradient gets the decay added. */
    void step(Tensors parameters, Tensors gradient, double rate) {
        if (settings.weightDecay() > 0) {
            parameters.asMap().forEach((name, tensor) -> {
                if (isWeights(tensor)) {
                    decay(tensor, gradient.get(name));
                }
            });
        }
        if (settings.optimiser() == SupervisedSettings.Optimiser.ADAM) {
            adam.step(parameters, gradient, rate);
        } else {
            parameters.asMap().forEach((name, tensor) -> {
                move(
                        tensor.values(),
                        gradient.get(name).values(),
                        velocity.get(name).values(),
                        rate);
            });
        }
        Double most = settings.maxNorm();
        if (most != null) {
            parameters.asMap().values().stream().filter(Descent::isWeights).forEach(new MaxNorm(most)::bound);
        }
    }

    /** Whether it is decayed and bounded: matrices and filters, but not biases, scales and shifts. */
    private static boolean isWeights(Tensor tensor) {
        return tensor.shape().rank() > 1;
    }

    private void decay(Tensor parameter, Tensor gradient) {
        float decay = (float) settings.weightDecay();
        float[] p = parameter.values();
        float[] g = gradient.values();
        for (int i = 0; i < p.length; i++) {
            g[i] += decay * p[i];
        }
    }

    private void move(float[] p, float[] g, float[] v, double rate) {
        float momentum = (float) settings.momentum();
        float step = (float) rate;
        for (int i = 0; i < p.length; i++) {
            v[i] = momentum * v[i] + g[i];
            p[i] -= step * v[i];
        }
    }
}
