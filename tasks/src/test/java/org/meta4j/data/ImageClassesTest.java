package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class ImageClassesTest {
    private static final ExampleShape TWO_BY_TWO = ExampleShape.image(2, 2, 1);

    /** Class a has the images 0 1 / 2 3 and 10 11 / 12 13, class b has 20 21 / 22 23. */
    private static ImageClasses small() {
        byte[] pixels = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23};
        List<ClassInfo> classes = List.of(new ClassInfo("a", "g", "a", 2), new ClassInfo("b", "g", "b", 1));
        return ImageClasses.of(TWO_BY_TWO, classes, pixels, List.of("a1", "a2", "b1"));
    }

    private static int[] bytes(ImageClasses images, int classIndex, int example) {
        int length = images.shape().length();
        float[] values = new float[length + 2];
        images.read(classIndex, example, values, 1);
        assertThat(values[0]).isZero();
        assertThat(values[length + 1]).isZero();
        int[] bytes = new int[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = Math.round(values[i + 1] * 255);
        }
        return bytes;
    }

    @Test
    void readsWhatWasPutInAndNamesIt() {
        ImageClasses images = small();
        assertThat(bytes(images, 0, 1)).containsExactly(10, 11, 12, 13);
        assertThat(bytes(images, 1, 0)).containsExactly(20, 21, 22, 23);
        assertThat(images.exampleName(0, 1)).isEqualTo("a2");
        assertThat(images.count()).isEqualTo(3);
    }

    @Test
    void valuesAreBytesDividedBy255Exactly() {
        byte[] pixels = new byte[256];
        for (int i = 0; i < 256; i++) {
            pixels[i] = (byte) i;
        }
        ImageClasses images = ImageClasses.of(
                ExampleShape.image(16, 16, 1), List.of(new ClassInfo("a", "g", "a", 1)), pixels, List.of("1"));
        float[] values = new float[256];
        images.read(0, 0, values, 0);
        for (int i = 0; i < 256; i++) {
            assertThat(values[i]).isEqualTo(i / 255f);
        }
    }

    @Test
    void changingTheArrayAfterwardsChangesNothing() {
        byte[] pixels = {7};
        ImageClasses images = ImageClasses.of(
                ExampleShape.image(1, 1, 1), List.of(new ClassInfo("a", "g", "a", 1)), pixels, List.of("1"));
        pixels[0] = 8;
        assertThat(bytes(images, 0, 0)).containsExactly(7);
    }

    @Test
    void rotationsAreCounterClockwiseClassesOfTheSameOrigin() {
        ImageClasses turned = small().withRotations();

        assertThat(turned.classes())
                .extracting(ClassInfo::name)
                .containsExactly("a", "a@90", "a@180", "a@270", "b", "b@90", "b@180", "b@270");
        assertThat(turned.classes()).extracting(ClassInfo::origin).containsOnly("a", "b");
        assertThat(bytes(turned, 0, 0)).containsExactly(0, 1, 2, 3);
        assertThat(bytes(turned, 1, 0)).containsExactly(1, 3, 0, 2);
        assertThat(bytes(turned, 2, 0)).containsExactly(3, 2, 1, 0);
        assertThat(bytes(turned, 3, 0)).containsExactly(2, 0, 3, 1);
        assertThat(bytes(turned, 5, 0)).containsExactly(21, 23, 20, 22);
        assertThat(turned.exampleName(7, 0)).isEqualTo("b1");
    }

    @Test
    void colourImagesAreTurnedPixelByPixel() {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        ImageClasses turned = ImageClasses.of(
                        ExampleShape.image(2, 2, 3), List.of(new ClassInfo("a", "g", "a", 1)), pixels, List.of("1"))
                .withRotations();
        assertThat(bytes(turned, 1, 0)).containsExactly(4, 5, 6, 10, 11, 12, 1, 2, 3, 7, 8, 9);
    }

    @Test
    void coloursInAllOrdersAreClassesOfTheSameOriginAlsoOfTurnedImages() {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        ImageClasses image = ImageClasses.of(
                ExampleShape.image(2, 2, 3), List.of(new ClassInfo("a", "g", "a", 1)), pixels, List.of("1"));
        ImageClasses coloured = image.withColourOrders();

        assertThat(coloured.classes())
                .extracting(ClassInfo::name)
                .containsExactly("a", "a@rbg", "a@grb", "a@gbr", "a@brg", "a@bgr");
        assertThat(coloured.classes()).extracting(ClassInfo::origin).containsOnly("a");
        assertThat(bytes(coloured, 0, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(bytes(coloured, 3, 0)).containsExactly(2, 3, 1, 5, 6, 4, 8, 9, 7, 11, 12, 10);
        // Class 1 of the turned is a quarter turn, and 6 + 4 of these its fifth order.
        assertThat(bytes(image.withRotations().withColourOrders(), 6 + 4, 0))
                .containsExactly(6, 4, 5, 12, 10, 11, 3, 1, 2, 9, 7, 8);
        // Red, green and blue moved round twice, and once more, are as they were.
        ImageClasses round = image.withColourOrders().subset(List.of(3)).withColourOrders();
        assertThat(bytes(round, 4, 0)).containsExactly(bytes(image, 0, 0));
        assertThatThrownBy(() -> small().withColourOrders()).hasMessageContaining("2×2×1");
    }

    @Test
    void subsetsAndMergedSetsKeepTheirImages() {
        ImageClasses b = small().subset(List.of(1));
        ImageClasses a = small().withRotations().subset(List.of(1));
        ImageClasses both = b.merge(a);

        assertThat(both.classes()).extracting(ClassInfo::name).containsExactly("b", "a@90");
        assertThat(bytes(both, 0, 0)).containsExactly(20, 21, 22, 23);
        assertThat(bytes(both, 1, 1)).containsExactly(11, 13, 10, 12);
        assertThatThrownBy(() -> b.merge(small())).hasMessage("class 'b' comes twice");
    }

    @Test
    void theFingerprintTellsContentClassesAndRotationApart() {
        ImageClasses images = small();
        assertThat(images.fingerprint()).hasSize(64).isEqualTo(small().fingerprint());
        assertThat(images.subset(List.of(1, 0)).fingerprint()).isNotEqualTo(images.fingerprint());
        assertThat(images.subset(List.of(0)).fingerprint())
                .isNotEqualTo(images.withRotations().subset(List.of(1)).fingerprint());
    }

    @Test
    void whatCannotBeIsRefused() {
        ImageClasses wide = ImageClasses.of(
                ExampleShape.image(1, 2, 1), List.of(new ClassInfo("a", "g", "a", 1)), new byte[2], List.of("1"));
        assertThatThrownBy(wide::withRotations).hasMessageContaining("1×2×1");
        assertThatThrownBy(() -> small().read(0, 2, new float[4], 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ImageClasses.of(TWO_BY_TWO, List.of(), new byte[3], List.of("1")))
                .hasMessageContaining("need 4 bytes, but there are 3");
    }
}
