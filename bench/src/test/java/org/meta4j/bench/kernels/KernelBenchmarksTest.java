package org.meta4j.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** That each benchmark does what its name says; how fast is for JMH to tell. */
class KernelBenchmarksTest {
    static Stream<KernelBenchmark> benchmarks() {
        return Stream.of(new GemmBenchmark(), new ConvolutionBenchmark(), new OperationBenchmark());
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void everyChoiceOfAKindRunsAtTheSizeThatItHasByDefault(KernelBenchmark benchmark) throws IllegalAccessException {
        for (Field field : benchmark.getClass().getFields()) {
            Param choices = field.getAnnotation(Param.class);
            if (choices == null) {
                continue;
            }
            assertThat(choices.value()).contains((String) field.get(benchmark));
            if (!field.getName().equals("size")) {
                for (String choice : choices.value()) {
                    field.set(benchmark, choice);
                    benchmark.prepare();
                    Rate rate = new Rate();
                    benchmark.run(rate);
                    assertThat(rate.gflops).as(choice).isNotNegative();
                }
            }
        }
    }

    @Test
    void everyOperationThatIsOfferedIsThere() throws NoSuchFieldException {
        Param choices = OperationBenchmark.class.getField("operation").getAnnotation(Param.class);
        assertThat(OperationBenchmark.OPERATIONS).containsOnlyKeys(choices.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "first", "second"})
    void aProductIsItsTwoMNKOperationsHoweverItIsRead(String transposed) {
        GemmBenchmark product = new GemmBenchmark();
        product.transposed = transposed;
        assertThat(product.operation().megaflops()).isEqualTo(2 * 80 * 64 * 576 / 1e6);
    }

    @Test
    void sumsOfIntegersAreWhatFloatsGive() {
        IntegerBenchmark layer = new IntegerBenchmark();
        layer.setUp();
        // Sums of products stay below 2^24, so floats are exact.
        float[] expected = layer.floats().clone();
        assertThat(layer.integers().clone()).containsExactly(expected);
        assertThat(layer.bytesAsFloats().clone()).containsExactly(expected);
    }
}
