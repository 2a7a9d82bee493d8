package org.meta4j.learners.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.meta4j.learners.TaskFile;
import org.meta4j.tasks.Predictions;

/**
 * Why an example was given its class: how near each support is, and what each does to the answer. The effect of a support
 * is the probability of the predicted class with all supports less that without this one, between −1 and 1: a support
 * with a positive effect speaks for the class, one with a negative effect hurts it, such as a mislabelled one.
 *
 * <p>A class whose only support is left out cannot be predicted any more: its probability is 0. So the only support of the
 * predicted class has the whole probability as its effect, and the only support of another class an effect of 0 or less,
 * since it draws probability to its class.
 *
 * @param label the most probable class
 * @param probability of it
 * @param supports all of them, nearest first, of equally near ones the first; in their own order where the learner has no
 *     distances
 */
public record Explanation(int label, double probability, List<Part> supports) {
    public Explanation {
        supports = List.copyOf(supports);
    }

    /**
     * The part of one support.
     *
     * @param support its index
     * @param name its name
     * @param label its class
     * @param distance to the example in the learner's feature space; NaN if it has none
     * @param effect on the probability of the predicted class; NaN if it cannot be told
     */
    public record Part(int support, String name, int label, double distance, double effect) {}

    /**
     * Explains predictions. Prototype learners recompute one prototype for each support; learners that adapt are adapted
     * again for each support.
     *
     * @param inputs the examples
     * @param predictions what {@code task} predicts for them
     * @return one explanation for each example
     */
    public static List<Explanation> of(TaskFile task, float[] inputs, Predictions predictions) {
        List<Predictions> without = task.leaveOneOut(inputs);
        int count = task.supports().size();
        boolean near = predictions.supportDistances().length > 0;
        List<Explanation> all = new ArrayList<>(predictions.count());
        for (int i = 0; i < predictions.count(); i++) {
            int label = predictions.label(i);
            double probability = predictions.probability(i, label);
            List<Part> parts = new ArrayList<>(count);
            for (int s = 0; s < count; s++) {
                parts.add(new Part(
                        s,
                        task.supports().get(s).name(),
                        task.supports().get(s).label(),
                        near ? predictions.supportDistances()[i * count + s] : Double.NaN,
                        without.isEmpty()
                                ? Double.NaN
                                : probability - without.get(s).probability(i, label)));
            }
            if (near) {
                parts.sort(Comparator.comparingDouble(Part::distance));
            }
            all.add(new Explanation(label, probability, parts));
        }
        return all;
    }
}
