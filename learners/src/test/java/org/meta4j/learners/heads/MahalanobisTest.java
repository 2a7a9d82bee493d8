package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensors;

class MahalanobisTest {
    private static final int WIDTH = 3;
    private static final int[] LABELS = {0, 1, 1, 0, 1, 2};

    /** Q_k is put down number by number; the score is right if Q_k·z = q − μ_k has the z by which it is made. */
    @Test
    void theScoreIsTheMahalanobisDistanceOfTheWrittenOutMatrix() {
        double[] rows = HeadRun.random(1, LABELS.length * WIDTH);
        double[] query = HeadRun.random(2, 2 * WIDTH);
        double[] scores =
                HeadRun.scores(new Mahalanobis(), Tensors.of(Map.of()), WIDTH, rows, HeadRun.targets(3, LABELS), query);
        double factor = Math.pow(WIDTH, -0.25);
        for (int k = 0; k < 3; k++) {
            double[] q = matrix(rows, factor, k);
            double[] mean = mean(rows, k);
            for (int i = 0; i < 2; i++) {
                double[] deviation = new double[WIDTH];
                for (int f = 0; f < WIDTH; f++) {
                    deviation[f] = factor * (query[i * WIDTH + f] - mean[f]);
                }
                double[] solved = cramer(q, deviation);
                double distance = 0;
                for (int f = 0; f < WIDTH; f++) {
                    distance += deviation[f] * solved[f];
                }
                assertThat(scores[i * 3 + k]).as("query %d, class %d", i, k).isCloseTo(-distance / 2, within(1e-9));
            }
        }
    }

    /** Mean of a class; of all for −1. */
    private static double[] mean(double[] rows, int k) {
        double[] mean = new double[WIDTH];
        int count = 0;
        for (int i = 0; i < LABELS.length; i++) {
            if (k < 0 || LABELS[i] == k) {
                count++;
                for (int f = 0; f < WIDTH; f++) {
                    mean[f] += rows[i * WIDTH + f];
                }
            }
        }
        for (int f = 0; f < WIDTH; f++) {
            mean[f] /= count;
        }
        return mean;
    }

    private static double[] covariance(double[] rows, int k) {
        double[] mean = mean(rows, k);
        double[] covariance = new double[WIDTH * WIDTH];
        int count = 0;
        for (int i = 0; i < LABELS.length; i++) {
            count += k < 0 || LABELS[i] == k ? 1 : 0;
        }
        for (int i = 0; i < LABELS.length; i++) {
            for (int j = 0; j < WIDTH * WIDTH && (k < 0 || LABELS[i] == k); j++) {
                covariance[j] += (rows[i * WIDTH + j / WIDTH] - mean[j / WIDTH])
                        * (rows[i * WIDTH + j % WIDTH] - mean[j % WIDTH])
                        / count;
            }
        }
        return covariance;
    }

    private static double[] matrix(double[] rows, double factor, int k) {
        int size = 0;
        for (int label : LABELS) {
            size += label == k ? 1 : 0;
        }
        double share = (double) size / (size + 1);
        double[] own = covariance(rows, k);
        double[] all = covariance(rows, -1);
        double[] q = new double[WIDTH * WIDTH];
        for (int j = 0; j < q.length; j++) {
            q[j] = factor * factor * (share * own[j] + (1 - share) * all[j]) + (j % (WIDTH + 1) == 0 ? 1 : 0);
        }
        return q;
    }

    /** z of Q·z = d by Cramer's rule. */
    private static double[] cramer(double[] q, double[] d) {
        double[] z = new double[WIDTH];
        for (int c = 0; c < WIDTH; c++) {
            double[] replaced = q.clone();
            for (int r = 0; r < WIDTH; r++) {
                replaced[r * WIDTH + c] = d[r];
            }
            z[c] = determinant(replaced) / determinant(q);
        }
        return z;
    }

    private static double determinant(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }
}
