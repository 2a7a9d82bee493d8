package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class ImageFolderTest {
    private static final ImageFolder.Options OPTIONS = ImageFolder.Options.DEFAULT;

    @TempDir
    private Path folder;

    private void assertRefused(Path where, String message) {
        assertThatThrownBy(() -> ImageFolder.load(where, OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void readsEveryFormatSortedByNameAndCountsWhatItIgnores() {
        TinyImages.write(folder.resolve("b/2.jpg"));
        TinyImages.write(folder.resolve("b/10.PNG"));
        TinyImages.write(folder.resolve("a/1.gif"));
        TinyImages.write(folder.resolve("a/0.bmp"));
        TinyImages.write(folder.resolve("a/.hidden.png"), new byte[0]);
        TinyImages.write(folder.resolve(".git/x.png"), new byte[0]);
        TinyImages.write(folder.resolve("a/notes.txt"), new byte[3]);
        ImageFolder loaded = ImageFolder.load(folder, OPTIONS);

        assertThat(loaded.images().classes()).extracting(ClassInfo::name).containsExactly("a", "b");
        assertThat(loaded.images().exampleName(0, 0)).isEqualTo("0.bmp");
        assertThat(loaded.images().exampleName(0, 1)).isEqualTo("1.gif");
        assertThat(loaded.images().exampleName(1, 0)).isEqualTo("10.PNG");
        assertThat(loaded.images().exampleName(1, 1)).isEqualTo("2.jpg");
        assertThat(loaded.ignoredFiles()).isEqualTo(1);
        assertThat(loaded.skipped()).isEmpty();
        assertThat(loaded.ink()).isEqualTo(Ink.INVERT);
    }

    @Test
    void anImageIsTheSameWhetherReadWithItsFolderOrAlone() {
        TinyImages.folder(folder, 1, "a", "b");
        ImageFolder loaded = ImageFolder.load(folder, OPTIONS);
        float[] fromFolder = new float[784];
        loaded.images().read(1, 0, fromFolder, 0);

        assertThat(ImageReader.read(folder.resolve("b/0.png"), OPTIONS.shape(), loaded.ink()))
                .containsExactly(fromFolder);
    }

    @Test
    void theMajorityOfPapersDecidesForAllGrayImagesAndColourIsKept() {
        TinyImages.folder(folder, 2, "a", "b");
        TinyImages.write(folder.resolve("a/1.png"), TinyImages.encoded(TinyImages.square(16, 0, 0xffffff), "png"));
        ImageFolder gray = ImageFolder.load(folder, OPTIONS);
        float[] values = new float[784];
        gray.images().read(0, 1, values, 0);

        assertThat(gray.ink()).isEqualTo(Ink.INVERT);
        assertThat(values[0]).isEqualTo(1);
        assertThat(ImageFolder.load(folder, OPTIONS.withShape(ExampleShape.image(8, 8, 3)))
                        .ink())
                .isEqualTo(Ink.KEEP);
        assertThat(ImageFolder.load(folder, OPTIONS.withInk(Ink.KEEP)).ink()).isEqualTo(Ink.KEEP);
    }

    @Test
    void missingEmptyOneClassAndImagesWithoutClassesAreRefused() throws IOException {
        Path missing = folder.resolve("missing");
        assertRefused(
                missing,
                "folder " + missing + " does not exist: give a folder with one sub-folder of images for each class");
        assertRefused(
                folder, "folder " + folder + " is empty: give a folder with one sub-folder of images for each class");
        Path image = TinyImages.write(folder.resolve("1.png"));
        assertRefused(
                image,
                image
                        + " is a file: give a folder with one sub-folder of images for each class, a zip of such a folder, "
                        + "or a CSV file with the columns file and label");
        assertRefused(
                folder,
                "folder " + folder + " has images but no classes: give a folder with one sub-folder of images for "
                        + "each class");
        TinyImages.write(folder.resolve("a/1.png"));
        assertRefused(
                folder,
                "folder " + folder + " has one class only, 'a': add a sub-folder of images for each of at least 2 "
                        + "classes");
        Files.createDirectory(folder.resolve("b"));
        assertRefused(
                folder,
                "class folder " + folder.resolve("b")
                        + " has no PNG, JPEG, GIF, BMP, TIFF or WebP images: add images or remove it");
        TinyImages.write(folder.resolve("b/c/1.png"));
        assertThat(ImageFolder.load(folder, OPTIONS).images().exampleName(1, 0)).isEqualTo("c/1.png");
    }

    @Test
    void theFirstBadImageIsNamedAndTheOthersCounted() {
        TinyImages.folder(folder, 2, "a", "b");
        Path bad = TinyImages.write(folder.resolve("a/1.png"), new byte[0]);
        TinyImages.write(folder.resolve("b/1.png"), new byte[] {1, 2, 3});
        assertRefused(
                folder,
                "image " + bad + " cannot be used (the file has 0 bytes), nor can 1 more: replace or remove it, or "
                        + "skip bad images");
    }

    @Test
    void badImagesCanBeSkippedAndAreReported() throws IOException {
        TinyImages.folder(folder, 3, "a", "b");
        Path empty = TinyImages.write(folder.resolve("a/0.png"), new byte[0]);
        Path half = folder.resolve("b/1.png");
        byte[] whole = Files.readAllBytes(half);
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        ImageFolder loaded = ImageFolder.load(folder, OPTIONS.withSkipBad(true));

        assertThat(loaded.skipped()).extracting(ImageFolder.Skipped::file).containsExactly(empty, half);
        assertThat(loaded.skipped())
                .extracting(ImageFolder.Skipped::reason)
                .first()
                .isEqualTo("the file has 0 bytes");
        assertThat(loaded.images().classes()).extracting(ClassInfo::size).containsExactly(2, 2);
        assertThat(loaded.images().exampleName(0, 0)).isEqualTo("1.png");
    }

    @Test
    void aClassOfBadImagesOnlyIsRefusedEvenWhenSkipping() {
        TinyImages.folder(folder, 1, "a", "b");
        TinyImages.write(folder.resolve("b/0.png"), new byte[0]);
        assertThatThrownBy(() -> ImageFolder.load(folder, OPTIONS.withSkipBad(true)))
                .hasMessage("class 'b' of folder " + folder
                        + " has no image that can be used: add images or remove the class");
    }

    @Test
    void tooFewImagesForAnEpisodeAreNamedWithTheWayOut() {
        TinyImages.folder(folder, 3, "bolt", "nut");
        ImageFolder loaded = ImageFolder.load(folder, OPTIONS);

        assertThatThrownBy(() -> loaded.requireExamples(new EpisodeShape(2, 5, 15)))
                .isInstanceOf(DataException.class)
                .hasMessage("folder " + folder + ": class 'bolt' has 3 images; 5 shots + 15 queries need 20: "
                        + "add images or use fewer shots or queries");
        loaded.requireExamples(new EpisodeShape(2, 1, 2));
    }

    @Test
    void aFolderThatNeedsMoreMemoryThanAnArrayHasIsRefusedBeforeDecoding() {
        TinyImages.folder(folder, 8, "a", "b");
        ImageFolder.Options large = OPTIONS.withShape(ExampleShape.image(9_000, 9_000, 3));
        assertThatThrownBy(() -> ImageFolder.load(folder, large))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("16 images of 9000×9000×3 need 3888000000 bytes");
        assertThatThrownBy(() -> OPTIONS.withShape(ExampleShape.image(70_000, 70_000, 1)))
                .hasMessageContaining("at most 100000000 pixels, but the shape is 70000×70000×1");
    }
}
