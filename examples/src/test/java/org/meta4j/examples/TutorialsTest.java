package org.meta4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.FashionMnist;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;

/** The tutorials' programs on made-up digits, which are bars at ten places. */
class TutorialsTest {
    private static final int TRAIN = 320;
    private static final int TEST = 100;

    @TempDir
    private Path folder;

    @Test
    void ordinaryNetworksLearnBars() throws IOException {
        write(folder, true);
        IdxImages images = Mnist.load(folder, IdxImages.SIDE);

        assertThat(MnistCnn.run(images, 3, folder.resolve("cnn.safetensors"))).isGreaterThan(0.8);
        assertThat(MnistMlp.run(images, 6)).isGreaterThan(0.8);
    }

    @Test
    void fourBitsAreEnoughForBars() throws IOException {
        write(folder.resolve("mnist"), true);
        write(folder.resolve("fashion-mnist"), false);
        FourBits.Result result =
                FourBits.run(Mnist.load(folder, IdxImages.SIDE), FashionMnist.load(folder, IdxImages.SIDE), 4);

        assertThat(result.base()).isGreaterThan(0.8);
        assertThat(result.trained()).isGreaterThan(0.8).isGreaterThanOrEqualTo(result.rounded());
        // One of ten is right by chance.
        assertThat(result.newTask()).isGreaterThan(0.15);
    }

    @Test
    void aSiameseNetworkTellsBarsApart() throws IOException {
        write(folder, true);
        SiameseDigits.Result result = SiameseDigits.run(Mnist.load(folder, IdxImages.SIDE), 12, 10);

        assertThat(result.pairs().accuracy()).isGreaterThan(0.7);
        assertThat(result.oneShot()).isGreaterThan(0.4);
    }

    @Test
    void mamlFitsTenPointsInFiveSteps() {
        List<Double> errors = MamlRegression.run(1500, 100, 1);

        assertThat(errors.get(2)).isLessThan(errors.get(1)).isLessThan(0.9 * errors.get(0));
    }

    private static void write(Path folder, boolean down) throws IOException {
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(1);
        for (String part : List.of("train", "t10k")) {
            int count = part.equals("train") ? TRAIN : TEST;
            try (DataOutputStream images = out(folder, part + "-images-idx3-ubyte");
                    DataOutputStream labels = out(folder, part + "-labels-idx1-ubyte")) {
                for (int number : new int[] {2051, count, IdxImages.SIDE, IdxImages.SIDE}) {
                    images.writeInt(number);
                }
                labels.writeInt(2049);
                labels.writeInt(count);
                for (int i = 0; i < count; i++) {
                    labels.write(i % 10);
                    images.write(bar(i % 10, down, random));
                }
            }
        }
    }

    private static DataOutputStream out(Path folder, String file) throws IOException {
        return new DataOutputStream(Files.newOutputStream(folder.resolve(file)));
    }

    private static byte[] bar(int label, boolean down, SplittableRandom random) {
        byte[] pixels = new byte[IdxImages.SIDE * IdxImages.SIDE];
        for (int p = 0; p < pixels.length; p++) {
            int place = down ? p / IdxImages.SIDE : p % IdxImages.SIDE;
            boolean bright = place / 2 - 2 == label;
            pixels[p] = (byte) (random.nextInt(60) + (bright ? 190 : 0));
        }
        return pixels;
    }
}
