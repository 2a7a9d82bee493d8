package org.meta4j.app.pictures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.learners.files.FileWriteException;
import org.meta4j.learners.trust.Explanation;
import org.meta4j.tasks.ExampleShape;

/**
 * A picture of why images were given their classes: a row for each, at the left the image with its answer, then its
 * nearest supports with their distances, framed green where they speak for the answer and red where they hurt it, with
 * the effect. The support that hurts most takes the last place if it is not among the nearest.
 */
public final class ExplanationPicture {
    /** Rows that a picture may have: {@value}. */
    public static final int MOST_IMAGES = 20;

    private static final int BACKGROUND = 0xFAF9F6;
    private static final int TEXT = 0x1F2430;
    private static final int MUTED = 0x6A7080;
    private static final int RULE = 0xE3E0D8;
    private static final int PALE = 0xC9CBD2;
    private static final int HELPS = 0x2C9A5B;
    private static final int HURTS = 0xD23B3B;

    private static final int MARGIN = 28;
    private static final int TOP = 58;
    private static final int CELL = 96;
    private static final int GAP = 14;
    private static final int ANSWER = 190;
    private static final int MOST_SUPPORTS = 6;
    private static final int IMAGE = 64;
    private static final int ROW = IMAGE + 74;
    private static final double BODY = 10.5;
    private static final double SMALL = 8.5;

    /** Effects that round to 0.0 percent are neither help nor hurt. */
    private static final double WORTH = 0.0005;

    private ExplanationPicture() {}

    /**
     * One image.
     *
     * @param name of its file
     * @param answer class that it was given
     * @param why the reasons
     */
    public record Row(String name, String answer, Explanation why) {}

    /**
     * Draws the picture and writes it as PNG, whole or not at all. An existing file is replaced.
     *
     * @param inputs the images, in the order of the rows
     * @throws IllegalArgumentException if there are too many rows, or the task's examples are no images
     * @throws FileWriteException if the file cannot be written
     */
    public static void write(Path file, TaskFile task, float[] inputs, List<Row> rows) {
        AtomicFiles.write(file, png(task, inputs, rows));
    }

    /** The picture as the bytes of a PNG file; see {@link #write}. */
    public static byte[] png(TaskFile task, float[] inputs, List<Row> rows) {
        ExampleShape shape = task.exampleShape();
        List<Integer> sizes = shape.sizes();
        if (sizes.size() != 3 || sizes.get(2) != 1 && sizes.get(2) != 3) {
            throw new IllegalArgumentException(
                    "a picture needs images of rows × columns × 1 or 3 channels, but the examples are " + shape);
        }
        if (rows.size() > MOST_IMAGES || inputs.length != rows.size() * shape.length()) {
            throw new IllegalArgumentException("a picture of " + rows.size() + " rows for " + inputs.length
                    + " numbers: there must be one image of " + shape + " for each row, and at most " + MOST_IMAGES);
        }
        return Png.encode(paint(task, inputs, rows));
    }

    private static Paper paint(TaskFile task, float[] inputs, List<Row> rows) {
        int columns = Math.min(MOST_SUPPORTS, task.supports().size());
        int supportsAt = MARGIN + IMAGE + GAP + ANSWER;
        int width = supportsAt + columns * (CELL + GAP) + MARGIN;
        Paper paper = new Paper(width, TOP + rows.size() * ROW + MARGIN, BACKGROUND);
        paper.text("image and answer", MARGIN, TOP - 22, SMALL, 1.15, MUTED);
        paper.text("nearest examples: distance, effect on the answer", supportsAt, TOP - 22, SMALL, 1.15, MUTED);
        Thumbnail thumbnail = new Thumbnail(task.exampleShape(), IMAGE);
        for (int i = 0; i < rows.size(); i++) {
            int y = TOP + i * ROW;
            paper.fill(MARGIN, y - 10, width - 2 * MARGIN, 1, RULE);
            Row row = rows.get(i);
            thumbnail.draw(inputs, i * task.exampleShape().length(), paper, MARGIN, y);
            paper.frame(MARGIN, y, thumbnail.width(), thumbnail.height(), 1, PALE);
            int textAt = MARGIN + IMAGE + GAP;
            int room = ANSWER - GAP;
            paper.text(StrokeFont.fit(row.answer(), BODY, room), textAt, y + 20, BODY, 1.6, TEXT);
            paper.text(StrokeFont.fit(probable(task, row), SMALL, room), textAt, y + 40, SMALL, 1.15, TEXT);
            paper.text(StrokeFont.fit(row.name(), SMALL, room), textAt, y + 58, SMALL, 1.15, MUTED);
            List<Explanation.Part> parts = chosen(row.why());
            for (int s = 0; s < parts.size(); s++) {
                support(paper, task, thumbnail, parts.get(s), supportsAt + s * (CELL + GAP), y);
            }
        }
        return paper;
    }

    private static String probable(TaskFile task, Row row) {
        String percent = String.format(Locale.ROOT, "%.1f%%", 100 * row.why().probability());
        String name = task.classes().get(row.why().label());
        return row.answer().equals(name) ? percent : "nearest to " + name + " " + percent;
    }

    private static void support(Paper paper, TaskFile task, Thumbnail thumbnail, Explanation.Part part, int x, int y) {
        float[] images = task.task().supportInputs();
        int left = x + (CELL - thumbnail.width()) / 2;
        boolean helps = part.effect() >= WORTH;
        boolean hurts = part.effect() <= -WORTH;
        if (images.length > 0) {
            thumbnail.draw(images, part.support() * task.exampleShape().length(), paper, left, y);
        }
        int colour = helps ? HELPS : hurts ? HURTS : PALE;
        paper.frame(left, y, thumbnail.width(), thumbnail.height(), helps || hurts ? 3 : 1, colour);
        int below = y + IMAGE + 16;
        middle(paper, StrokeFont.fit(part.name(), SMALL, CELL), x, below, MUTED);
        if (!Double.isNaN(part.distance())) {
            middle(paper, String.format(Locale.ROOT, "%.2f", part.distance()), x, below + 15, TEXT);
        }
        if (!Double.isNaN(part.effect())) {
            String effect = helps || hurts ? String.format(Locale.ROOT, "%+.1f%%", 100 * part.effect()) : "0.0%";
            middle(paper, effect, x, below + 30, helps || hurts ? Paper.mix(colour, TEXT, 0.25) : MUTED);
        }
    }

    private static void middle(Paper paper, String text, int x, int y, int colour) {
        paper.text(text, x + (CELL - StrokeFont.width(text, SMALL)) / 2, y, SMALL, 1.15, colour);
    }

    private static List<Explanation.Part> chosen(Explanation why) {
        List<Explanation.Part> parts = new ArrayList<>(
                why.supports().subList(0, Math.min(MOST_SUPPORTS, why.supports().size())));
        why.supports().stream()
                .filter(part -> part.effect() <= -WORTH)
                .min(Comparator.comparingDouble(Explanation.Part::effect))
                .filter(part -> !parts.contains(part))
                .ifPresent(part -> parts.set(parts.size() - 1, part));
        return parts;
    }
}
