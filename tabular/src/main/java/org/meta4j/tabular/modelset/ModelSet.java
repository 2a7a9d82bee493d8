package org.meta4j.tabular.modelset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * A set of models that learns from task to task whom to trust: each member learns from a task's supports and predicts its queries,
 * and the set is updated by the errors. A meta-learner: {@link #train} yields a base-learner.
 *
 * <ol>
 *   <li>Members with parameters ({@link ParametricLearner}) take a step of Adam against the gradient of their loss on each task.
 *   <li>On as many further tasks all members are weighted by their losses, trees as well as networks: wᵢ ∝ exp(−η Σ lossᵢ), see {@link Hedge}.
 *   <li>After the last task a gate begins at these weights: vᵢ ∝ πᵢ exp(−β eᵢ), with eᵢ the member's loss on the task's
 *       supports, held out, × their number. Its π and β descend the mean loss of the mixture Σ vᵢ answerᵢ over all tasks, as
 *       the gating network of a mixture of experts does (Jacobs, Jordan, Nowlan and Hinton, Adaptive Mixtures of Local Experts, Neural
 *       Computation 3(1), 1991).
 * </ol>
 *
 * Departures from the paper: the gate sees how the experts do on the task's supports instead of the input, and the experts learn each task
 * anew instead of sharing one.
 */
public final class ModelSet {
    /** Name on the command line and in files. */
    public static final String NAME = "model-set";

    private final List<Member> members;

    private final ModelSetSettings settings;

    /**
     * @param members at least 2, with different names
     * @throws IllegalArgumentException otherwise
     */
    public ModelSet(List<Member> members, ModelSetSettings settings) {
        this.members = List.copyOf(members);
        this.settings = settings;
        if (members.size() < 2) {
            throw new IllegalArgumentException("a set must have at least 2 members, but has " + members.size());
        }
        Set<String> names = new HashSet<>();
        for (Member member : members) {
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(
                        "two members of the set are named '" + member.name() + "': give each a name of its own");
            }
        }
    }

    /** Trains silently. */
    public TrainedModelSet train(TaskSource tasks) {
        return train(tasks, done -> {});
    }

    /**
     * Trains on tasks 0, 1, … of a source: the first {@link ModelSetSettings#tasks} for members' parameters, as many more for weights.
     *
     * @param progress hears how many tasks are done
     */
    public TrainedModelSet train(TaskSource tasks, IntConsumer progress) {
        List<Member> now = new ArrayList<>(members);
        Map<String, Steps> steps = new HashMap<>();
        for (int t = 0; t < settings.tasks() && settings.memberRate() > 0; t++) {
            Task task = tasks.task(t);
            now.replaceAll(member -> moved(member, task, steps));
        }
        // Members whose parameters were still on their way would be weighed by what they are not any more.
        Hedge hedge = new Hedge(now.size(), Hedge.bestRate(now.size(), settings.tasks()));
        List<Trial> trials = new ArrayList<>();
        for (int t = 0; t < settings.tasks(); t++) {
            Trial trial = Trial.of(now, tasks.task(settings.tasks() + (long) t), settings.folds());
            trials.add(trial);
            hedge.update(trial.losses());
            progress.accept(t + 1);
        }
        Gate gate = Gate.of(hedge.weights()).descended(trials, settings.gateSteps());
        return new TrainedModelSet(
                now, gate.weights(new double[now.size()]), gate.sharpness(), settings.folds(), hedge.weights());
    }

    private Member moved(Member member, Task task, Map<String, Steps> steps) {
        if (!(member.learner() instanceof ParametricLearner learner)) {
            return member;
        }
        double[] at = learner.parameters();
        Steps own = steps.computeIfAbsent(member.name(), name -> Steps.adam(at.length, settings.memberRate()));
        return new Member(member.name(), learner.with(own.from(at, learner.slope(task))));
    }
}
