package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

/** {@code bench distill}, {@code bench taught} and {@code bench trees}. */
class DistillCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void digitsAreDistilledAndNothingIsTrainedTwice() throws IOException {
        TinyDigits.write(folder, 10, 240);
        String words = "bench distill --data " + folder + " --out " + folder.resolve("kept") + " --epochs 1 --seeds 1";
        Cli cli = Cli.line(words + " --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("distill", cli.out());
        assertThat(result.get("teacherErrors").intValue()).isNotNegative();
        assertThat(result.get("alone")).hasSize(1);
        assertThat(result.get("unseen").get("digit").intValue()).isEqualTo(3);
        assertThat(result.get("unseen").get("correctedErrors").intValue()).isNotNegative();
        assertThat(cli.err()).contains("teacher: epoch 1 of 1");

        Cli again = Cli.line(words);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("teacher: read from").doesNotContain("epoch");
        assertThat(again.out()).contains("| teacher 2×1200", "student that never saw a 3");
        Cli longer = Cli.line(words.replace("--epochs 1", "--epochs 2"));
        assertThat(longer.code()).isNotZero();
        assertThat(longer.err()).contains("epochs=1", "epochs=2", "remove it, or train in another folder");
        Cli none = Cli.line(words + " --seeds 0");
        assertThat(none.code()).isEqualTo(ExitCodes.WRONG_USE);
        Cli bounded = Cli.line(words + " --teacher-norm 3");
        assertThat(bounded.code()).isNotZero();
        assertThat(bounded.err()).contains("maxNorm=2.0", "maxNorm=3.0");
        assertThat(Cli.line(words + " --teacher-norm 0").code()).isEqualTo(ExitCodes.WRONG_USE);
        Cli wide = Cli.line(words + " --teacher wide1200");
        assertThat(wide.code()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(wide.err()).contains("'wide1200'", "layers are conv32");
    }

    @Test
    void studentsLearnFromTeachersOfNewTasks() {
        Cli cli = Cli.line("bench taught --iterations 1 --teachers 2 --tasks 2 --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode rows = Json.parse("taught", cli.out()).get("rows");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("who").stringValue()).contains("teacher");
        assertThat(rows.get(3).get("steps").intValue()).isEqualTo(3);
        assertThat(Cli.line("bench taught --tasks 0").err()).contains("tasks must be at least 1, but was 0");
        assertThat(Cli.line("bench taught --data sinusoid").err()).contains("is for tasks of classes");
    }

    @Test
    void aForestTeachesANetworkAndANetworkATree() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 90; i++) {
            int a = i * 7 % 10;
            int b = i * 3 % 7;
            rows.append(a)
                    .append(',')
                    .append(b)
                    .append(a > 4 ? ",high" : ",low")
                    .append('\n');
        }
        Path table = Files.writeString(folder.resolve("rows.csv"), rows);
        Cli cli = Cli.line("bench trees --data " + table + " --json");
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode result = Json.parse("trees", cli.out()).get(0).get("result");
        for (String who : new String[] {"forest", "network", "taughtNetwork", "tree", "taughtTree", "fidelity"}) {
            assertThat(result.get(who).doubleValue()).as(who).isBetween(0.9, 1.0);
        }
        assertThat(result.get("rules").get("classes")).isNotEmpty();
        Cli rules = Cli.line("bench trees --rules --data " + table);
        assertThat(rules.out()).containsPattern("    \\w+ <= -?[0-9.e+]+");
        assertThat(Cli.line("bench trees --data " + folder.resolve("none.csv")).code())
                .isEqualTo(ExitCodes.FAILED);
    }
}
