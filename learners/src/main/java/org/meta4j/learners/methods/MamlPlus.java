package org.meta4j.learners.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.PlusSettings;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.Descent;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PlusObjective;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;

/** MAML++: MAML with five changes in learner and objective, each of which can be left out, and a cosine schedule. */
public final class MamlPlus extends AdaptingMethod {
    private static final int INNER_STEPS = 5;
    private static final double INNER_RATE = 0.1;

    /** Weights of the losses change so often: each time another program is compiled. As many as the authors' epochs. */
    private static final int STAGES = 15;

    @Override
    public String name() {
        return "maml++";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "as maml, with rates and normalisation for each step",
                "as maml with five steps",
                "the most accurate of maml's kin, if there is time to meta-train",
                "Antoniou, Edwards, Storkey: How to Train Your MAML, 2019, arXiv:1810.09502");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    boolean hasOrder() {
        return false;
    }

    @Override
    boolean hasPlus() {
        return true;
    }

    @Override
    public boolean isStaged() {
        return true;
    }

    @Override
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        return objective(settings, steps, InnerLoop.Order.SECOND, List.of());
    }

    /** At first the losses after all steps count, and the order is the first. */
    @Override
    public Objective objective(LearnerSettings settings, double progress) {
        int steps = settings.requireInner().innerSteps();
        PlusSettings plus = plus(settings);
        return objective(
                settings,
                steps,
                progress < plus.firstOrderShare() ? InnerLoop.Order.FIRST : InnerLoop.Order.SECOND,
                weights(steps, plus.multiStepShare(), progress));
    }

    private AdaptingObjective objective(
            LearnerSettings settings, int steps, InnerLoop.Order order, List<Double> weights) {
        InnerSettings inner = settings.requireInner();
        PlusSettings plus = plus(settings);
        UpdateRule rule = plus.learnedRates()
                ? new LearnedRate(LearnedRate.Scope.LAYER_AND_STEP, inner.innerRate(), inner.innerSteps())
                : new Descent(inner.innerRate());
        AdaptedPart part = plus.stepNorms() ? NetworkPart.ALL_BUT_NORMS : NetworkPart.ALL;
        return new PlusObjective(
                network(settings),
                loss(settings),
                new InnerLoop(steps, rule, part, order),
                plus.stepNorms() ? inner.innerSteps() + 1 : 0,
                weights);
    }

    /** From 1/k each to the last alone, in a straight line over a share of training; none beyond it. */
    static List<Double> weights(int steps, double share, double progress) {
        if (progress >= share || steps < 2) {
            return List.of();
        }
        double done = Math.floor(progress / share * STAGES) / STAGES;
        List<Double> weights = new ArrayList<>();
        for (int step = 1; step < steps; step++) {
            weights.add((1 - done) / steps);
        }
        weights.add(1 - (1 - done) * (steps - 1) / steps);
        return weights;
    }

    private static PlusSettings plus(LearnerSettings settings) {
        return Objects.requireNonNull(settings.requireInner().plus());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE).withPlus(PlusSettings.ALL);
    }

    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return inner(2).withWays(targetWidth).withRate(0.01);
    }

    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return super.trainingDefaults(episode).withUpdate(MetaUpdate.COSINE);
    }

    @Override
    public TrainingSettings regressionTraining(EpisodeShape episode) {
        return super.regressionTraining(episode).withUpdate(MetaUpdate.COSINE);
    }
}
