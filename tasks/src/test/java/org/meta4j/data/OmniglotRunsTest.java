package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.Task;

class OmniglotRunsTest {
    @TempDir
    private Path folder;

    /** The runs' drawings are Omniglot's, so its own labels must confirm every answer of every run. */
    @Test
    void eachTestDrawingIsOfTheCharacterThatTheRunSays() {
        OmniglotRuns runs = OmniglotRuns.load(RealData.at("omniglot-one-shot-runs.zip"), 28);
        ImageClasses omniglot = OmniglotData.omniglot().characters();
        Map<String, String> known = new HashMap<>();
        float[] values = new float[784];
        for (int c = 964; c < omniglot.classes().size(); c++) {
            for (int i = 0; i < 20; i++) {
                omniglot.read(c, i, values, 0);
                known.put(Arrays.toString(values), omniglot.classes().get(c).name());
            }
        }

        for (int r = 0; r < OmniglotRuns.RUNS; r++) {
            Task task = runs.tasks().task(r);
            List<String> training = characters(task.support().inputs(), known);
            List<String> test = characters(task.query().inputs(), known);
            assertThat(training).as("run %d", r + 1).doesNotContainNull().doesNotHaveDuplicates();
            assertThat(training.stream().map(name -> name.replaceAll("/.*", "")).distinct())
                    .as("alphabets of run %d", r + 1)
                    .hasSize(1);
            int[] labels = task.query().classes().labels();
            for (int i = 0; i < 20; i++) {
                assertThat(test.get(i)).isEqualTo(training.get(labels[i]));
            }
        }
    }

    private static List<String> characters(float[] inputs, Map<String, String> known) {
        return IntStream.range(0, 20)
                .mapToObj(i -> known.get(Arrays.toString(Arrays.copyOfRange(inputs, i * 784, (i + 1) * 784))))
                .toList();
    }

    @Test
    void thereAre20TasksOf20WaysAnd400CharactersOfTwoDrawings() {
        OmniglotRuns runs =
                OmniglotRuns.load(RealData.at("omniglot-one-shot-runs.zip").getParent(), 35);

        assertThat(runs.tasks().count()).isEqualTo(20);
        assertThat(runs.tasks().exampleShape()).hasToString("35×35×1");
        assertThat(runs.tasks().task(20)).isSameAs(runs.tasks().task(0));
        assertThat(runs.characters().classes()).hasSize(400).allMatch(info -> info.size() == 2);
        // As the first line of run01's class_labels.txt says.
        Task first = runs.tasks().task(0);
        assertThat(first.query().classes().labels()[0]).isEqualTo(7);
        assertThat(runs.characters().exampleName(7, 1)).isEqualTo("test/item01.png");
        float[] values = new float[35 * 35];
        runs.characters().read(7, 1, values, 0);
        assertThat(values).isEqualTo(Arrays.copyOf(first.query().inputs(), values.length));
    }

    @Test
    void whatIsMissingInTheZipIsNamed() throws IOException {
        Map<String, byte[]> whole = wholeZip();
        assertThat(OmniglotRuns.load(zip(whole), 10)
                        .tasks()
                        .task(3)
                        .query()
                        .classes()
                        .labels())
                .startsWith(19, 18);

        Map<String, byte[]> without = new LinkedHashMap<>(whole);
        without.remove("run02/test/item05.png");
        assertRefused(
                without,
                ": run02 has 20 training and 19 test drawings, but there should be 20 of each: fetch the"
                        + " zip again");
        without.keySet().removeIf(name -> name.startsWith("run02"));
        assertRefused(
                without, " has 19 runs, but there should be 20: give all_runs.zip of Omniglot, or fetch it again");

        Map<String, byte[]> mislabelled = new LinkedHashMap<>(whole);
        String labels = labels("run20").replace("class01.png", "class02.png");
        mislabelled.put("run20/class_labels.txt", labels.getBytes(StandardCharsets.UTF_8));
        assertRefused(
                mislabelled,
                ": run20/class_labels.txt: line 'run20/test/item20.png run20/training/class02.png'"
                        + " does not match a test drawing with a training drawing of its own: fetch the zip again");
        mislabelled.put("run20/class_labels.txt", new byte[0]);
        assertRefused(mislabelled, ": run20/class_labels.txt has 0 lines, but there should be 20: fetch the zip again");
        mislabelled.remove("run20/class_labels.txt");
        assertRefused(mislabelled, " has no entry class_labels.txt: fetch it again");

        Map<String, byte[]> damaged = new LinkedHashMap<>(whole);
        damaged.put("run07/training/class03.png", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> OmniglotRuns.load(zip(damaged), 10))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("run07/training/class03.png is damaged");
    }

    @Test
    void wrongFilesAreRefused() throws IOException {
        assertThatThrownBy(() -> OmniglotRuns.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessage("there are no one-shot runs at " + folder + ": give omniglot-one-shot-runs.zip or"
                        + " all_runs.zip, or a folder that holds it; 'meta4j data get omniglot' fetches it");
        Path text = Files.writeString(folder.resolve("all_runs.zip"), "no zip");
        assertThatThrownBy(() -> OmniglotRuns.load(folder, 28))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(text + " is not a complete zip file");
    }

    private void assertRefused(Map<String, byte[]> entries, String message) throws IOException {
        Path file = zip(entries);
        assertThatThrownBy(() -> OmniglotRuns.load(file, 10))
                .isInstanceOf(DataException.class)
                .hasMessage(file + message);
    }

    private static Map<String, byte[]> wholeZip() {
        byte[] png = TinyImages.encoded(TinyImages.square(105, 0xffffff, 0), "png");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int r = 1; r <= 20; r++) {
            String run = String.format("run%02d", r);
            for (int i = 1; i <= 20; i++) {
                entries.put(run + String.format("/training/class%02d.png", i), png);
                entries.put(run + String.format("/test/item%02d.png", i), png);
            }
            entries.put(run + "/class_labels.txt", labels(run).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** Test drawing i is of character 21 − i. */
    private static String labels(String run) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(i -> String.format("%s/test/item%02d.png %s/training/class%02d.png%n", run, i, run, 21 - i))
                .collect(Collectors.joining());
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        return TinyZips.write(folder.resolve("runs.zip"), entries);
    }
}
