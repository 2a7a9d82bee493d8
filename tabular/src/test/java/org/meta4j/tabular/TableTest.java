package org.meta4j.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.DataException;

class TableTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    @DisplayName("columns are of numbers or of categories, cells may be missing, and CSV and TSV are read alike")
    void columnsAreTyped() throws IOException {
        for (String separator : new String[] {",", "\t", ";"}) {
            String text = "age,colour,size\n1.5,red,NA\n?,blue,2\n-3e1,,3\n7,\"red\",\n".replace(",", separator);
            Table table = Table.read(file("t.csv", text), false);
            assertThat(table.rows()).isEqualTo(4);
            assertThat(table.column("age")).isInstanceOfSatisfying(Column.Numbers.class, column -> assertThat(
                            column.values())
                    .containsExactly(1.5, Double.NaN, -30, 7));
            assertThat(table.column("colour")).isInstanceOfSatisfying(Column.Categories.class, column -> {
                assertThat(column.names()).containsExactly("red", "blue");
                assertThat(column.codes()).containsExactly(0, 1, Column.Categories.MISSING, 0);
            });
            assertThat(table.column("size")).isInstanceOfSatisfying(Column.Numbers.class, column -> assertThat(
                            column.values())
                    .containsExactly(Double.NaN, 2, 3, Double.NaN));
            assertThat(table.without("age").columns()).extracting(Column::name).containsExactly("colour", "size");
        }
    }

    @Test
    @DisplayName("a word among numbers is named with file, line, column and way out, and is missing where bad cells are skipped")
    void wordAmongNumbers() throws IOException {
        Path file = file("bad.csv", "a,b\n1,2\n3,four\n5,6\n");
        assertThatThrownBy(() -> Table.read(file, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bad.csv, line 3: column 'b' is 'four', which is no finite number")
                .hasMessageContaining("correct it");
        assertThat(Table.read(file, true).column("b").isMissing(1)).isTrue();
    }

    @Test
    @DisplayName("an unknown column is answered with the nearest one")
    void unknownColumn() throws IOException {
        Table table = Table.read(file("t.tsv", "height\twidth\n1\t2\n"), false);
        assertThatThrownBy(() -> table.column("heigth"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("did you mean 'height'?");
        assertThatThrownBy(() -> Domain.of("t", "t", table, "width"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("same value in all rows");
    }

    @Test
    @DisplayName("a missing target is named with its row")
    void missingTarget() throws IOException {
        Table table = Table.read(file("t.csv", "x,y\n1,2\n2,\n3,5\n"), false);
        assertThatThrownBy(() -> Domain.of("t", "t", table, "y"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'y' has no value in row 2 of 3");
    }

    @Test
    @DisplayName("whole numbers become the categories that were written")
    void numbersAsCategories() {
        Column.Categories categories = new Column.Numbers("t", new double[] {2, 0.5, 2, Double.NaN}).asCategories();
        assertThat(categories.names()).containsExactly("2", "0.5");
        assertThat(categories.codes()).containsExactly(0, 1, 0, Column.Categories.MISSING);
    }
}
