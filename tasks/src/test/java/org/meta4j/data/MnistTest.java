package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

class MnistTest {
    private static final String IMAGES = "train-images-idx3-ubyte.gz";
    private static final String LABELS = "train-labels-idx1-ubyte";

    @TempDir
    private Path folder;

    private static List<Integer> sizes(ImageClasses images) {
        return images.classes().stream().map(ClassInfo::size).toList();
    }

    /** Counts as published; the checks behind them were made with another program on the unpacked bytes. */
    @Test
    void digitsAreThoseOfMnist() {
        IdxImages digits = Mnist.load(RealData.at("mnist"), 28);

        assertThat(sizes(digits.training()))
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(sizes(digits.test())).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        assertThat(digits.test().classes().get(3)).isEqualTo(new ClassInfo("3", "mnist", "mnist/3", 1010));
        // The first training image is a 5, the first test image a 7.
        assertThat(digits.training().exampleName(5, 0)).isEqualTo("train-00000");
        assertThat(digits.test().exampleName(7, 0)).isEqualTo("test-00000");
        assertThat(mean(digits.training())).isBetween(0.1306, 0.1308);
    }

    @Test
    void clothesAreThoseOfFashionMnistFoundFromTheParentFolder() {
        IdxImages clothes = FashionMnist.load(RealData.at("fashion-mnist").getParent(), 28);

        assertThat(sizes(clothes.training())).containsOnly(6000).hasSize(10);
        assertThat(sizes(clothes.test())).containsOnly(1000).hasSize(10);
        assertThat(clothes.training().exampleName(9, 0)).isEqualTo("train-00000");
        assertThat(mean(clothes.training())).isBetween(0.2859, 0.2861);
    }

    private static double mean(ImageClasses images) {
        float[] values = new float[784];
        double sum = 0;
        for (int c = 0; c < images.classes().size(); c++) {
            for (int i = 0; i < images.classes().get(c).size(); i++) {
                images.read(c, i, values, 0);
                for (float value : values) {
                    sum += value;
                }
            }
        }
        return sum / images.count() / 784;
    }

    @Test
    void imagesAreSortedByClassAndKeepTheirNumbers() {
        IdxImages tiny = Mnist.load(TinyIdx.folder(folder), 28);

        assertThat(tiny.training().classes()).extracting(ClassInfo::name).containsExactly("0", "1", "7");
        assertThat(sizes(tiny.training())).containsExactly(2, 2, 1);
        assertThat(tiny.training().exampleName(0, 1)).isEqualTo("train-00004");
        assertThat(tiny.training().shape()).isEqualTo(ExampleShape.image(28, 28, 1));
        float[] resized = new float[784];
        tiny.training().read(2, 0, resized, 0);
        // Image 3 has the pixels 18 to 23 from its first corner to its last; enlarging keeps the corners.
        assertThat(resized[0] * 255).isEqualTo(18f);
        assertThat(resized[783] * 255).isEqualTo(23f);
    }

