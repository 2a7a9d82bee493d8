package org.meta4j.app.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.fixtures.ImageFiles;
import org.meta4j.data.LabelledTable;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class SplitCommandTest {
    @TempDir
    private Path folder;

    /** Three groups of classes: 10, 5 and 5, with 2 images each. */
    private Path grouped() {
        Path root = folder.resolve("alphabets");
        for (int c = 0; c < 20; c++) {
            String group = c < 10 ? "greek" : c < 15 ? "latin" : "thai";
            for (int i = 0; i < 2; i++) {
                ImageFiles.write(
                        root.resolve(group).resolve(String.format("c%02d", c)).resolve(i + ".png"), c % 4, i, 28);
            }
        }
        return root;
    }

    private static Map<String, String> parts(List<String> lines, int label, int split) {
        Map<String, String> parts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String before = parts.put(cells[label], cells[split]);
            assertThat(before).as(line).isIn(null, cells[split]);
        }
        return parts;
    }

    @Test
    void filesOfAFolderAreListedWithLabelSplitAndGroup() throws IOException {
        Path root = grouped();
        Path out = folder.resolve("out/split.csv");
        Files.createDirectories(out.getParent());

        Cli cli = Cli.run("data", "split", root.toString(), "-o", out.toString(), "--seed", "5");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "train: 12 classes, 24 examples",
                        "validation: 4 classes, 8 examples",
                        "test: 4 classes, 8 examples",
                        "written to " + out + ": no class is in two parts");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(41);
        assertThat(lines.get(0)).isEqualTo("file,label,split,group");
        assertThat(lines.get(1)).matches("\\.\\./alphabets/greek/c00/0\\.png,greek/c00,(train|validation|test),greek");
        assertThat(lines.subList(1, 41))
                .allSatisfy(line -> assertThat(out.getParent().resolve(line.substring(0, line.indexOf(','))))
                        .isRegularFile());
        Map<String, String> parts = parts(lines, 1, 2);
        assertThat(parts).hasSize(20);
        // Stratified: two of the ten Greek classes test, one of five of the others.
        assertThat(parts.entrySet().stream()
                        .filter(e ->
                                e.getKey().startsWith("greek") && e.getValue().equals("test")))
                .hasSizeBetween(1, 3);
    }

    @Test
    void theSeedDecidesAndWholeGroupsStayTogether() throws IOException {
        Path root = grouped();
        Path out = folder.resolve("split.csv");
        String line = "data split " + root + " -o " + out + " --groups whole --json --seed ";

        JsonNode json = Json.parse("out", Cli.line(line + 1).out());
        List<String> first = Files.readAllLines(out);
        Cli.line(line + 1);
        assertThat(Files.readAllLines(out)).isEqualTo(first);

        assertThat(json.get("groups").stringValue()).isEqualTo("whole");
        assertThat(json.get("parts")).hasSize(3);
        Map<String, String> groups = parts(first, 3, 2);
        assertThat(groups.values()).containsExactlyInAnyOrder("train", "validation", "test");
    }

    @Test
    void aFolderWithoutGroupsHasNoColumnOfGroups() throws IOException {
        Path root = folder.resolve("flat");
        for (String name : List.of("a", "b, c", "d", "e", "f", "g")) {
            ImageFiles.write(root.resolve(name).resolve("0.png"), 1, 0, 20);
        }
        Path out = folder.resolve("flat.csv");

        assertThat(Cli.run("data", "split", root.toString(), "-o", out.toString(), "--shares", "0.5,0,0.5")
                        .code())
                .isZero();

        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("file,label,split");
        assertThat(lines.get(2)).matches("\"flat/b, c/0\\.png\",\"b, c\",(train|test)");
    }

    @Test
    void aTableGetsAColumnSplitThatIsReadAgain() throws IOException {
        StringBuilder text = new StringBuilder("species;height;note\n");
        for (int i = 0; i < 30; i++) {
            text.append("s").append(i % 10).append(';').append(i).append(";\"a; b\"\n");
        }
        Path table = Files.writeString(folder.resolve("plants.csv"), text);
        Path out = folder.resolve("divided.csv");

        Cli cli = Cli.line("data split " + table + " -o " + out + " --label species");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readAllLines(out).get(0)).isEqualTo("species;height;note;split");
        assertThat(Files.readAllLines(out).get(1)).startsWith("s0;0;\"a; b\";");
        LabelledTable read = LabelledTable.read(out, "species", false);
        assertThat(read.given().train().classes()).hasSize(6);
        assertThat(read.given().test().classes()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2 | data split FOLDER | missing required option: '--out=FILE' (see 'meta4j data split --help')
            2 | data split FOLDER -o OUT --groups wole | unknown way to treat groups 'wole': did you mean 'whole'? (known: ignore, stratify, whole)
            2 | data split FOLDER -o OUT --shares 0.5,0.5 | --shares needs three numbers for training, validation and test, as in 0.6,0.2,0.2 (see 'meta4j data split --help')
            2 | data split FOLDER -o OUT --shares 1,1,1 | the shares of training, validation and test must be above 0 (validation: at least 0) and sum to 1, but were 1.0, 1.0, 1.0 (see 'meta4j data split --help')
            2 | data split FOLDER -o OUT --ways 0 | ways must be at least 1, but was 0 (see 'meta4j data split --help')
            2 | data split FOLDER -o OUT --label x | option --label goes with a CSV; the folders are the classes of a folder (see 'meta4j data split --help')
            1 | data split FOLDER -o OUT --ways 9 | FOLDER has 20 classes; 9-way training, validation and test need 27: add classes, use fewer ways or give validation a share of 0
            1 | data split FOLDER/none -o OUT | there is no folder or file FOLDER/none: check its name
            1 | data split FOLDER/greek/c00 -o OUT | folder FOLDER/greek/c00 has images but no classes: give a folder with one sub-folder of images for each class
            """)
    void whatMakesNoSenseIsOneLineAndNothingIsWritten(int code, String line, String error) {
        String root = grouped().toString();
        Path out = folder.resolve("out.csv");

        Cli cli = Cli.line(line.replace("FOLDER", root).replace("OUT", out.toString()));

        assertThat(cli).isEqualTo(new Cli(code, "", String.format("meta4j: %s%n", error.replace("FOLDER", root))));
        assertThat(out).doesNotExist();
    }
}
