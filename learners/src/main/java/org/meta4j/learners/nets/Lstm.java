package org.meta4j.learners.nets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * A recurrent layer with gates: i, f, o = σ(x·W + r·U + b) and g = tanh(x·W + r·U + b), each with its own W, U and b, then
 * c ← f ⊙ c + i ⊙ g and h = o ⊙ tanh(c) (Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; forget gates: Gers,
 * Schmidhuber and Cummins, Learning to Forget, 2000). What is fed back, r, is its caller's business: h, or h and more.
 *
 * @param name of the layer
 * @param inputs numbers of x
 * @param recurrent numbers of r
 * @param units numbers of h and c
 */
public record Lstm(String name, int inputs, int recurrent, int units) {
    private static final String INPUT = "input";
    private static final String FORGET = "forget";
    private static final String OUTPUT = "output";
    private static final String CANDIDATE = "candidate";
    private static final List<String> GATES = List.of(INPUT, FORGET, OUTPUT, CANDIDATE);

    /** Its memory lasts at the beginning of training. */
    private static final float FORGET_BIAS = 1;

    /**
     * After a step.
     *
     * @param output h [n, units]
     * @param cell c [n, units]
     */
    public record State(Value output, Value cell) {}

    /**
     * x·W + b of each gate for rows x, which do not wait for one another.
     *
     * @param gates [n, units] each
     */
    public record Drive(List<Value> gates) {
        /** Of one row. */
        public Drive row(int row) {
            return new Drive(gates.stream().map(gate -> gate.rows(row, 1)).toList());
        }
    }

    /** Fresh parameters: weights after Glorot and Bengio, biases 0 but for the forget gate's, which is {@value #FORGET_BIAS}. */
    public Tensors initialise(SplittableRandom random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String gate : GATES) {
            tensors.put(weight(gate), Initial.glorot(random, inputs, units));
            tensors.put(feedback(gate), Initial.glorot(random, recurrent, units));
            tensors.put(bias(gate), Initial.filled(gate.equals(FORGET) ? FORGET_BIAS : 0, units));
        }
        return Tensors.of(tensors);
    }

    /** h and c of zeros, for one row. */
    public State start(Graph graph) {
        Value zeros = graph.constant(0, Shape.of(1, units));
        return new State(zeros, zeros);
    }

    /** What rows x [n, inputs] bring. */
    public Drive drive(Values parameters, Value x) {
        List<Value> gates = new ArrayList<>();
        for (String gate : GATES) {
            gates.add(x.matmul(parameters.get(weight(gate))).add(parameters.get(bias(gate))));
        }
        return new Drive(gates);
    }

    /**
     * A step.
     *
     * @param drive of n rows
     * @param recurrent r, a row for each or one for all
     * @param cell c, a row for each or one for all
     */
    public State step(Values parameters, Drive drive, Value recurrent, Value cell) {
        Value input = gate(0, parameters, drive, recurrent).sigmoid();
        Value forget = gate(1, parameters, drive, recurrent).sigmoid();
        Value output = gate(2, parameters, drive, recurrent).sigmoid();
        Value candidate = gate(3, parameters, drive, recurrent).tanh();
        Value next = forget.multiply(cell.shape().equals(forget.shape()) ? cell : cell.reshape(units))
                .add(input.multiply(candidate));
        return new State(output.multiply(next.tanh()), next);
    }

    private Value gate(int which, Values parameters, Drive drive, Value recurrent) {
        Value driven = drive.gates().get(which);
        Value fedBack = recurrent.matmul(parameters.get(feedback(GATES.get(which))));
        return driven.add(fedBack.shape().equals(driven.shape()) ? fedBack : fedBack.reshape(units));
    }

    private String weight(String gate) {
        return name + "." + gate + ".weight";
    }

    private String feedback(String gate) {
        return name + "." + gate + ".recurrent";
    }

    private String bias(String gate) {
        return name + "." + gate + ".bias";
    }
}
