package org.meta4j.bench.workloads;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.Solver;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Network;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;

/**
 * A new 5-way 1-shot task is learned and one image predicted, by a learner as users have it. The learner stays, so from
 * the second iteration on its programs are compiled. The peers normalise a MAML's one image by itself; so does
 * this one.
 */
public final class Adaptation implements Workload {
    private static final int INNER_STEPS = 5;

    private final Solver learner;
    private final Task task;
    private final double flops;
    private final double expected;
    private final ToDoubleFunction<Predictions> number;

    private Adaptation(Solver learner, Task task, double flops, double expected, ToDoubleFunction<Predictions> number) {
        this.learner = learner;
        this.task = task;
        this.flops = flops;
        this.expected = expected;
        this.number = number;
    }

    /** By five inner steps of 0.4 from {@code parameters}, those of O. */
    static Adaptation maml(Task task, Tensors parameters) {
        Method method = Methods.named("maml");
        LearnerSettings defaults = method.defaults(task.support().shape(), EpisodeShape.DEFAULT);
        int ways = defaults.requireInner().ways();
        LearnerSettings settings = defaults.withInner(new InnerSettings(ways, 1, INNER_STEPS, 0.4));
        TextbookFlops network =
                TextbookFlops.strided(28, 1, Cnn4.DEFAULT_FILTERS).withHead(Cnn4.DEFAULT_FILTERS, ways);
        double flops = INNER_STEPS * task.support().count() * network.gradient() + network.value();
        Solver learner = method.solver(settings, parameters, Tensors.of(Map.of()), BatchNorm.TRANSDUCTIVE);
        return new Adaptation(learner, task, flops, FirstValues.MAML_ANSWER, answer -> largest(answer.probabilities()));
    }

    /** By prototypes of the encoder with {@code parameters}, those of P, and running statistics as they are at first. */
    static Adaptation prototypes(Task task, Tensors parameters) {
        Method method = Methods.named("protonet");
        LearnerSettings defaults = method.defaults(task.support().shape(), EpisodeShape.DEFAULT);
        LearnerSettings settings = defaults.withNetwork(defaults.network().withKind(NetworkSettings.CNN4_POOLED));
        Network network = settings.network().network();
        double flops = (task.support().count() + 1)
                * TextbookFlops.pooled(28, 1, Cnn4.DEFAULT_FILTERS).value();
        Solver learner = method.solver(settings, parameters, network.initialStatistics(), BatchNorm.RUNNING);
        return new Adaptation(learner, task, flops, FirstValues.PROTOTYPES_ANSWER, answer -> -largest(answer.scores()));
    }

    private static double largest(float[] numbers) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float number : numbers) {
            largest = Math.max(largest, number);
        }
        return largest;
    }

    @Override
    public void iterate() {
        answer();
    }

    /** Learns the task and predicts its query: {@link FirstValues#MAML_ANSWER} or {@link FirstValues#PROTOTYPES_ANSWER}. */
    public double answer() {
        return number.applyAsDouble(learner.learn(task.support()).predict(task.query()));
    }

    @Override
    public List<FirstValue> first() {
        return List.of(new FirstValue("answer", expected, answer(), FirstValues.ANSWER_TOLERANCE));
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public double flops() {
        return flops;
    }

    @Override
    public int tasks() {
        return 1;
    }
}
