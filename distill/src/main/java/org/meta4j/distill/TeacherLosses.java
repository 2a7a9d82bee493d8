package org.meta4j.distill;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/**
 * How far a student is from its teachers, as single numbers that can be differentiated. What comes from a teacher is a
 * constant to gradients.
 */
public final class TeacherLosses {
    /** Added to probabilities inside a logarithm: {@value}, so that a probability of 0 adds nothing. */
    static final double TINY = 1e-30;

    /** Added to squared distances inside a square root: {@value}. Points that are one have no direction and no gradient. */
    static final double NEAR = 1e-8;

    private TeacherLosses() {}

    /**
     * T² · mean over rows of KL(q ‖ softmax(s / T)) = T² Σ q (log q − log softmax(s / T)) (Hinton, Vinyals and Dean, Distilling
     * the Knowledge in a Neural Network, 2015, arXiv:1503.02531, section 2). The factor keeps the gradient's size the same
     * for every temperature. The paper lowers the cross entropy, which differs by a constant: this one is 0 for a student
     * that answers as its teacher does.
     *
     * @param scores of the student [n, classes], before the softmax
     * @param softened q, the teacher's probabilities at temperature T [n, classes]
     * @param temperature T, above 0
     */
    public static Value softTargets(Value scores, Value softened, double temperature) {
        Value teacher = softened.stopGradient();
        Value own = scores.scale(1 / temperature).logSoftmax();
        Value apart = teacher.add(TINY).log().subtract(own);
        return teacher.multiply(apart)
                .sum()
                .scale(temperature * temperature / scores.shape().size(0));
    }

    /**
     * Mean over rows of ½ ‖v W + b − u‖²: the student's features, through a linear regressor that is learned with it, are to
     * be the teacher's (Romero et al., FitNets: Hints for Thin Deep Nets, 2015, arXiv:1412.6550, equation 3). The paper's
     * regressor is a convolution between maps, and its loss comes before the soft targets' in a stage of its own; here the
     * features are rows, and the loss is one term of a sum.
     *
     * @param student v [n, f]
     * @param weight W [f, g]
     * @param bias b [g]
     * @param teacher u [n, g]
     */
    public static Value hint(Value student, Value weight, Value bias, Value teacher) {
        Value apart = student.matmul(weight).add(bias).subtract(teacher.stopGradient());
        return apart.square().sum().scale(0.5 / student.shape().size(0));
    }

    /**
     * Mean over pairs of different rows of Huber's loss between their distances, each in units of the mean distance of all
     * pairs, student's and teacher's for themselves (Park, Kim, Lu and Cho, Relational Knowledge Distillation, 2019,
     * arXiv:1904.05068, equations 4 to 7).
     *
     * @param student features [n, f], n at least 2
     * @param teacher features [n, g]
     */
    public static Value distances(Value student, Value teacher) {
        int n = student.shape().size(0);
        Value apart =
                relativeDistances(student).subtract(relativeDistances(teacher).stopGradient());
        // The diagonal is 0 on both sides.
        return huber(apart).sum().scale(1.0 / ((double) n * (n - 1)));
    }

    /**
     * Mean over triplets of different rows (i, j, k) of Huber's loss between the cosines of the angles at j (the same paper,
     * equations 8 to 10). Costs n³ numbers: see {@link #spread}.
     *
     * @param student features [n, f], n at least 3
     * @param teacher features [n, g]
     */
    public static Value angles(Value student, Value teacher) {
        double n = student.shape().size(0);
        Value apart = cosines(student).subtract(cosines(teacher).stopGradient());
        return huber(apart).sum().scale(1 / (n * (n - 1) * (n - 2)));
    }

    /** At most so many rows, at equal distances. */
    public static Value spread(Value rows, int most) {
        int n = rows.shape().size(0);
        if (n <= most) {
            return rows;
        }
        int step = n / most;
        int width = rows.shape().length() / n;
        return rows.rows(0, most * step)
                .reshape(most, step * width)
                .transpose()
                .rows(0, width)
                .transpose();
    }

    /** ½ x² within 1 of 0, |x| − ½ outside, of each element. */
    static Value huber(Value x) {
        Value size = x.relu().add(x.negate().relu());
        Value within = size.subtract(size.add(-1).relu());
        return within.multiply(size.subtract(within.scale(0.5)));
    }

    /** Distances [n, n] by their mean over pairs; 0 on the diagonal. */
    private static Value relativeDistances(Value rows) {
        int n = rows.shape().size(0);
        Value squared = squaredDistances(rows);
        Value distances = squared.multiply(squared.add(NEAR).rsqrt());
        Value mean = distances.sum().scale(1.0 / ((double) n * (n - 1)));
        return distances.divide(mean.add(NEAR).repeat(0, n, n));
    }

    /** ‖rᵢ − rⱼ‖² [n, n], exactly 0 on the diagonal and nowhere below it. */
    private static Value squaredDistances(Value rows) {
        int n = rows.shape().size(0);
        Value products = rows.matmul(rows.transpose());
        Value lengths = rows.square().sum(1, 2);
        Value squared = products.scale(-2).add(lengths.repeat(0, n)).add(lengths.repeat(1, n));
        return squared.relu().multiply(apart(rows.graph(), n));
    }

    /** Cosines [j, i, k] of the angles at j between the ways to i and to k; 0 where two of the three are one. */
    private static Value cosines(Value rows) {
        int n = rows.shape().size(0);
        Value products = rows.matmul(rows.transpose());
        // (rᵢ − rⱼ) · (rₖ − rⱼ) = rᵢ·rₖ − rᵢ·rⱼ − rₖ·rⱼ + rⱼ·rⱼ
        Value lengths = rows.square().sum(1, 2);
        Value inner = products.repeat(0, n)
                .subtract(products.repeat(2, n))
                .subtract(products.repeat(1, n))
                .add(lengths.repeat(1, n, n));
        Value apart = apart(rows.graph(), n);
        Value inverse = squaredDistances(rows).add(NEAR).rsqrt().multiply(apart);
        return inner.multiply(inverse.repeat(2, n))
                .multiply(inverse.repeat(1, n))
                .multiply(apart.repeat(0, n));
    }

    /** 0 on the diagonal, 1 elsewhere [n, n]. */
    private static Value apart(Graph graph, int n) {
        // Row by row, the ones of an identity matrix are n + 1 places apart.
        Value identity = graph.constant(1, Shape.of(1, n))
                .padRows(0, n)
                .transpose()
                .reshape(n * (n + 1))
                .rows(0, n * n)
                .reshape(n, n);
        return identity.scale(-1).add(1);
    }
}
