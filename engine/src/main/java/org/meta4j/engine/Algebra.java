package org.meta4j.engine;

import java.util.List;
import org.meta4j.engine.graph.Op;

/**
 * What {@link Elements}, {@link Sums}, {@link Moves}, {@link Products} and {@link Pools} share. They make values: they
 * check shapes and simplify. The simplifications are what keeps gradients of gradients small; each holds for real
 * numbers and moves work from large arrays to small ones.
 */
final class Algebra {
    private Algebra() {}

    static void require(boolean holds, String operation, String problem) {
        if (!holds) {
            throw ShapeError.of(operation, problem);
        }
    }

    static double constantOf(Value x) {
        return ((Op.Constant) x.op()).value();
    }

    static Value make(Op op, Shape shape, Value... arguments) {
        return arguments[0].graph().intern(op, shape, List.of(arguments));
    }

    static int product(int[] sizes, int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= sizes[i];
        }
        return product;
    }

    static Shape without(int[] sizes, int from, int to) {
        int[] rest = new int[sizes.length - (to - from)];
        System.arraycopy(sizes, 0, rest, 0, from);
        System.arraycopy(sizes, to, rest, from, sizes.length - to);
        return Shape.of(rest);
    }
}
