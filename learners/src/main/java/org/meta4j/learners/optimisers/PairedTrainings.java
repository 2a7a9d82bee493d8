package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/** Two copies of a network's training, from the same weights and on the same minibatches. */
final class PairedTrainings implements EvolutionEstimate.Unrolled {
    private static final int COPIES = 2;

    private final Optimisee optimisee;
    private final RuleProgram rule;
    private final Trajectory trajectory;
    private final int steps;
    private final Tensors gradient;
    private final List<Tensors> weights = new ArrayList<>();
    private final List<Tensors> states = new ArrayList<>();
    private final List<Minibatch> drawn = new ArrayList<>();
    private boolean anyLost;

    PairedTrainings(Optimisee optimisee, RuleProgram rule, Trajectory trajectory, int steps) {
        this.optimisee = optimisee;
        this.rule = rule;
        this.trajectory = trajectory;
        this.steps = steps;
        this.gradient = optimisee.network().initialise(0).map(tensor -> Tensor.zeros(tensor.shape()));
    }

    @Override
    public void begin() {
        Tensors first = trajectory.weights();
        anyLost = false;
        weights.clear();
        states.clear();
        for (int copy = 0; copy < COPIES; copy++) {
            weights.add(first.copy());
            states.add(rule.start());
        }
    }

    @Override
    public void draw() {
        drawn.clear();
        for (int step = 0; step < steps; step++) {
            drawn.add(trajectory.draw());
        }
    }

    @Override
    public double advance(int copy, Tensors own) {
        rule.setParameters(own);
        double sum = 0;
        double weighted = 0;
        for (int step = 0; step < steps; step++) {
            double loss = optimisee.loss(weights.get(copy), drawn.get(step), gradient);
            sum += loss;
            weighted += trajectory.weight(step) * loss;
            rule.step(weights.get(copy), gradient, states.get(copy));
        }
        boolean lost = trajectory.isLost(sum / steps);
        anyLost |= lost;
        return lost ? trajectory.most() : weighted / steps;
    }

    @Override
    public boolean over() {
        if (anyLost) {
            trajectory.restart();
            return true;
        }
        return trajectory.passed(steps);
    }
}
