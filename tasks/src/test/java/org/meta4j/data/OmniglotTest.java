package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

class OmniglotTest {
    @TempDir
    private Path folder;

    @Test
    void has32460DrawingsOf1623CharactersIn50Alphabets() {
        ImageClasses characters = OmniglotData.omniglot().characters();

        assertThat(characters.count()).isEqualTo(32_460);
        assertThat(characters.classes()).hasSize(1_623).allMatch(info -> info.size() == 20);
        assertThat(characters.classes().stream().map(ClassInfo::group).distinct())
                .hasSize(50);
        assertThat(characters.classes().get(0).name()).isEqualTo("Alphabet_of_the_Magi/character01");
        assertThat(characters.exampleName(0, 0)).isEqualTo("0709_01.png");
    }

    @Test
    void inkIsBrightOnDarkPaperAndAntialiased() {
        ImageClasses characters = OmniglotData.omniglot().characters();
        float[] image = new float[784];
        double ink = 0;
        int between = 0;
        for (int c = 0; c < 1_623; c++) {
            characters.read(c, c % 20, image, 0);
            for (float value : image) {
                assertThat(value).isBetween(0f, 1f);
                ink += value;
                between += value > 0 && value < 1 ? 1 : 0;
            }
        }

        // The data set's description gives about 8 % ink; a filter that sums to 1 keeps the mean.
        assertThat(ink / (1_623 * 784)).isBetween(0.06, 0.10);
        assertThat(between / (1_623.0 * 784)).isBetween(0.1, 0.4);
    }

    @ParameterizedTest
    @CsvSource({"vinyals, 4112, 688, 1692", "alphabets, 0, 0, 659", "random, 4400, 100, 423"})
    void splitsHaveTheirPublishedSizesAndShareNoCharacter(String name, int train, int validation, int test) {
        MetaDataset split = OmniglotData.omniglot().split(OmniglotSplit.named(name));

        assertThat(split.name()).isEqualTo("omniglot/" + name);
        assertThat(split.test().classes()).hasSize(test);
        if (name.equals("alphabets")) {
            assertThat(split.train().classes().size() / 4
                            + split.validation().classes().size())
                    .isEqualTo(964);
            assertThat(groups(split.validation())).hasSize(5);
            assertThat(groups(split.train())).hasSize(25).doesNotContainAnyElementsOf(groups(split.validation()));
            assertThat(groups(split.test())).hasSize(20);
        } else {
            assertThat(split.train().classes()).hasSize(train);
            assertThat(split.validation().classes()).hasSize(validation);
        }
        Set<String> origins = new HashSet<>(origins(split.train()));
        assertThat(origins).doesNotContainAnyElementsOf(origins(split.validation()));
        origins.addAll(origins(split.validation()));
        assertThat(origins).doesNotContainAnyElementsOf(origins(split.test()));
        origins.addAll(origins(split.test()));
        assertThat(origins).hasSize(1_623);
    }

    @Test
    void vinyalsListsAgreeWithThoseOfTheDataDescription() throws IOException {
        Path csv = OmniglotData.folder().resolve("omniglot-characters.csv");
        Assumptions.assumeTrue(Files.exists(csv), "skipped: no " + csv);
        Map<String, String> expected = new HashMap<>();
        for (String line : Files.readAllLines(csv)) {
            String[] fields = line.split(",", -1);
            expected.put(fields[0] + "/" + fields[1], fields[3]);
        }
        expected.remove("alphabet/character");

        OmniglotSplit upright = OmniglotSplit.named("vinyals").withRotations(OmniglotSplit.Rotations.NONE);
        MetaDataset split = OmniglotData.omniglot().split(upright);
        Map<String, String> actual = new HashMap<>();
        split.train().classes().forEach(info -> actual.put(info.origin(), "train"));
        split.validation().classes().forEach(info -> actual.put(info.origin(), "val"));
        split.test().classes().forEach(info -> actual.put(info.origin(), "test"));

        assertThat(actual).hasSize(1_623).isEqualTo(expected);
    }

    @Test
    void aSeedGivesTheSameSplitAgainAndAnotherSeedAnother() {
        Omniglot omniglot = OmniglotData.omniglot();
        for (String name : List.of("random", "alphabets")) {
            OmniglotSplit seed7 = OmniglotSplit.named(name).withSeed(7);
            MetaDataset first = omniglot.split(seed7);
            MetaDataset again = omniglot.split(seed7);
            MetaDataset other = omniglot.split(seed7.withSeed(8));

            assertThat(origins(again.validation())).isEqualTo(origins(first.validation()));
            assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
            assertThat(origins(other.validation())).isNotEqualTo(origins(first.validation()));
            assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
        }
    }

