package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

class EmojiStylesTest {
    private static final String CSV = """
            class,codepoints,name,category,subcategory,split
            0,1f511,key,objects,lock,background
            1,1f512,"lock, closed",objects,lock,background
            2,1f408,cat,animals-nature,animal,evaluation
            3,1f1e9,de,flags,flag,flags
            """;

    @TempDir
    private Path folder;

    private static Set<String> groups(LabelledExamples examples) {
        return examples.classes().stream().map(ClassInfo::group).collect(Collectors.toSet());
    }

    @Test
    void theRealSetHas1169EmojiInFiveStyles() {
        EmojiStyles emoji = EmojiStyles.load(RealData.at("emoji-styles-32.zip"), EmojiStyles.SHAPE);

        assertThat(emoji.classes().classes()).hasSize(1_169).allMatch(info -> info.size() == 5);
        assertThat(emoji.part("background").classes()).hasSize(722);
        assertThat(emoji.part("evaluation").classes()).hasSize(208);
        assertThat(emoji.part("flags").classes()).hasSize(239);
        assertThat(emoji.classes().classes().get(0))
                .isEqualTo(new ClassInfo("smileys-emotion/grinning", "smileys-emotion", "emoji/1f600", 5));
        assertThat(emoji.classes().exampleName(0, 3)).isEqualTo("twemoji");
        // A grinning face is yellow in the middle, on white paper, in Twemoji.
        float[] face = new float[32 * 32 * 3];
        emoji.classes().read(0, 3, face, 0);
        assertThat(face).startsWith(1, 1, 1);
        int forehead = (6 * 32 + 16) * 3;
        assertThat(face[forehead]).isGreaterThan(0.9f);
        assertThat(face[forehead + 2]).isLessThan(0.6f);
    }

    @Test
    void theOwnSplitSharesNoCategoryBetweenTrainingAndTest() {
        EmojiStyles emoji = EmojiStyles.load(RealData.at("emoji-styles-32.zip").getParent(), EmojiStyles.SHAPE);

        MetaDataset split = emoji.categories(0);

        assertThat(split.name()).isEqualTo("emoji/categories");
        // Four rotations in six orders of colours.
        assertThat(split.train().classes()).hasSize(622 * 4 * 6);
        assertThat(split.validation().classes()).hasSize(100);
        assertThat(split.test().classes()).hasSize(208);
        assertThat(groups(split.train())).doesNotContainAnyElementsOf(groups(split.test()));
        assertThat(emoji.categories(1).fingerprint()).isNotEqualTo(split.fingerprint());
        assertThat(emoji.only("flags").test().classes()).hasSize(239);
        assertThatThrownBy(() -> emoji.only("evalution"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "unknown part of the emoji styles 'evalution': did you mean 'evaluation'? (known: background,"
                                + " evaluation, flags)");
    }

    @Test
    void grayDrawingsAreResizedAndInverted() throws IOException {
        EmojiStyles emoji = EmojiStyles.load(zip(Map.of(), CSV), ExampleShape.image(16, 16, 1));
        float[] image = new float[256];
        emoji.classes().read(1, 4, image, 0);

        assertThat(image[0]).isZero();
        assertThat(image[8 * 16 + 8]).isOne();
        assertThat(emoji.classes().classes().get(1).name()).isEqualTo("objects/lock, closed");
        assertThat(emoji.categories(0).train().classes()).hasSize(4);
        assertThat(emoji.categories(0).validation().classes()).hasSize(1);
    }

    @Test
    void whatIsMissingOrDamagedIsNamed() throws IOException {
        assertThatThrownBy(() -> EmojiStyles.load(folder, EmojiStyles.SHAPE))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "there is no emoji-styles-32.zip at " + folder + ": give the zip, or the folder that holds it");
        refused(
                zip(Map.of(), CSV.replace("1f408", "1f409")),
                " has no entry noto/animals-nature/1f409.png: fetch it again");
        refused(
                zip(Map.of(), CSV.replace("split", "part")),
                ": classes.csv has the columns class, codepoints, name, category, subcategory, part, but should have"
                        + " codepoints, name, category, split: fetch the zip again");
        refused(
                zip(Map.of(), CSV.replace(",evaluation", ",test")),
                ": classes.csv, line 4: unknown split 'test': fetch the zip again");
        refused(
                zip(Map.of("twemoji/objects/1f511.png", new byte[0]), CSV),
                ": twemoji/objects/1f511.png is damaged (the file has 0 bytes): fetch the zip again");
    }

    private static void refused(Path zip, String message) {
        assertThatThrownBy(() -> EmojiStyles.load(zip, EmojiStyles.SHAPE))
                .isInstanceOf(DataException.class)
                .hasMessage(zip + message);
    }

    private Path zip(Map<String, byte[]> instead, String csv) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] png = TinyImages.encoded(TinyImages.square(32, 0xffffff, 0), "png");
        for (String style : List.of("noto", "noto-blob", "emojione", "twemoji", "openmoji")) {
            for (String path : List.of("objects/1f511", "objects/1f512", "animals-nature/1f408", "flags/1f1e9")) {
                entries.put(style + "/" + path + ".png", png);
            }
        }
        entries.putAll(instead);
        entries.put("classes.csv", csv.getBytes(StandardCharsets.UTF_8));
        return TinyZips.write(folder.resolve("tiny.zip"), entries);
    }
}
