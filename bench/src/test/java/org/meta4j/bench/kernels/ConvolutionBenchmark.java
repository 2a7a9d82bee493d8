package org.meta4j.bench.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Value;
import org.openjdk.jmh.annotations.Param;

/** Convolutions 3×3 with padding 1, and their gradients, at the sizes of the blocks of CNN4-64 on Omniglot. */
public class ConvolutionBenchmark extends KernelBenchmark {
    private static final int FILTERS = 64;

    /** Images, their side, their channels, stride. */
    @Param({
        "5x28x1/2",
        "5x14x64/2",
        "5x7x64/2",
        "5x4x64/2",
        "75x28x1/2",
        "75x14x64/2",
        "75x7x64/2",
        "75x4x64/2",
        "60x28x1/1",
        "60x14x64/1",
        "60x7x64/1",
        "60x3x64/1"
    })
    public String size = "5x14x64/2";

    /** The convolution itself, or its gradient to images or filters. */
    @Param({"forward", "images", "filters"})
    public String direction = "forward";

    @Override
    OneOperation operation() {
        int[] sizes =
                Arrays.stream(size.split("[x/]")).mapToInt(Integer::parseInt).toArray();
        int side = sizes[1];
        int channels = sizes[2];
        int stride = sizes[3];
        int out = (side - 1) / stride + 1;
        int[] images = {sizes[0], side, side, channels};
        int[] filters = {3, 3, channels, FILTERS};
        int[] result = {sizes[0], out, out, FILTERS};
        return new OneOperation(Map.of("images", images, "filters", filters, "slopes", result), values -> {
            Value convolved = values.get("images").convolve(values.get("filters"), stride, 1);
            if (direction.equals("forward")) {
                return convolved;
            }
            // A loss whose slope with respect to the convolution is given leaves its gradient alone.
            Value loss = convolved.multiply(values.get("slopes")).sum();
            return Grad.of(loss, List.of(values.get(direction))).get(0);
        });
    }
}
