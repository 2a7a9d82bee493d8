package org.meta4j.distill;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * Puts right the bias of a class that a student never saw: its scores know the class from the teacher, but not how often it
 * comes (Hinton, Vinyals and Dean, 2015, arXiv:1503.02531, section 3, where the bias is chosen on the test set; here it is on
 * validation examples).
 */
public final class ClassBias {
    private ClassBias() {}

    /**
     * What to add to a class's scores so that as few examples as possible are answered wrongly: the middle of the best
     * interval, of equally good ones that nearest to 0.
     *
     * @param scores [n, classes]
     * @param labels of the n examples, those of the class among them
     * @param label of the class
     * @throws IllegalArgumentException if none of the examples is of the class
     */
    public static double best(float[] scores, int[] labels, int label) {
        int classes = scores.length / labels.length;
        double[] gaps = new double[labels.length];
        // From its gap on an example is answered with the class: gains are those that become right then.
        int[] gains = new int[labels.length];
        boolean seen = false;
        for (int i = 0; i < labels.length; i++) {
            int rival = label == 0 ? 1 : 0;
            for (int c = 0; c < classes; c++) {
                if (c != label && scores[i * classes + c] > scores[i * classes + rival]) {
                    rival = c;
                }
            }
            gaps[i] = (double) scores[i * classes + rival] - scores[i * classes + label];
            gains[i] = labels[i] == label ? 1 : labels[i] == rival ? -1 : 0;
            seen |= labels[i] == label;
        }
        if (!seen) {
            throw new IllegalArgumentException(
                    "no example is of class " + label + ", whose bias is to be chosen: use examples of all classes");
        }
        return best(gaps, gains);
    }

    private static double best(double[] gaps, int[] gains) {
        Integer[] order = new Integer[gaps.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(gaps[a], gaps[b]));
        int sum = 0;
        int most = Integer.MIN_VALUE;
        double best = 0;
        for (int k = 0; k < order.length; k++) {
            sum += gains[order[k]];
            double here = gaps[order[k]];
            double next = k + 1 < order.length ? gaps[order[k + 1]] : here + 1;
            double middle = (here + next) / 2;
            if (next > here && (sum > most || sum == most && Math.abs(middle) < Math.abs(best))) {
                most = sum;
                best = middle;
            }
        }
        return best;
    }

    /** The network with a number added to the bias of a class in its last layer. */
    public static TrainedNetwork add(TrainedNetwork network, int label, double bias) {
        if (!(network.network() instanceof Layered layered)) {
            throw new IllegalArgumentException("only networks of layers have a last bias to change, but this one is '"
                    + network.network().name() + "'");
        }
        String last = layered.weightLayers().get(layered.weightLayers().size() - 1) + ".bias";
        Map<String, Tensor> changed = new LinkedHashMap<>(network.parameters().asMap());
        Tensor biases = network.parameters().get(last).copy();
        biases.values()[label] += (float) bias;
        changed.put(last, biases);
        return network.withTensors(Tensors.of(changed));
    }
}
