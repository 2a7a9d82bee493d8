package org.meta4j.app.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/** Where everything goes on the picture of an episode; all measures in pixels. */
final class EpisodeLayout {
    private static final int BACKGROUND = 0xFAF9F6;
    private static final int TEXT = 0x1F2430;
    private static final int MUTED = 0x6A7080;
    private static final int RULE = 0xE3E0D8;
    private static final int PALE = 0xC9CBD2;
    private static final int RIGHT = 0x2C9A5B;
    private static final int WRONG = 0xD23B3B;

    private static final int MARGIN = 28;
    private static final int GAP = 12;
    private static final int NUMBER = 34;
    private static final int BLOCK_GAP = 36;
    private static final int CELL_TEXT = 20;
    private static final int ROW_GAP = 18;
    private static final int MOST_SUPPORTS = 5;
    private static final int MOST_QUERIES = 10;
    private static final int NAME_MOST = 190;
    private static final int LEAST_WIDTH = 560;

    private static final double TITLE = 15;
    private static final double BODY = 10.5;
    private static final double SMALL = 8.5;

    private final Task task;
    private final Predictions predictions;
    private final String title;
    private final List<String> names;
    private final List<List<Integer>> supports;
    private final List<List<Integer>> queries;
    private final int rows;
    private final Thumbnail thumbnail;
    private final int cellWidth;
    private final int cellHeight;
    private final int nameWidth;
    private final int supportColumns;
    private final int queryColumns;

    EpisodeLayout(Task task, Predictions predictions, String title, List<String> names) {
        this.task = task;
        this.predictions = predictions;
        this.title = title;
        this.names = names;
        int ways = names.size();
        supports = byClass(task.support(), ways);
        queries = byClass(task.query(), ways);
        rows = queries.get(ways).isEmpty() && supports.get(ways).isEmpty() ? ways : ways + 1;
        List<Integer> sizes = task.query().shape().sizes();
        thumbnail = new Thumbnail(task.query().shape(), Math.max(sizes.get(0), sizes.get(1)) <= 28 ? 56 : 72);
        // room for the longest line under a query
        cellWidth = Math.max(thumbnail.width(), (int) Math.ceil(StrokeFont.width("→" + ways + " 100%", SMALL)));
        cellHeight = thumbnail.height() + CELL_TEXT;
        double widest = StrokeFont.width("class", SMALL);
        for (int row = 0; row < rows; row++) {
            widest = Math.max(widest, Math.max(StrokeFont.width(name(row), BODY), StrokeFont.width(group(row), SMALL)));
        }
        nameWidth = (int) Math.ceil(Math.min(NAME_MOST, widest));
        supportColumns = Math.max(1, Math.min(MOST_SUPPORTS, most(supports)));
        queryColumns = Math.max(1, balanced(most(queries)));
    }

