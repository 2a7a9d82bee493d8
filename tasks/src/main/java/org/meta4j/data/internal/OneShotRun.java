package org.meta4j.data.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.meta4j.data.DataException;

/**
 * One of Lake's one-shot runs, not yet decoded.
 *
 * @param file the zip that it is from
 * @param name like {@code run01}
 * @param training training drawings, sorted by name
 * @param test test drawings, sorted by name
 * @param labels for each test drawing the number of the training drawing of the same character; all different
 */
public record OneShotRun(Path file, String name, List<Drawing> training, List<Drawing> test, int[] labels) {
    private static final String LABELS = "class_labels.txt";

    /** A drawing; its name is like {@code training/class01.png}. */
    public record Drawing(String name, byte[] png) {}

    /**
     * Puts a run together.
     *
     * @param entries content by name within the run's folder
     * @throws DataException unless there are exactly so many drawings of each kind, matched one to one
     */
    public static OneShotRun of(Path file, String name, SortedMap<String, byte[]> entries, int ways) {
        List<Drawing> training = drawings(entries, "training/");
        List<Drawing> test = drawings(entries, "test/");
        String where = file + ": " + name;
        if (training.size() != ways || test.size() != ways) {
            throw new DataException(where + " has " + training.size() + " training and " + test.size()
                    + " test drawings, but there should be " + ways + " of each: fetch the zip again");
        }
        String text = new String(ZipEntries.required(file, entries, LABELS), StandardCharsets.UTF_8);
        int[] labels = new int[ways];
        Arrays.fill(labels, -1);
        boolean[] taken = new boolean[ways];
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            int item = words.length == 2 ? index(test, name, words[0]) : -1;
            int label = words.length == 2 ? index(training, name, words[1]) : -1;
            if (item < 0 || label < 0 || labels[item] >= 0 || taken[label]) {
                throw new DataException(where + "/" + LABELS + ": line '" + line
                        + "' does not match a test drawing with a training drawing of its own: fetch the zip again");
            }
            labels[item] = label;
            taken[label] = true;
        }
        if (lines.size() != ways) {
            throw new DataException(where + "/" + LABELS + " has " + lines.size() + " lines, but there should be "
                    + ways + ": fetch the zip again");
        }
        return new OneShotRun(file, name, training, test, labels);
    }

    /** Name of a training drawing without folder and ending: {@code class01}. */
    public String trainingName(int way) {
        String full = training.get(way).name();
        return full.substring(full.lastIndexOf('/') + 1, full.lastIndexOf('.'));
    }

    /** Number of the test drawing of a character. */
    public int testOf(int way) {
        for (int item = 0; item < labels.length; item++) {
            if (labels[item] == way) {
                return item;
            }
        }
        throw new IndexOutOfBoundsException("there is no character " + way + " in " + name);
    }

    private static List<Drawing> drawings(SortedMap<String, byte[]> entries, String folder) {
        List<Drawing> drawings = new ArrayList<>();
        entries.forEach((entry, bytes) -> {
            if (entry.startsWith(folder)) {
                drawings.add(new Drawing(entry, bytes));
            }
        });
        return List.copyOf(drawings);
    }

    private static int index(List<Drawing> drawings, String run, String path) {
        for (int i = 0; i < drawings.size(); i++) {
            if (path.equals(run + "/" + drawings.get(i).name())) {
                return i;
            }
        }
        return -1;
    }
}
