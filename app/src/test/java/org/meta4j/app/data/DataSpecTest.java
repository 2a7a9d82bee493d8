package org.meta4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataSpec.Kind;
import org.meta4j.data.DataException;

class DataSpecTest {
    @TempDir
    private Path temporary;

    @Test
    void eachKindIsReadAndWrittenAlike() {
        assertThat(DataSpec.parse("drawn")).isEqualTo(new DataSpec(Kind.DRAWN, "", 0));
        assertThat(DataSpec.parse("drawn:7"))
                .isEqualTo(new DataSpec(Kind.DRAWN, "", 7))
                .hasToString("drawn:7");
        assertThat(DataSpec.parse("omniglot:a:b")).isEqualTo(new DataSpec(Kind.OMNIGLOT, "a:b", 0));
        assertThat(DataSpec.parse("folder:x"))
                .isEqualTo(new DataSpec(Kind.FOLDER, "x", 0))
                .hasToString("folder:x");
    }

    @Test
    void aFolderAloneIsOmniglotIfItsZipsLieThere() throws IOException {
        String folder = temporary.toString();
        assertThat(DataSpec.parse(folder)).isEqualTo(new DataSpec(Kind.FOLDER, folder, 0));

        Files.createFile(temporary.resolve("images_background.zip"));

        assertThat(DataSpec.parse(folder)).isEqualTo(new DataSpec(Kind.OMNIGLOT, folder, 0));
    }

    @Test
    void aFileAloneIsTakenForAZipOrTableOfImages() throws IOException {
        String zip = Files.createFile(temporary.resolve("letters.zip")).toString();
        assertThat(DataSpec.parse(zip)).isEqualTo(new DataSpec(Kind.FOLDER, zip, 0));
    }

    @Test
    void publishedSetsAreNamedByKindAndPlace() {
        assertThat(DataSpec.parse("fashion-mnist:a")).isEqualTo(new DataSpec(Kind.FASHION_MNIST, "a", 0));
        assertThat(DataSpec.parse("lake-runs:b.zip")).hasToString("lake-runs:b.zip");
        assertThat(DataSpec.parse("table:c.csv#species")).isEqualTo(new DataSpec(Kind.TABLE, "c.csv#species", 0));
        assertThat(DataSpec.parse("tables:d.zip#8")).hasToString("tables:d.zip#8");
        assertThat(DataSpec.parse("completion:mnist:e/../f").absolute())
                .hasToString("completion:mnist:" + Path.of("f").toAbsolutePath());
        assertThatThrownBy(() -> DataSpec.parse("completion:sinusoid"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("sinusoid has no images to draw tasks from");
        assertThatThrownBy(() -> DataSpec.parse("fashion-mnits:x"))
                .hasMessageStartingWith("unknown data 'fashion-mnits': did you mean 'fashion-mnist'? (known: ");
        assertThatThrownBy(() -> DataSpec.parse("emoji"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--data emoji needs its zip: --data emoji:ZIP");
    }

    @Test
    void theEmojiZipAloneIsRecognised() throws IOException {
        Path zip = Files.createFile(temporary.resolve("emoji-styles-32.zip"));
        assertThat(DataSpec.parse(zip.toString()).kind()).isEqualTo(Kind.EMOJI);
        assertThat(DataSpec.parse(temporary.toString()).kind()).isEqualTo(Kind.EMOJI);
    }

    @Test
    void aFolderMadeAbsoluteIsFoundFromAnywhere() {
        assertThat(DataSpec.parse("folder:a/../b").absolute().folder())
                .isEqualTo(Path.of("b").toAbsolutePath().toString());
        assertThat(DataSpec.parse("sinusoid").absolute()).isEqualTo(DataSpec.parse("sinusoid:maml"));
        assertThat(DataSpec.parse("drawn:3").absolute()).isEqualTo(DataSpec.parse("drawn:3"));
    }

    @Test
    void whatMakesNoSenseIsWrongUse() {
        assertThatThrownBy(() -> DataSpec.parse("omniglott:x"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("unknown data 'omniglott': did you mean 'omniglot'?");
        assertThatThrownBy(() -> DataSpec.parse("drawn:x"))
                .isInstanceOf(UsageException.class)
                .hasMessage("the seed in --data drawn:x must be a whole number, as in drawn:7");
        assertThatThrownBy(() -> DataSpec.parse("sinusoid:sgd"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown sinusoid protocol 'sgd'");
        assertThatThrownBy(() -> DataSpec.parse("omniglot"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--data omniglot needs its folder: --data omniglot:DIR");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> DataSpec.parse("some/where"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "there is no folder or file some/where: give one of images, or omniglot:DIR, folder:DIR, mnist:DIR, fashion-mnist:DIR, emoji:ZIP"
                                + ", lake-runs:ZIP, table:FILE[#COLUMN], tables:ZIP[#FEATURES], drawn[:SEED], sinusoid[:PROTOCOL], completion:DATA");
    }
}
