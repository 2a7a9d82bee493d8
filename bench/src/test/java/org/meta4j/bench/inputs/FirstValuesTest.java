package org.meta4j.bench.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensors;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class FirstValuesTest {
    /**
     * One inner step at rate 0.01 and the query loss, by hand in double: another path than the peers' to
     * the same number.
     */
    @Test
    void the_loss_of_the_sinusoid_workload_is_that_of_a_perceptron_worked_by_hand() {
        for (int steps : new int[] {1, 5}) {
            double sum = 0;
            var tasks = WorkloadInputs.sinusoidTasks(WorkloadInputs.SINUSOID_TASKS);
            for (Task task : tasks) {
                HandPerceptron network = new HandPerceptron(WorkloadInputs.sinusoidParameters());
                for (int step = 0; step < steps; step++) {
                    network.descend(
                            task.support().inputs(), values(task.support().targets()), 0.01);
                }
                sum += network.loss(task.query().inputs(), values(task.query().targets()));
            }
            // The peers compute in fp32 and print five decimals.
            assertThat(sum / tasks.size()).isCloseTo(FirstValues.sinusoid(steps).loss(), within(2e-5));
        }
    }

    @Test
    void a_setting_without_first_values_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> FirstValues.omniglot(5, 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no first values of workload O for 15 queries: they are known for 5 and 75");
        assertThatThrownBy(() -> FirstValues.sinusoid(2))
                .hasMessageContaining("2 inner steps: they are known for 1 and 5");
    }

    private static float[] values(Targets targets) {
        return ((Targets.Values) targets).values();
    }

    /** 1-40-40-1 with ReLU and mean squared error, its gradient by the chain rule written out. */
    private static final class HandPerceptron {
        private final double[][] weights = new double[3][];
        private final double[][] biases = new double[3][];
        private final int[] sizes = {1, 40, 40, 1};

        HandPerceptron(Tensors parameters) {
            for (int layer = 0; layer < 3; layer++) {
                weights[layer] = doubles(
                        parameters.get("layer" + (layer + 1) + ".weight").values());
                biases[layer] =
                        doubles(parameters.get("layer" + (layer + 1) + ".bias").values());
            }
        }

        double loss(float[] inputs, float[] targets) {
            double sum = 0;
            for (int i = 0; i < inputs.length; i++) {
                double error = forward(inputs[i])[3][0] - targets[i];
                sum += error * error;
            }
            return sum / inputs.length;
        }

        void descend(float[] inputs, float[] targets, double rate) {
            double[][] newWeights = {weights[0].clone(), weights[1].clone(), weights[2].clone()};
            double[][] newBiases = {biases[0].clone(), biases[1].clone(), biases[2].clone()};
            for (int i = 0; i < inputs.length; i++) {
                double[][] outputs = forward(inputs[i]);
                double[] slope = {2 * (outputs[3][0] - targets[i]) / inputs.length};
                for (int layer = 2; layer >= 0; layer--) {
                    double[] below = new double[sizes[layer]];
                    for (int out = 0; out < sizes[layer + 1]; out++) {
                        newBiases[layer][out] -= rate * slope[out];
                        for (int in = 0; in < sizes[layer]; in++) {
                            int index = in * sizes[layer + 1] + out;
                            newWeights[layer][index] -= rate * slope[out] * outputs[layer][in];
                            below[in] += outputs[layer][in] > 0 ? slope[out] * weights[layer][index] : 0;
                        }
                    }
                    slope = below;
                }
            }
            System.arraycopy(newWeights, 0, weights, 0, 3);
            System.arraycopy(newBiases, 0, biases, 0, 3);
        }

        private double[][] forward(double x) {
            double[][] outputs = {{x}, null, null, null};
            for (int layer = 0; layer < 3; layer++) {
                double[] next = biases[layer].clone();
                for (int out = 0; out < next.length; out++) {
                    for (int in = 0; in < sizes[layer]; in++) {
                        next[out] += outputs[layer][in] * weights[layer][in * next.length + out];
                    }
                    next[out] = layer < 2 ? Math.max(0, next[out]) : next[out];
                }
                outputs[layer + 1] = next;
            }
            return outputs;
        }

        private static double[] doubles(float[] values) {
            double[] result = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                result[i] = values[i];
            }
            return result;
        }
    }
}
