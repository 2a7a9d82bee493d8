package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/**
 * The gradient through some steps of a training, cut off before the first of them (Andrychowicz et al., 2016,
 * arXiv:1606.04474, section 2): of the mean loss over the steps, later ones weighted as
 * the trajectory says, the gradients of the network taken as constants. It is
 * biased where what a step does shows only after the cut; not, if a training is not cut.
 *
 * <p>The way back is gone step by step: of each step what it began with is kept, and it is computed again.
 */
final class UnrolledEstimate implements MetaGradientEstimate {
    private final Optimisee optimisee;
    private final RuleProgram rule;
    private final RuleGradient back;
    private final Trajectory trajectory;
    private final int steps;
    private final List<Made> made = new ArrayList<>();
    private final Tensors toState;
    private Tensors weights;
    private Tensors state;

    /** What a step began with. */
    private record Made(Tensors weights, Tensors gradient, Tensors state) {}

    UnrolledEstimate(Optimisee optimisee, RuleProgram rule, RuleGradient back, Trajectory trajectory, int steps) {
        this.optimisee = optimisee;
        this.rule = rule;
        this.back = back;
        this.trajectory = trajectory;
        this.steps = steps;
        this.weights = trajectory.weights();
        this.state = rule.start();
        this.toState = zeros(state);
        for (int step = 0; step < steps; step++) {
            made.add(new Made(zeros(weights), zeros(weights), zeros(state)));
        }
    }

    @Override
    public double next(Tensors own, Tensors gradient) {
        rule.setParameters(own);
        double sum = 0;
        for (Made step : made) {
            copy(weights, step.weights);
            copy(state, step.state);
            sum += optimisee.loss(weights, trajectory.draw(), step.gradient);
            rule.step(weights, step.gradient, state);
        }
        double loss = sum / steps;
        clear(gradient);
        if (trajectory.isLost(loss)) {
            trajectory.restart();
            restart();
            return trajectory.most();
        }
        back.setParameters(own);
        goBack(gradient);
        if (trajectory.passed(steps)) {
            restart();
        }
        return loss;
    }

    private void restart() {
        weights = trajectory.weights();
        state = rule.start();
    }

    /** From the loss of the last step, which no step of the rule follows, to the first. */
    private void goBack(Tensors gradient) {
        Tensors toWeights = zeros(weights);
        clear(toState);
        for (int step = steps - 1; step > 0; step--) {
            addTo(toWeights, made.get(step).gradient, (float) (trajectory.weight(step) / steps));
            Made earlier = made.get(step - 1);
            back.back(earlier.weights, earlier.gradient, earlier.state, toWeights, toState, gradient);
        }
    }

    private static void addTo(Tensors toWeights, Tensors slope, float weight) {
        toWeights.asMap().forEach((name, tensor) -> {
            float[] sum = tensor.values();
            float[] of = slope.get(name).values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * of[i];
            }
        });
    }

    private static Tensors zeros(Tensors like) {
        return like.map(tensor -> Tensor.zeros(tensor.shape()));
    }

    private static void clear(Tensors tensors) {
        tensors.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
    }

    private static void copy(Tensors from, Tensors to) {
        from.asMap()
                .forEach((name, tensor) ->
                        System.arraycopy(tensor.values(), 0, to.get(name).values(), 0, tensor.values().length));
    }
}
