package org.meta4j.tabular.base;

import org.meta4j.tabular.internal.Support;

/**
 * k nearest neighbours (Cover and Hart, Nearest Neighbor Pattern Classification, IEEE Transactions on Information Theory
 * 13(1), 1967): the mean of the numbers of the k supports nearest by Euclidean distance, or the share of each class among
 * them. Of equally near supports the first ones count. With fewer than k supports, all count. Features are taken as
 * they are: bring them to one scale before. Cost: supports × features for each query.
 */
public final class NearestNeighbours extends TabularLearner {
    /** {@value}. */
    public static final String NAME = "knn";

    private final Settings settings;

    /**
     * How many neighbours.
     *
     * @param neighbours at least 1
     */
    public record Settings(int neighbours) {
        /** Three neighbours: of the odd numbers the one that suits 5 to 20 supports. */
        public static final Settings DEFAULT = new Settings(3);

        public Settings {
            if (neighbours < 1) {
                throw new IllegalArgumentException("neighbours must be at least 1, but was " + neighbours);
            }
        }
    }

    public NearestNeighbours(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Fitted fit(Support support) {
        double[][] targets = support.targetRows();
        int k = Math.min(settings.neighbours, support.count());
        return input -> {
            int[] nearest = nearest(support.inputs(), input, k);
            double[] answer = new double[support.outputs()];
            for (int neighbour : nearest) {
                for (int c = 0; c < answer.length; c++) {
                    answer[c] += targets[neighbour][c] / k;
                }
            }
            return answer;
        };
    }

    /** Insertion into a short list: k is small, and the first of equally near ones stays before the later. */
    private static int[] nearest(double[][] inputs, double[] input, int k) {
        int[] nearest = new int[k];
        double[] distances = new double[k];
        int found = 0;
        for (int i = 0; i < inputs.length; i++) {
            double distance = squaredDistance(inputs[i], input);
            if (found == k && distance >= distances[k - 1]) {
                continue;
            }
            int place = found < k ? found++ : k - 1;
            while (place > 0 && distances[place - 1] > distance) {
                distances[place] = distances[place - 1];
                nearest[place] = nearest[place - 1];
                place--;
            }
            distances[place] = distance;
            nearest[place] = i;
        }
        return nearest;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += (x[j] - y[j]) * (x[j] - y[j]);
        }
        return sum;
    }
}