    @Test
    void theClassesOfTheTwoHalvesHaveTheSameOrigin() {
        IdxImages tiny = Mnist.load(TinyIdx.folder(folder), 28);

        assertThatThrownBy(() -> new MetaDataset(
                        "leaking", "", tiny.training(), tiny.test().subset(List.of()), tiny.test()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class 'mnist/1' is in the train split and in the test split");
    }

    @Test
    void theSplitIsByClassAndLeavesValidationOutWhereClassesAreFew() {
        IdxImages digits = Mnist.load(RealData.at("mnist"), 28);

        MetaDataset twoWay = digits.split(0, 2);
        MetaDataset fiveWay = digits.split(3, 5);

        assertThat(twoWay.train().classes()).hasSize(6);
        assertThat(twoWay.validation().classes()).hasSize(2);
        assertThat(twoWay.test().classes()).hasSize(2).allMatch(info -> info.size() < 2000);
        assertThat(fiveWay.train().classes()).hasSize(5).allMatch(info -> info.size() > 5000);
        assertThat(fiveWay.validation().classes()).isEmpty();
        assertThat(fiveWay.test().classes()).hasSize(5);
        assertThat(fiveWay.name()).isEqualTo("mnist/random");
        assertThat(digits.split(3, 5).fingerprint()).isEqualTo(fiveWay.fingerprint());
        assertThat(digits.split(4, 5).fingerprint()).isNotEqualTo(fiveWay.fingerprint());
        assertThat(digits.all().test().classes()).hasSize(10);
        assertThatThrownBy(() -> digits.split(0, 6))
                .isInstanceOf(DataException.class)
                .hasMessage("mnist has 10 classes; 6-way training and test need 12: add classes, use fewer ways");
    }

    @Test
    void theSplitOfKnownClassesHasAllClassesInEachPartAndNoImageInTwo() {
        IdxImages digits = Mnist.load(RealData.at("mnist"), 28);

        MetaDataset known = digits.known();

        assertThat(known.name()).isEqualTo("mnist/known");
        assertThat(known.disjoint()).isEqualTo(MetaDataset.Disjoint.EXAMPLES);
        assertThat(known.train().classes()).hasSize(10);
        assertThat(known.train().classes().get(3)).isEqualTo(new ClassInfo("3", "mnist", "mnist/3", 6131 - 510));
        assertThat(known.validation().classes()).hasSize(10);
        assertThat(known.test()).isSameAs(digits.test());
        assertThat(known.train().exampleName(5, 0)).isEqualTo("train-00000");
        assertThat(known.validation().exampleName(3, 0))
                .isEqualTo(digits.training().exampleName(3, 6131 - 510));
        float[] expected = new float[784];
        float[] found = new float[784];
        digits.training().read(3, 6130, expected, 0);
        known.validation().read(3, 509, found, 0);
        assertThat(found).isEqualTo(expected);
        assertThat(known.fingerprint()).isNotEqualTo(digits.all().fingerprint());

        MetaDataset last = known.withValidationInTraining();
        assertThat(last.train().classes()).isEqualTo(digits.training().classes());
        assertThat(last.train().exampleName(3, 6130))
                .isEqualTo(digits.training().exampleName(3, 6130));
        last.train().read(3, 6130, found, 0);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aTestImageThatIsATrainingImageIsRefusedWhereClassesAreKnown() {
        TinyIdx.folder(folder);
        IdxImages tiny = Mnist.load(folder, 28);

        // The made-up test images are the first two training images again.
        assertThatThrownBy(tiny::known)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("example train-00001 of class '0' in the train split is the same as test-00001 of class '1'"
                        + " in the test split: an example may be in one split only, remove one of them");
    }

    @Test
    void aMissingFileIsNamedWithTheWayToGetIt() throws IOException {
        TinyIdx.folder(folder);
        Files.delete(folder.resolve(LABELS));

        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage("folder " + folder + " has neither " + LABELS + ".gz nor " + LABELS
                        + ": fetch it with 'meta4j data get mnist -o " + folder + "'");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> FashionMnist.load(none, 28))
                .hasMessage("folder " + none + " does not exist: give the folder that holds"
                        + " train-images-idx3-ubyte.gz and its three companions");
    }

    @Test
    void wrongMagicIsSaid() {
        TinyIdx.folder(folder);
        Path images = TinyIdx.write(folder.resolve(IMAGES), TinyIdx.labels(1, 2));

        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage(images + " is a file of labels (it begins with 2049, but images begin with 2051): check its"
                        + " name, or fetch it again");
        TinyIdx.write(images, "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Mnist.load(folder, 28)).hasMessageContaining(" is no IDX file (it begins with ");
    }

    @Test
    void countsThatDifferAreSaid() {
        TinyIdx.folder(folder);
        TinyIdx.write(folder.resolve(LABELS), TinyIdx.labels(1, 0, 1, 7));

        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve(IMAGES) + " has 5 images, but " + folder.resolve(LABELS)
                        + " has 4 labels: they do not belong together; fetch both again");
        TinyIdx.write(folder.resolve(LABELS), TinyIdx.labels(1, 0, 1, 10, 3));
        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .hasMessage(folder.resolve(LABELS) + ": label 10 of image 3 is none of 0 to 9: fetch the file again");
    }

    @Test
    void wrongLengthsAreSaid() {
        TinyIdx.folder(folder);
        byte[] whole = TinyIdx.images(5);

        Path images = TinyIdx.write(folder.resolve(IMAGES), Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage(images + " is cut off: it says that 30 bytes follow its head, but 29 do; fetch it again");

        TinyIdx.write(images, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .hasMessage(images + " is longer than the 30 bytes that its head says: fetch it again");

        TinyIdx.write(images, Arrays.copyOf(whole, 10));
        assertThatThrownBy(() -> Mnist.load(folder, 28)).hasMessage(images + " is cut off: fetch it again");

        whole[4] = 127;
        TinyIdx.write(images, whole);
        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .hasMessage(images + " says that it holds 2130706437 images of 2×3 pixels, which cannot be: fetch it"
                        + " again");
        TinyIdx.write(images, new byte[0]);
        assertThatThrownBy(() -> Mnist.load(folder, 28)).hasMessage(images + " is cut off: fetch it again");
    }

    @Test
    void damagedGzipIsSaid() {
        TinyIdx.folder(folder);
        byte[] packed = TinyIdx.gzip(TinyIdx.images(5));

        for (int length : new int[] {3, packed.length / 2, packed.length - 1}) {
            Path images = TinyIdx.write(folder.resolve(IMAGES), Arrays.copyOf(packed, length));
            assertThatThrownBy(() -> Mnist.load(folder, 28))
                    .as("%d bytes", length)
                    .isInstanceOf(DataException.class)
                    .hasMessage(images + " is cut off: fetch it again");
        }
        packed[packed.length - 6] ^= 1;
        Path images = TinyIdx.write(folder.resolve(IMAGES), packed);
        assertThatThrownBy(() -> Mnist.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage(images + " is no whole gzip file (Corrupt GZIP trailer): fetch it again");
    }
}