    @Test
    void rotationsCanBeLeftOut() {
        Omniglot omniglot = OmniglotData.omniglot();
        OmniglotSplit vinyals = OmniglotSplit.named("vinyals");

        assertThat(omniglot.split(vinyals.withRotations(OmniglotSplit.Rotations.NONE))
                        .train()
                        .classes())
                .hasSize(1_028);
        MetaDataset trainOnly = omniglot.split(vinyals.withRotations(OmniglotSplit.Rotations.TRAIN));
        assertThat(trainOnly.train().classes()).hasSize(4_112);
        assertThat(trainOnly.test().classes()).hasSize(423);
    }

    @Test
    void anUnknownSplitIsRefusedWithTheNearestNameAndTheList() {
        assertThatThrownBy(() -> OmniglotSplit.named("vinals"))
                .isInstanceOf(DataException.class)
                .hasMessage("unknown Omniglot split 'vinals': did you mean 'vinyals'? "
                        + "(known: vinyals, alphabets, random)");
    }

    @Test
    void validationCanJoinTrainingForAFinalModel() {
        MetaDataset last =
                OmniglotData.omniglot().split(OmniglotSplit.named("vinyals")).withValidationInTraining();
        assertThat(last.train().classes()).hasSize(4 * 1_200);
        assertThat(last.validation().classes()).isEmpty();
        assertThat(last.test().classes()).hasSize(4 * 423);
    }

    @Test
    void aSizeThatIsNoReductionIsRefused() {
        assertThatThrownBy(() -> Omniglot.load(folder, 106, Optional.empty()))
                .hasMessage("size must be between 1 and 105, but was 106");
    }

    @Test
    void aMissingFolderAndAMissingZipAreNamed() throws IOException {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> Omniglot.load(missing, 28, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("folder " + missing + " does not exist");
        Files.createFile(folder.resolve("images_background.zip"));
        assertThatThrownBy(() -> Omniglot.load(folder, 28, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("neither images_evaluation.zip nor omniglot-images_evaluation.zip");
    }

    @Test
    void theOfficialFileNamesAndASubFolderAreFound() throws IOException {
        Omniglot omniglot = OmniglotData.omniglot();
        Path inside = Files.createDirectory(folder.resolve("omniglot"));
        for (String name : List.of("images_background.zip", "images_evaluation.zip")) {
            Files.copy(OmniglotData.folder().resolve("omniglot-" + name), inside.resolve(name));
        }
        for (Path directory : List.of(folder, inside)) {
            Omniglot found = Omniglot.load(directory, 28, Optional.of(OmniglotData.CACHE));
            assertThat(found.fingerprint()).isEqualTo(omniglot.fingerprint());
            assertThat(found.characters().classes())
                    .isEqualTo(omniglot.characters().classes());
        }
    }

    @Test
    void aDrawingIsTheSameAsWhenReadAsAnImageFile() throws IOException {
        ImageClasses characters = OmniglotData.omniglot().characters();
        Path zip = OmniglotData.folder().resolve("omniglot-images_background.zip");
        Path file = folder.resolve("drawing.png");
        float[] drawing = new float[784];
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (int c = 0; c < 964; c += 40) {
                String name = characters.classes().get(c).name() + "/" + characters.exampleName(c, 3);
                try (InputStream in = archive.getInputStream(archive.getEntry("images_background/" + name))) {
                    Files.write(file, in.readAllBytes());
                }
                characters.read(c, 3, drawing, 0);
                float[] image = ImageReader.read(file, characters.shape(), Ink.AUTO);
                for (int p = 0; p < drawing.length; p++) {
                    // One is inverted before rounding to 255 levels and the other after: a tie may differ by a level.
                    assertThat((double) image[p]).as(name).isCloseTo(drawing[p], within(1.001 / 255));
                }
            }
        }
    }

    @Test
    void aTruncatedZipIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(OmniglotData.folder().resolve("omniglot-images_background.zip"));
        Path half = folder.resolve("images_background.zip");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("images_evaluation.zip"), new byte[0]);
        assertThatThrownBy(() -> Omniglot.load(folder, 28, Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(half + " is not a complete zip file");
    }

    private static Set<String> origins(LabelledExamples examples) {
        Set<String> origins = new HashSet<>();
        examples.classes().forEach(info -> origins.add(info.origin()));
        return origins;
    }

    private static Set<String> groups(LabelledExamples examples) {
        Set<String> groups = new HashSet<>();
        examples.classes().forEach(info -> groups.add(info.group()));
        return groups;
    }
}
