package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/** The same images as a folder, as a zip and as a table. */
class ImageSourcesTest {
    private static final ImageFolder.Options OPTIONS = ImageFolder.Options.DEFAULT;

    @TempDir
    private Path folder;

    private Path zipped(String prefix, Path images) throws IOException {
        Path file = folder.resolve("images.zip");
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> found = Files.walk(images)) {
            for (Path one : found.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(prefix + images.relativize(one).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(one));
            }
        }
        return file;
    }

    private Path table(String... lines) {
        return TinyImages.write(
                folder.resolve("images.csv"), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(LabelledExamples examples) {
        return examples.classes().stream().map(ClassInfo::name).toList();
    }

    private static void assertSameImages(ImageFolder actual, ImageFolder expected) {
        assertThat(names(actual.images())).isEqualTo(names(expected.images()));
        int length = OPTIONS.shape().length();
        for (int c = 0; c < expected.images().classes().size(); c++) {
            assertThat(actual.images().classes().get(c).size())
                    .isEqualTo(expected.images().classes().get(c).size());
            for (int i = 0; i < expected.images().classes().get(c).size(); i++) {
                float[] one = new float[length];
                float[] other = new float[length];
                expected.images().read(c, i, one, 0);
                actual.images().read(c, i, other, 0);
                assertThat(other).containsExactly(one);
            }
        }
    }

    @Test
    void aZipIsReadLikeTheFolderItWasMadeOfWithOrWithoutThatFolderInIt() throws IOException {
        Path images = TinyImages.folder(folder.resolve("pets"), 2, "cat", "d\u00f6g", "\u732b");
        TinyImages.write(images.resolve("cat/.DS_Store"), new byte[3]);
        TinyImages.write(images.resolve("__MACOSX/cat/._0.png"), new byte[3]);
        ImageFolder expected = ImageFolder.load(images, OPTIONS);

        assertSameImages(ImageFolder.load(zipped("", images), OPTIONS), expected);
        ImageFolder wrapped = ImageFolder.load(zipped("pets/", images), OPTIONS);
        assertSameImages(wrapped, expected);
        assertThat(wrapped.images().exampleName(0, 1)).isEqualTo("1.png");
        assertThat(wrapped.ignoredFiles()).isZero();
    }

    @Test
    void aZipMayComeWithItsSplit() throws IOException {
        Path images = folder.resolve("pets");
        TinyImages.folder(images.resolve("Train"), 1, "a", "b");
        TinyImages.folder(images.resolve("Test"), 1, "c", "d");
        Path zip = zipped("", images);

        assertThat(FolderSplit.isGiven(zip)).isTrue();
        MetaDataset data = FolderSplit.DEFAULT.load(zip, OPTIONS, 2).dataset();
        assertThat(names(data.train())).containsExactly("a", "b");
        assertThat(names(data.test())).containsExactly("c", "d");
        assertThat(data.name()).isEqualTo("folder/images.zip");
    }

    @Test
    void foldersWithinAClassBelongToItAndAreInTheNamesOfItsImages() {
        TinyImages.folder(folder, 1, "a", "b");
        TinyImages.write(folder.resolve("a/2021/summer/1.png"));
        TinyImages.write(folder.resolve("a/2021/0.png"));
        TinyImages.write(folder.resolve("stray.png"));
        ImageFolder loaded = ImageFolder.load(folder, OPTIONS);

        assertThat(loaded.images().classes()).extracting(ClassInfo::size).containsExactly(3, 1);
        assertThat(loaded.images().exampleName(0, 0)).isEqualTo("0.png");
        assertThat(loaded.images().exampleName(0, 1)).isEqualTo("2021/0.png");
        assertThat(loaded.images().exampleName(0, 2)).isEqualTo("2021/summer/1.png");
        assertThat(loaded.ignoredFiles()).as("images in no class").isEqualTo(1);
        assertThat(ImageFolder.files(folder))
                .hasSize(5)
                .isSorted()
                .contains(folder.resolve("stray.png"), folder.resolve("a/2021/0.png"));
    }

    @Test
    void aTableGivesFilesBelowItsFolderTheirLabelsAndGroups() {
        TinyImages.folder(folder, 2, "x", "y");
        ImageFolder loaded = ImageFolder.load(
                table(
                        "\uFEFFLabel;File;note;group",
                        "\"large; dog\";x/1.png;;pets",
                        "cat;y\\0.png;\"two",
                        "lines\";pets",
                        "",
                        "cat;./x/0.png;;pets"),
                OPTIONS);

        assertThat(names(loaded.images())).containsExactly("cat", "large; dog");
        assertThat(loaded.images().classes()).extracting(ClassInfo::group).containsOnly("pets");
        assertThat(loaded.images().classes()).extracting(ClassInfo::size).containsExactly(2, 1);
        assertThat(loaded.images().exampleName(0, 1)).isEqualTo("y/0.png");
    }

    @Test
    void aTableMayComeWithItsSplit() {
        TinyImages.folder(folder, 2, "x", "y", "z");
        Path table = table(
                "file,label,split",
                "x/0.png,a,train",
                "x/1.png,b,training",
                "y/0.png,c,TEST",
                "y/1.png,d,test",
                "z/0.png,e,val",
                "z/1.png,f,valid");
        MetaDataset data = FolderSplit.DEFAULT.load(table, OPTIONS, 2).dataset();

        assertThat(names(data.train())).containsExactly("a", "b");
        assertThat(names(data.validation())).containsExactly("e", "f");
        assertThat(names(data.test())).containsExactly("c", "d");
        assertThat(data.train().classes()).extracting(ClassInfo::group).containsOnly("images.csv");
    }

    @Test
    void badFilesOfATableCanBeSkipped() {
        TinyImages.folder(folder, 2, "x", "y");
        ImageFolder loaded =
                ImageFolder.load(table("file,label", "x/0.png,a", "x/7.png,a", "y/0.png,b"), OPTIONS.withSkipBad(true));

        assertThat(loaded.skipped())
                .containsExactly(new ImageFolder.Skipped(folder.resolve("x/7.png"), "no such file, line 3"));
    }

    @Test
    void aLinkedFolderIsReadLikeAnyOther() throws IOException {
        TinyImages.folder(folder.resolve("real"), 2, "a", "b");
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("a"), folder.resolve("real/a"));
        Files.createSymbolicLink(linked.resolve("c"), folder.resolve("real/b"));

        assertThat(names(ImageFolder.load(linked, OPTIONS).images())).containsExactly("a", "c");
    }
}
