package org.meta4j.learners.heads;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/**
 * Small linear systems A·X = B with a symmetric positive definite A [n, n], inside a program.
 *
 * <p>A⁻¹ is computed by n symmetric sweeps (Goodnight, A Tutorial on the SWEEP Operator, The American Statistician 33, 1979):
 * each is one product of two vectors subtracted from the matrix, some n² multiplications, so n³ in all; no pivoting is needed
 * for a positive definite matrix. Then X = X₀ + A⁻¹(B − A·X₀), X₀ = A⁻¹B, in which A⁻¹ and X₀ are constants to gradients.
 * That has two effects. The relative error, which after the sweeps is some κ(A) · 10⁻⁷ in single precision, is squared, down to
 * rounding. And the derivative is dX = A⁻¹(dB − dA·X), that of the solution, without a way back through the sweeps. It is exact
 * to first order only: second derivatives through it are those of a linear function.
 */
final class Inverse {
    private Inverse() {}

    /** X of A·X = B, for symmetric positive definite A [n, n] and B [n, m]. */
    static Value solve(Value a, Value b) {
        Value inverse = of(a).stopGradient();
        Value first = inverse.matmul(b).stopGradient();
        return first.add(inverse.matmul(b.subtract(a.matmul(first))));
    }

    /** A⁻¹ by sweeps. */
    static Value of(Value a) {
        Graph graph = a.graph();
        int n = a.shape().size(0);
        Value matrix = a;
        for (int k = 0; k < n; k++) {
            // Sweeping column k: with r = row k less the unit vector e, A ← A − r·rᵀ / d − 2·e·eᵀ, d the diagonal's
            // element.
            Value row = matrix.rows(k, 1);
            Value pivot = row.reshape(n).rows(k, 1);
            Value unit = graph.constant(1, Shape.of(1)).padRows(k, n - 1 - k);
            Value r = row.reshape(n).subtract(unit);
            Value scaled = r.divide(pivot.reshape());
            Value corner = unit.scale(2).repeat(1, n).multiply(unit);
            matrix = matrix.subtract(r.repeat(1, n).multiply(scaled)).subtract(corner);
        }
        return matrix.negate();
    }
}
