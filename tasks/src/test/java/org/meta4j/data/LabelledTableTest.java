package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

class LabelledTableTest {
    @TempDir
    private Path folder;

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("plants.csv"), text);
    }

    @Test
    void columnsOfNumbersAreFeaturesAndWordsAreLeftOut() throws IOException {
        Path file = csv(
                "\uFEFFheight,label,note,width\r\n1,oak,\"tall, \"\"old\"\"\r\nand wide\",-2e1\r\n.5,ash,,3\r\n2,oak,x,4\r\n");

        LabelledTable table = LabelledTable.read(file, "", false);

        assertThat(table.features()).containsExactly("height", "width");
        assertThat(table.shape()).hasToString("2");
        assertThat(table.classes())
                .containsExactly(
                        new ClassInfo("ash", "plants.csv", "ash", 1), new ClassInfo("oak", "plants.csv", "oak", 2));
        float[] row = new float[2];
        table.read(1, 0, row, 0);
        assertThat(row).containsExactly(1f, -20f);
        assertThat(table.exampleName(1, 1)).isEqualTo("line 5");
        assertThat(table.notes()).containsExactly("column 'note' is left out: it does not hold numbers");
        assertThat(table.all().test().classes()).hasSize(2);
    }

    @Test
    void semicolonsAndTabsSeparateToo() throws IOException {
        assertThat(LabelledTable.read(csv("a;label;b\n1;x;2\n3;y;4\n"), "", false)
                        .features())
                .containsExactly("a", "b");
        assertThat(LabelledTable.read(csv("a\tkind\tb,c\n1\tx\t2\n3\ty\t4\n"), "kind", false)
                        .features())
                .containsExactly("a", "b,c");
    }

    @Test
    void theColumnsSplitAndGroupDivideTheClasses() throws IOException {
        LabelledTable table = LabelledTable.read(
                csv("class,v,split,group\na,1,train,g\nb,2,train,g\nc,3,val,h\nd,4,test,h\na,5,train,g\n"), "", false);

        MetaDataset data = table.given();

        assertThat(data.name()).isEqualTo("table/plants.csv");
        assertThat(data.train().classes()).extracting(ClassInfo::name).containsExactly("a", "b");
        assertThat(data.validation().classes()).extracting(ClassInfo::name).containsExactly("c");
        assertThat(data.test().classes()).containsExactly(new ClassInfo("d", "h", "d", 1));
        assertThatThrownBy(() -> LabelledTable.read(csv("class,v,split\na,1,train\nb,2,test\na,1,test\n"), "", false))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("plants.csv") + ", line 4: class 'a' is in the split 'test', but in 'train'"
                        + " before: a class may be in one split only");
        assertThatThrownBy(() -> LabelledTable.read(csv("class,v,split\na,1,tran\n"), "", false))
                .hasMessageContaining("line 2: unknown split 'tran': did you mean 'train'?");
    }

    @Test
    void badRowsAreRefusedOrLeftOut() throws IOException {
        Path file = csv("label,v,w\na,1,1\nb,2,NA\na,3,1\nb,4,1\n,5,1\na,1e99,2\n");

        assertThatThrownBy(() -> LabelledTable.read(file, "", false))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ", line 3: column 'w' has no number: correct it, or skip bad rows");
        LabelledTable table = LabelledTable.read(file, "", true);
        assertThat(table.classes()).extracting(ClassInfo::size).containsExactly(2, 1);
        assertThat(table.notes()).containsExactly("left out 2 rows that miss numbers");
        assertThatThrownBy(() -> LabelledTable.read(csv("label,v\na,1\nb,2\na,3x\n"), "", false))
                .hasMessage(file + ", line 4: column 'v' is '3x', which is no finite number: correct it, or skip bad"
                        + " rows");
        assertThatThrownBy(() -> LabelledTable.read(csv("label,v\na,1\nb,2\n,3\n"), "", false))
                .hasMessage(file + ", line 4: column 'label' is empty: fill it in, or skip bad rows");
    }

    @Test
    void tablesThatMakeNoSenseAreRefused() throws IOException {
        refused("", " is empty: give a table with a header and a row for each example");
        refused("label,v\n", " has a header and no rows: give a table with a header and a row for each example");
        refused("label,v,v\na,1,2\n", ": two columns are named 'v': rename one");
        refused("label,,v\na,1,2\n", ": column 2 has no name: the first line must name all columns");
        refused("label,v\na,1\nb,2,3\n", ", line 3 has 3 cells, but the header has 2: correct the line");
        refused("label,v\na,1\na,2\n", ": column 'label' has one class only, 'a': give rows of at least 2 classes");
        refused("label,v\na,1\nb,\"2\n", ", line 3 has a cell whose quotation marks do not match: correct the line");
        refused("label,v\na,\"1\"x\n", ", line 2 has a cell whose quotation marks do not match: correct the line");
        refused("label,v\na,x\nb,y\n", " has no column of numbers besides the class: give columns of numbers");
        refused(
                "kind,v\na,1\n",
                " has the columns kind, v, and none is called label, class, target, category: name the column of"
                        + " classes");
        assertThatThrownBy(() -> LabelledTable.read(csv("species,v\na,1\n"), "spceies", false))
                .hasMessageEndingWith(": unknown column 'spceies': did you mean 'species'? (known: species, v)");
        Files.write(folder.resolve("plants.csv"), "label,v\nä,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> LabelledTable.read(folder.resolve("plants.csv"), "", false))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("is no text in UTF-8: save it as CSV in UTF-8");
        Path none = folder.resolve("none.csv");
        assertThatThrownBy(() -> LabelledTable.read(none, "", false))
                .hasMessage("there is no file " + none + ": check its name");
    }

    private void refused(String text, String message) throws IOException {
        Path file = csv(text);
        assertThatThrownBy(() -> LabelledTable.read(file, "", false))
                .isInstanceOf(DataException.class)
                .hasMessage(file + message);
    }

    @Test
    void aRealTableIsRead() throws IOException {
        Path zip = RealData.at("tabular.zip");
        Path file = folder.resolve("penguins.tsv");
        try (ZipFile tables = new ZipFile(zip.toFile())) {
            Files.write(
                    file, tables.getInputStream(tables.getEntry("penguins.tsv")).readAllBytes());
        }
        LabelledTable table = LabelledTable.read(file, "target", true);

        assertThat(table.classes()).hasSize(3);
        assertThat(table.features()).contains("bill_length_mm", "year").doesNotContain("target");
        assertThat(table.notes()).anyMatch(note -> note.startsWith("left out "));
    }
}
