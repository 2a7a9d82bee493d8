package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

class FolderSplitTest {
    private static final ImageFolder.Options OPTIONS = ImageFolder.Options.DEFAULT;

    @TempDir
    private Path folder;

    private void classes(int count) {
        TinyImages.folder(
                folder, 1, IntStream.range(0, count).mapToObj(i -> "class" + i).toArray(String[]::new));
    }

    private static List<String> names(LabelledExamples examples) {
        return examples.classes().stream().map(ClassInfo::name).toList();
    }

    @Test
    void classesAreDividedBySharesAndSeed() {
        classes(20);
        MetaDataset split = FolderSplit.DEFAULT.load(folder, OPTIONS, 2).dataset();

        assertThat(split.name()).isEqualTo("folder/" + folder.getFileName());
        assertThat(split.train().classes()).hasSize(12);
        assertThat(split.validation().classes()).hasSize(4);
        assertThat(split.test().classes()).hasSize(4);
        MetaDataset again = FolderSplit.DEFAULT.load(folder, OPTIONS, 2).dataset();
        assertThat(names(again.train())).isEqualTo(names(split.train()));
        assertThat(again.fingerprint()).isEqualTo(split.fingerprint());
        MetaDataset other =
                FolderSplit.DEFAULT.withSeed(1).load(folder, OPTIONS, 2).dataset();
        assertThat(names(other.train())).isNotEqualTo(names(split.train()));
    }

    @Test
    void everyPartKeepsEnoughClassesForAnEpisode() {
        classes(9);
        MetaDataset split = FolderSplit.DEFAULT.load(folder, OPTIONS, 3).dataset();
        assertThat(split.train().classes()).hasSize(3);
        assertThat(split.validation().classes()).hasSize(3);
        assertThat(split.test().classes()).hasSize(3);
        assertThatThrownBy(() -> FolderSplit.DEFAULT.load(folder, OPTIONS, 4))
                .isInstanceOf(DataException.class)
                .hasMessage("folder " + folder + " has 9 classes; 4-way training, validation and test need 12: "
                        + "add classes, use fewer ways, or divide them yourself into sub-folders train and test");
    }

    @Test
    void classesTooFewForThreePartsDoWhenDividedIntoTrainAndTestAsTheMessageSays() {
        TinyImages.folder(folder.resolve("train"), 1, "a", "b", "c", "d");
        TinyImages.folder(folder.resolve("test"), 1, "e", "f", "g", "h");
        MetaDataset split = FolderSplit.DEFAULT.load(folder, OPTIONS, 4).dataset();
        assertThat(split.train().classes()).hasSize(4);
        assertThat(split.test().classes()).hasSize(4);
    }

    @Test
    void validationMayHaveNoShare() {
        classes(8);
        MetaDataset split =
                new FolderSplit(0.5, 0, 0.5, 3).load(folder, OPTIONS, 4).dataset();
        assertThat(split.train().classes()).hasSize(4);
        assertThat(split.validation().classes()).isEmpty();
        assertThat(split.test().classes()).hasSize(4);
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> new FolderSplit(0.5, 0.1, 0.1, 0)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> new FolderSplit(1, 0, 0, 0)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> new FolderSplit(Double.NaN, 0.5, 0.5, 0)).isInstanceOf(DataException.class);
    }

    @Test
    void foldersNamedTrainValAndTestAreTakenAsGiven() {
        TinyImages.folder(folder.resolve("train"), 1, "a", "b", "c");
        TinyImages.folder(folder.resolve("test"), 1, "d", "e");
        FolderSplit.Loaded two = FolderSplit.DEFAULT.load(folder, OPTIONS, 2);
        assertThat(two.dataset().validation().classes()).isEmpty();
        TinyImages.folder(folder.resolve("val"), 1, "f", "g");
        FolderSplit.Loaded three = FolderSplit.DEFAULT.load(folder, OPTIONS, 2);

        assertThat(names(three.dataset().train())).containsExactly("a", "b", "c");
        assertThat(names(three.dataset().validation())).containsExactly("f", "g");
        assertThat(names(three.dataset().test())).containsExactly("d", "e");
        assertThat(three.ink()).isEqualTo(Ink.INVERT);
        assertThatThrownBy(() -> FolderSplit.DEFAULT.load(folder, OPTIONS, 3))
                .hasMessage("folder " + folder.resolve("test")
                        + " has 2 classes; 3-way episodes need 3: add classes or use fewer ways");
    }

    @Test
    void aClassInTwoGivenPartsIsRefused() {
        TinyImages.folder(folder.resolve("train"), 1, "a", "b");
        TinyImages.folder(folder.resolve("test"), 1, "b", "c");
        assertThatThrownBy(() -> FolderSplit.DEFAULT.load(folder, OPTIONS, 2))
                .isInstanceOf(DataException.class)
                .hasMessage("class 'b' of folder " + folder + " is in test and in train: a class may be in one split "
                        + "only; remove or rename one");
    }

    @Test
    void classesThatHappenToBeCalledTrainAndTestAreClasses() {
        TinyImages.folder(folder, 1, "train", "test", "bus", "tram");
        assertThat(FolderSplit.isGiven(folder)).isFalse();
        assertThat(FolderSplit.DEFAULT.load(folder, OPTIONS, 1).dataset().test().classes())
                .hasSize(1);
    }
}