    /** Numbers of the examples of each class; last those without a class. */
    private static List<List<Integer>> byClass(Examples examples, int ways) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int c = 0; c <= ways; c++) {
            lists.add(new ArrayList<>());
        }
        int[] labels = examples.classes().labels();
        for (int i = 0; i < labels.length; i++) {
            lists.get(labels[i] == Targets.Classes.UNLABELLED ? ways : labels[i])
                    .add(i);
        }
        return lists;
    }

    /** Columns for lines of nearly the same length: 15 images make two lines of 8 and 7, not of 10 and 5. */
    private static int balanced(int count) {
        int lines = Math.max(1, lines(count, MOST_QUERIES));
        return lines(count, lines);
    }

    private static int most(List<List<Integer>> lists) {
        return lists.stream().mapToInt(List::size).max().orElse(0);
    }

    Paper paint() {
        int supportsAt = MARGIN + NUMBER + nameWidth + BLOCK_GAP / 2;
        int queriesAt = supportsAt + supportColumns * (cellWidth + GAP) - GAP + BLOCK_GAP;
        int right = queriesAt + queryColumns * (cellWidth + GAP) - GAP;
        int width = Math.max(LEAST_WIDTH, right + MARGIN);
        List<String> titleLines = StrokeFont.wrap(title, TITLE, width - 2.0 * MARGIN);
        List<String> caption = StrokeFont.wrap(caption(), BODY, width - 2.0 * MARGIN);
        int top = MARGIN + titleLines.size() * 28 + 38;
        int height = top + caption.size() * 22 + MARGIN;
        for (int row = 0; row < rows; row++) {
            height += rowHeight(row);
        }

        Paper paper = new Paper(width, height, BACKGROUND);
        int y = MARGIN + (int) TITLE;
        for (String line : titleLines) {
            paper.text(line, MARGIN, y, TITLE, 2.1, TEXT);
            y += 28;
        }
        y += 4;
        paper.text("class", MARGIN + NUMBER, y, SMALL, 1.15, MUTED);
        paper.text("support", supportsAt, y, SMALL, 1.15, MUTED);
        paper.text("query", queriesAt, y, SMALL, 1.15, MUTED);
        y = top;
        for (int row = 0; row < rows; row++) {
            paper.fill(MARGIN, y - ROW_GAP / 2 - 2, width - 2 * MARGIN, 1, RULE);
            paintName(paper, row, y);
            paintSupports(paper, row, supportsAt, y);
            paintQueries(paper, row, queriesAt, y);
            y += rowHeight(row);
        }
        paper.fill(MARGIN, y - ROW_GAP / 2 - 2, width - 2 * MARGIN, 1, RULE);
        y += 16;
        for (String line : caption) {
            paper.text(line, MARGIN, y, BODY, 1.35, TEXT);
            y += 22;
        }
        return paper;
    }

    private int rowHeight(int row) {
        int lines = Math.max(
                1,
                Math.max(
                        lines(supports.get(row).size(), supportColumns),
                        lines(queries.get(row).size(), queryColumns)));
        return lines * (cellHeight + 6) - 6 + ROW_GAP;
    }

    private static int lines(int count, int columns) {
        return (count + columns - 1) / columns;
    }

    private void paintName(Paper paper, int row, int y) {
        int middle = y + thumbnail.height() / 2;
        if (row < names.size()) {
            paper.text(String.valueOf(row + 1), MARGIN, middle + 5, BODY, 1.9, TEXT);
        }
        String group = group(row);
        int shift = group.isEmpty() ? 5 : -2;
        String name = StrokeFont.fit(name(row), BODY, nameWidth);
        paper.text(name, MARGIN + NUMBER, middle + shift, BODY, 1.35, TEXT);
        paper.text(StrokeFont.fit(group, SMALL, nameWidth), MARGIN + NUMBER, middle + 16, SMALL, 1.15, MUTED);
    }

    /** The last part of a name such as alphabet-07/character-12. */
    private String name(int row) {
        return row == names.size()
                ? "no label"
                : names.get(row).substring(names.get(row).lastIndexOf('/') + 1);
    }

    private String group(int row) {
        return row == names.size()
                ? ""
                : names.get(row).substring(0, Math.max(0, names.get(row).lastIndexOf('/')));
    }

    private void paintSupports(Paper paper, int row, int left, int top) {
        for (int i = 0; i < supports.get(row).size(); i++) {
            int x = left + i % supportColumns * (cellWidth + GAP);
            int y = top + i / supportColumns * (cellHeight + 6);
            paintImage(paper, task.support(), supports.get(row).get(i), x, y, 1, PALE);
        }
    }

    private void paintQueries(Paper paper, int row, int left, int top) {
        for (int i = 0; i < queries.get(row).size(); i++) {
            int query = queries.get(row).get(i);
            int x = left + i % queryColumns * (cellWidth + GAP);
            int y = top + i / queryColumns * (cellHeight + 6);
            int label = predictions.label(query);
            String percent = Math.round(100 * predictions.probability(query, label)) + "%";
            boolean known = row < names.size();
            boolean right = known && label == row;
            int colour = !known ? PALE : right ? RIGHT : WRONG;
            paintImage(paper, task.query(), query, x, y, right ? 2 : 3, colour);
            String below = right ? percent : "→" + (label + 1) + " " + percent;
            double middle = x + (cellWidth - StrokeFont.width(below, SMALL)) / 2;
            int ink = !known ? MUTED : right ? Paper.mix(RIGHT, TEXT, 0.25) : WRONG;
            paper.text(below, middle, y + thumbnail.height() + 16, SMALL, right ? 1.15 : 1.5, ink);
        }
    }

    private void paintImage(Paper paper, Examples examples, int example, int x, int y, int frame, int colour) {
        int left = x + (cellWidth - thumbnail.width()) / 2;
        thumbnail.draw(examples.inputs(), example * examples.shape().length(), paper, left, y);
        paper.frame(left, y, thumbnail.width(), thumbnail.height(), frame, colour);
    }

    private String caption() {
        int known = 0;
        int right = 0;
        for (int c = 0; c < names.size(); c++) {
            for (int query : queries.get(c)) {
                known++;
                right += predictions.label(query) == c ? 1 : 0;
            }
        }
        if (known == 0) {
            return "No query has a label: below each image the predicted class.";
        }
        String share = String.format(Locale.ROOT, "%.1f", 100.0 * right / known);
        return "Accuracy " + share + "%: " + right + " of " + known + " right. Green: right, with its probability."
                + (right == known ? "" : " Red: wrong, with the class predicted.");
    }
}
