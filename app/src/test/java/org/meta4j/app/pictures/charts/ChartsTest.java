package org.meta4j.app.pictures.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.scores.MeanInterval;
import org.meta4j.scores.Reliability;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
    private static final double NAN = Double.NaN;
    private static final String HOSTILE = "<script>alert(\"x\")</script> & \u0001 ]]> ünïcode 中文 " + "long ".repeat(30);

    static Stream<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        double[] xs = IntStream.range(0, 400).mapToDouble(i -> 10 * i).toArray();
        double[] ys = Arrays.stream(xs).map(x -> 2 / (1 + x / 500)).toArray();
        pictures.add(new LearningCurve("loss", HOSTILE, HOSTILE, false, xs, ys, List.of()));
        pictures.add(new LearningCurve(
                "accuracy",
                "Accuracy",
                "accuracy",
                true,
                new double[] {1, 2, 3},
                new double[] {NAN, Double.POSITIVE_INFINITY, NAN},
                List.of(
                        new LearningCurve.Validation(2, 0.5, 0.1, false),
                        new LearningCurve.Validation(3, 0.6, NAN, true),
                        new LearningCurve.Validation(4, NAN, NAN, true))));
        pictures.add(new LearningCurve("one", "One", "loss", false, new double[] {1}, new double[] {3}, List.of()));
        pictures.add(new LearningCurve("empty", "Empty", "share", true, new double[0], new double[0], List.of()));
        pictures.add(new AccuracyCurve(
                "adaptation",
                HOSTILE,
                "steps",
                0.2,
                List.of(
                        new AccuracyCurve.Point(0, new MeanInterval(0.2, NAN, 1), false),
                        new AccuracyCurve.Point(1, new MeanInterval(0.9, 0.05, 9), true))));
        pictures.add(new AccuracyCurve(
                "perfect",
                "Perfect",
                "shots",
                0.5,
                List.of(new AccuracyCurve.Point(1, new MeanInterval(1, 0, 9), true))));
        pictures.add(new ConfusionMatrix(HOSTILE, List.of(HOSTILE, "b"), new long[][] {{3, 1}, {0, 0}}));
        pictures.add(new ConfusionMatrix(
                "Many", IntStream.range(0, 24).mapToObj(i -> HOSTILE + i).toList(), new long[24][24]));
        pictures.add(new ReliabilityDiagram(
                "reliability",
                HOSTILE,
                Reliability.of(new double[] {0.3, 0.31, 0.9, 1}, new boolean[] {true, true, false, true})));
        pictures.add(new FamiliarityHistogram(
                HOSTILE, new double[] {-1, -2, NAN, -30}, new boolean[] {true, true, true, false}, -10));
        pictures.add(new FamiliarityHistogram("Equal", new double[] {1, 1}, new boolean[] {true, true}, 1));
        pictures.add(new EmbeddingMap(
                HOSTILE,
                List.of(HOSTILE, "b", "c", "d"),
                new int[] {0, 1, 2, 3},
                PrincipalAxes.of(new float[] {0, 0, 1, 0, 0, 1, 5, 5}, 2, 2)));
        pictures.add(
                new EmbeddingMap("Flat", List.of("a"), new int[] {0, 0}, PrincipalAxes.of(new float[] {1, 1}, 1, 2)));
        return pictures.stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyDrawingIsWellFormedAndStaysOnItsPaper(Picture picture) throws Exception {
        for (String svg : List.of(picture.svgFile(), picture.svgElement())) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("url(");
            assertOnPaper(document, "text", "x", "y", picture);
            assertOnPaper(document, "circle", "cx", "cy", picture);
            assertOnPaper(document, "rect", "x", "y", picture);
        }
    }

    private static void assertOnPaper(Document document, String tag, String x, String y, Picture picture) {
        NodeList nodes = document.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.hasAttribute(x)) {
                assertThat(Double.parseDouble(element.getAttribute(x))).isBetween(0.0, picture.width());
                assertThat(Double.parseDouble(element.getAttribute(y))).isBetween(0.0, picture.height());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyPictureComesAsPixelsOfTwiceItsSize(Picture picture) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(picture.png()));

        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(2 * picture.width()));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(2 * picture.height()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel != 0xFFFFFFFF).count())
                .isGreaterThan(500);
    }
}
