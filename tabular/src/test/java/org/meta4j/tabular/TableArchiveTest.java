package org.meta4j.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.DataException;

class TableArchiveTest {
    private static final String INDEX = "name,file,target_column,task,group\n";

    @TempDir
    Path folder;

    private Path zip(Map<String, String> entries) throws IOException {
        Path file = folder.resolve("tables.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    @DisplayName("the index says target, kind and group of each table, and what it does not name is left out")
    void indexIsFollowed() throws IOException {
        Path zip = zip(Map.of(
                "index.csv", INDEX + "a,a.tsv,y,regression,one\nb,b.csv,kind,classification,two\n",
                "a.tsv", "x\ty\n1\t2\n2\t4\n",
                "b.csv", "kind,x\n1,5\n0,6\n",
                "c.csv", "x,target\n1,2\n2,3\n"));
        assertThat(TableArchive.read(zip, true, false).domains()).singleElement().satisfies(domain -> {
            assertThat(domain.name()).isEqualTo("a");
            assertThat(domain.group()).isEqualTo("one");
            assertThat(domain.isRegression()).isTrue();
        });
        assertThat(TableArchive.read(zip, false, false).domains())
                .singleElement()
                .extracting(Domain::target)
                .isInstanceOfSatisfying(Column.Categories.class, target -> assertThat(target.names())
                        .containsExactly("1", "0"));
    }

    @Test
    @DisplayName("without an index the column target says by its numbers whether it is one of classes")
    void noIndex() throws IOException {
        Path zip = zip(Map.of("r.csv", "x,target\n1,0.5\n2,1\n", "c.csv", "x,target\n1,0\n2,1\n"));
        assertThat(TableArchive.read(zip, true, false).domains())
                .extracting(Domain::name)
                .containsExactly("r");
        assertThat(TableArchive.read(zip, false, false).domains())
                .extracting(Domain::name)
                .containsExactly("c");
    }

    @Test
    @DisplayName("of two columns of one name the first keeps it")
    void repeatedNames() throws IOException {
        Path zip = zip(Map.of("r.csv", "target,x,target\n0.5,1,7\n1,2,7\n"));
        assertThat(TableArchive.read(zip, true, false)
                        .domains()
                        .get(0)
                        .features()
                        .columns())
                .extracting(Column::name)
                .containsExactly("x", "target (2)");
    }

    @Test
    @DisplayName("what is no zip, has no table of the kind, or a wrong index is refused with the way out")
    void wrongZips() throws IOException {
        assertThatThrownBy(() -> TableArchive.read(folder.resolve("none.zip"), true, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no file");
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> TableArchive.read(text, true, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not a complete zip");
        Path classes = zip(Map.of("c.csv", "x,target\n1,0\n2,1\n"));
        assertThatThrownBy(() -> TableArchive.read(classes, true, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no table whose target is a number");
        Path wrong = zip(Map.of("index.csv", INDEX + "a,a.csv,y,regresion,g\n", "a.csv", "x,y\n1,2\n2,3\n"));
        assertThatThrownBy(() -> TableArchive.read(wrong, true, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("index.csv, line 2: column 'task' is 'regresion'");
    }

    @Test
    @DisplayName("the real tables are 37 of numbers and 105 of classes")
    void realTables() {
        TableArchive numbers = TableArchive.read(RealTables.zip(), true, false);
        assertThat(numbers.domains()).hasSize(37).allMatch(Domain::isRegression);
        assertThat(numbers.domains().stream().mapToInt(Domain::rows).min()).hasValue(47);
        TableArchive classes = TableArchive.read(RealTables.zip(), false, false);
        assertThat(classes.domains()).hasSize(105).noneMatch(Domain::isRegression);
        assertThat(classes.fingerprint()).isEqualTo(numbers.fingerprint()).hasSize(64);
    }
}
