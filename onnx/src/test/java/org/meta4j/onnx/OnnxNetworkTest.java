package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnxruntime.OrtSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

class OnnxNetworkTest {
    private static final int HEIGHT = 8;
    private static final int WIDTH = 6;
    private static final int CHANNELS = 3;
    private static final int COUNT = 5;

    private final SplittableRandom random = new SplittableRandom(4);
    private final Nodes nodes = new Nodes();
    private int weights;

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() - 0.5);
        }
        return numbers;
    }

    private String weight(int... sizes) {
        return nodes.floats("w" + weights++, numbers(Arrays.stream(sizes).reduce(1, (a, b) -> a * b)), sizes);
    }

    private String images() {
        return nodes.input("x", Nodes.FLOAT, -1, CHANNELS, HEIGHT, WIDTH);
    }

    private String rows() {
        return nodes.input("x", Nodes.FLOAT, -1, CHANNELS);
    }

    private static AttributeProto number(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    /** The file's result in ONNX Runtime and in ours, for the same examples. */
    private void same(String result, int... sizes) {
        nodes.output("y", result, Nodes.FLOAT, sizes);
        OnnxModel model = new OnnxModel(nodes.model("test", "1"));
        OnnxNetwork network = OnnxNetwork.of("test.onnx", model.bytes(), null);
        ExampleShape shape = network.exampleShape();
        float[] ours = numbers(COUNT * shape.length());
        float[] expected = Ort.run(model, Map.of("x", shape.sizes().size() == 3 ? channelsFirst(ours, shape) : ours))
                .get("y");

        assertThat(features(network, ours)).containsExactly(expected, within(2e-5f));
        assertThat(network.features() * COUNT).isEqualTo(expected.length);
    }

    private static float[] features(OnnxNetwork network, float[] inputs) {
        ExampleShape shape = network.exampleShape();
        return new Embedder(network, network.parameters(), network.initialStatistics())
                .embed(new Examples(shape, inputs, new Targets.None(inputs.length / shape.length())));
    }

    private static float[] channelsFirst(float[] images, ExampleShape shape) {
        int channels = shape.sizes().get(2);
        int pixels = shape.length() / channels;
        float[] moved = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int image = i / shape.length();
            int pixel = i % shape.length() / channels;
            moved[image * shape.length() + i % channels * pixels + pixel] = images[i];
        }
        return moved;
    }

    @ParameterizedTest
    @CsvSource({
        "cnn4-strided, flatten",
        "cnn4-strided, mean",
        "cnn4-pooled, flatten",
        "cnn4-pooled, mean",
        "cnn2, flatten",
        "mlp, flatten",
        "mlp2, flatten"
    })
    void whatWeExportIsReadAgain(String kind, String readout) {
        TrainedLearner learner = EncoderExportTest.learner(kind, readout, 4);
        ExampleShape shape = learner.exampleShape();
        Examples examples = MadeUp.task(shape, 7, 1, 3);
        float[] expected = learner.featureSpace().orElseThrow().embed(examples);

        OnnxNetwork network =
                OnnxNetwork.of("encoder.onnx", EncoderExport.floats(learner).bytes(), null);
        assertThat(network.exampleShape()).isEqualTo(shape);
        assertThat(features(network, examples.inputs())).containsExactly(expected, within(1e-4f));

        OnnxModel in4Bits = EncoderExport.int4(learner);
        OnnxNetwork small = OnnxNetwork.of("small.onnx", in4Bits.bytes(), null);
        float[] rounded;
        try (Ort ort = new Ort(in4Bits.bytes(), OrtSession.SessionOptions.OptLevel.NO_OPT)) {
            rounded = ort.run(Map.of("examples", examples.inputs())).get("features");
        }
        assertThat(features(small, examples.inputs())).containsExactly(rounded, within(1e-4f));

        byte[] in8Bits = EncoderExport.int8(
                        learner, shape, MadeUp.task(shape, 8, 8, 1).inputs())
                .bytes();
        assertThatThrownBy(() -> OnnxNetwork.of("int8.onnx", in8Bits, null))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("ONNX file int8.onnx: these operators are not read: ")
                .hasMessageContaining("× QuantizeLinear");
    }

    @Test
    void aResidualNetworkWithChannelAttentionGivesWhatOnnxRuntimeGives() {
        String x = images();
        String scaled = nodes.add("Div", nodes.add("Sub", x, weight(CHANNELS, 1, 1)), weight(1, CHANNELS, 1, 1));
        String first = nodes.add("Relu", normalised(conv(scaled, 4, CHANNELS, 3, 1, 1), 4));
        String second = normalised(conv(first, 4, 4, 3, 1, 1), 4);
        String pooled = nodes.add("GlobalAveragePool", second);
        String gate = nodes.add("Sigmoid", conv(pooled, 4, 4, 1, 1, 0));
        String block = nodes.add("Relu", nodes.add("Add", nodes.add("Mul", second, gate), first));
        String shortcut = conv(block, 5, 4, 1, 2, 0);
        String branch = conv(nodes.add("LeakyRelu", block, number("alpha", 0.3)), 5, 4, 3, 2, 1);
        String mean = nodes.add("ReduceMean", nodes.add("Add", branch, shortcut), nodes.integers(2, 3));
        String flat = nodes.add("Flatten", mean);
        String out = nodes.add(
                "Gemm",
                List.of(nodes.add("Dropout", flat), weight(7, 5), weight(7)),
                Nodes.integer("transB", 1),
                number("alpha", 0.5),
                number("beta", 2));
        same(out, -1, 7);
    }

    private String conv(String x, int filters, int channels, int side, int stride, int padding) {
        return nodes.add(
                "Conv",
                List.of(x, weight(filters, channels, side, side), weight(filters)),
                Nodes.ints("strides", stride, stride),
                Nodes.ints("pads", padding, padding, padding, padding));
    }

    private String normalised(String x, int channels) {
        float[] variances = numbers(channels);
        for (int i = 0; i < channels; i++) {
            variances[i] += 1;
        }
        String variance = nodes.floats("variance" + weights++, variances, channels);
        return nodes.add(
                "BatchNormalization",
                List.of(x, weight(channels), weight(channels), weight(channels), variance),
                number("epsilon", 1e-3));
    }

    @Test
    void poolingsAndFlattenedImagesKeepOnnxsOrder() {
        String x = images();
        String largest = nodes.add("MaxPool", x, Nodes.ints("kernel_shape", 2, 2), Nodes.ints("strides", 2, 2));
        String mean = nodes.add("AveragePool", x, Nodes.ints("kernel_shape", 2, 2), Nodes.ints("strides", 2, 2));
        String flat = nodes.add("Reshape", nodes.add("Sub", largest, mean), nodes.integers(0, -1));
        same(nodes.add("MatMul", flat, weight(36, 4)), -1, 4);
    }

    @Test
    void whatFilesComputeOfShapesIsKnownBeforehand() {
        String x = conv(images(), 2, CHANNELS, 3, 1, 0);
        String shape = nodes.add("Shape", x);
        String batch = nodes.add("Gather", shape, nodes.integers(0), Nodes.integer("axis", 0));
        String rest = nodes.add("Slice", List.of(shape, nodes.integers(1), nodes.integers(2)));
        String to = nodes.add("Concat", List.of(batch, rest, nodes.integers(-1)), Nodes.integer("axis", 0));
        String maps = nodes.add("Reshape", x, to);
        String sum = nodes.add("ReduceSum", maps, nodes.integers(1), Nodes.integer("keepdims", 0));
        same(nodes.add("LogSoftmax", sum, Nodes.integer("axis", -1)), -1, 24);
    }

    @Test
    void imagesTurnedToChannelsLastAndBackStayWhatTheyAre() {
        String x = nodes.add("Transpose", images(), Nodes.ints("perm", 0, 2, 3, 1));
        String mixed = nodes.add("Add", nodes.add("MatMul", x, weight(CHANNELS, 4)), weight(WIDTH, 1));
        String back = nodes.add("Transpose", mixed, Nodes.ints("perm", 0, 3, 1, 2));
        String wide = nodes.add("Unsqueeze", nodes.add("ReduceMean", back, nodes.integers(2)), nodes.integers(-1));
        String narrow = nodes.add("Squeeze", wide, nodes.integers(2, 4));
        same(nodes.add("Transpose", narrow, Nodes.ints("perm", 0, 2, 1)), -1, WIDTH, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Relu",
                "Tanh",
                "Sigmoid",
                "Exp",
                "Neg",
                "Softsign",
                "Abs",
                "LeakyRelu",
                "Elu",
                "HardSigmoid",
                "HardSwish",
                "Softmax"
            })
    void functionsOfOneNumber(String operator) {
        same(nodes.add(operator, nodes.add("Mul", rows(), nodes.number(9))), -1, CHANNELS);
    }

    @Test
    void boundsSquaresLogarithmsAndQuotients() {
        String x = rows();
        String clipped = nodes.add("Clip", List.of(x, nodes.number(-0.2), nodes.number(0.3)));
        String low = nodes.add("Clip", List.of(x, nodes.number(0.1)));
        String squares = nodes.add("Pow", nodes.add("Sub", clipped, low), nodes.number(2));
        String above = nodes.add("Add", squares, nodes.add("Mul", nodes.number(0.25), nodes.number(4)));
        String quotient = nodes.add("Div", nodes.add("Log", above), nodes.add("Reciprocal", above));
        same(nodes.add("Sub", weight(1, CHANNELS), quotient), -1, CHANNELS);
    }

    @Test
    void aFileForOneExampleAtATimeTakesAnyNumber() {
        String x = nodes.input("x", Nodes.FLOAT, 1, CHANNELS, HEIGHT, WIDTH);
        String flat = nodes.add("Reshape", x, nodes.integers(1, CHANNELS * HEIGHT * WIDTH));
        nodes.output("y", nodes.add("MatMul", flat, weight(CHANNELS * HEIGHT * WIDTH, 2)), Nodes.FLOAT, 1, 2);
        OnnxModel model = new OnnxModel(nodes.model("test", "1"));
        OnnxNetwork network = OnnxNetwork.of("one.onnx", model.bytes(), null);
        float[] examples = numbers(COUNT * network.exampleShape().length());
        float[] all = features(network, examples);
        try (Ort ort = new Ort(model.bytes())) {
            for (int i = 0; i < COUNT; i++) {
                int length = network.exampleShape().length();
                float[] one = Arrays.copyOfRange(examples, i * length, (i + 1) * length);
                float[] expected = ort.run(Map.of("x", channelsFirst(one, network.exampleShape())))
                        .get("y");
                assertThat(Arrays.copyOfRange(all, 2 * i, 2 * i + 2)).containsExactly(expected, within(1e-5f));
            }
        }
    }

    @Test
    void aValueInsideOfTheGraphCanBeTheResult() {
        String hidden = nodes.add("Relu", nodes.add("MatMul", rows(), weight(CHANNELS, 4)));
        nodes.output("y", nodes.add("Softmax", nodes.add("Erf", hidden)), Nodes.FLOAT, -1, 4);
        byte[] content = new OnnxModel(nodes.model("test", "1")).bytes();

        // What comes behind it does not matter, be it readable or not.
        OnnxNetwork network = OnnxNetwork.of("test.onnx", content, hidden);

        assertThat(network.features()).isEqualTo(4);
        assertThat(network.parameters().names()).containsExactly("w0");
        assertThatThrownBy(() -> OnnxNetwork.of("test.onnx", content, "hidden"))
                .hasMessageContaining("has no value 'hidden'; its last ones are ")
                .hasMessageContaining(hidden);
    }

    @Test
    void allThatIsInTheWayIsNamedAtOnce() {
        String x = images();
        String grouped = nodes.add("Conv", List.of(x, weight(CHANNELS, 1, 3, 3)), Nodes.integer("group", CHANNELS));
        String overlapping =
                nodes.add("MaxPool", grouped, Nodes.ints("kernel_shape", 3, 3), Nodes.ints("strides", 2, 2));
        nodes.output("y", nodes.add("Erf", nodes.add("Erf", overlapping)), Nodes.FLOAT, -1, 3, 2, 1);
        byte[] content = new OnnxModel(nodes.model("test", "1")).bytes();

        assertThatThrownBy(() -> OnnxNetwork.of("net.onnx", content, null))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("1 × Conv of 3 groups, 2 × Erf, 1 × MaxPool of windows that overlap")
                .hasMessageContaining("read are Abs, Add, ");
    }

    @Test
    void aWholeLearnerIsNoNetwork() {
        TrainedLearner learner = MadeUp.learner("protonet", ExampleShape.image(16, 16, 1), 2, 1, 2);
        byte[] content = LearnerExport.export(learner, new TaskSize(2, 1, 2)).bytes();

        assertThatThrownBy(() -> OnnxNetwork.of("learner.onnx", content, null))
                .hasMessageContaining("a network has one input, the examples, but it has 3 (support, labels, query)");
    }

    @Test
    void damagedFilesAreRefusedInOneLine(@TempDir Path folder) throws Exception {
        nodes.output("y", nodes.add("MatMul", rows(), weight(CHANNELS, 4)), Nodes.FLOAT, -1, 4);
        byte[] content = new OnnxModel(nodes.model("test", "1")).bytes();
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> OnnxNetwork.of("cut.onnx", cut, null))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(ImportException.class)
                    .hasMessageStartingWith("ONNX file cut.onnx")
                    .hasMessageNotContaining("\n");
        }
        Path missing = folder.resolve("none.onnx");
        assertThatThrownBy(() -> OnnxNetwork.read(missing)).hasMessageContaining("there is no such file");
        Files.writeString(missing, "{}");
        assertThatThrownBy(() -> OnnxNetwork.read(missing)).hasMessageContaining("it is no ONNX file");
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        nodes.output("y", nodes.add("MatMul", rows(), weight(CHANNELS + 1, 4)), Nodes.FLOAT, -1, 4);
        byte[] content = new OnnxModel(nodes.model("test", "1")).bytes();
        assertThatThrownBy(() -> OnnxNetwork.of("net.onnx", content, null))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("ONNX file net.onnx makes no sense");
    }
}
