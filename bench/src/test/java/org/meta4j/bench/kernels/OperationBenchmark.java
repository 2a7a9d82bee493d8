package org.meta4j.bench.kernels;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Value;
import org.openjdk.jmh.annotations.Param;

/** Pooling, softmax, reductions and element-wise functions, at the sizes of P's first block and O's second. */
public class OperationBenchmark extends KernelBenchmark {
    /** Size of what is worked on. */
    @Param({"5x14x14x64", "60x28x28x64"})
    public String size = "5x14x14x64";

    /** What is done. */
    @Param({"exp", "log", "rsqrt", "relu", "add", "sumRows", "sumColumns", "logSoftmax", "maxPool", "maxPoolGradient"})
    public String operation = "exp";

    /** Operations of one argument x [n, height, width, channels]. */
    static final Map<String, UnaryOperator<Value>> OPERATIONS = Map.of(
            "exp", Value::exp,
            "log", Value::log,
            "rsqrt", Value::rsqrt,
            "relu", Value::relu,
            "add", x -> x.add(1),
            "sumRows", x -> x.sum(0, 3),
            "sumColumns", x -> x.sum(3, 4),
            "logSoftmax", x -> x.reshape(x.shape().length() / 64, 64).logSoftmax(),
            "maxPool", x -> x.maxPool(2),
            "maxPoolGradient",
                    x -> Grad.of(x.maxPool(2).square().sum(), List.of(x)).get(0));

    @Override
    OneOperation operation() {
        String[] words = size.split("x");
        int[] sizes = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            sizes[i] = Integer.parseInt(words[i]);
        }
        UnaryOperator<Value> chosen = OPERATIONS.getOrDefault(operation, x -> x);
        return new OneOperation(Map.of("x", sizes), values -> chosen.apply(values.get("x")));
    }
}
