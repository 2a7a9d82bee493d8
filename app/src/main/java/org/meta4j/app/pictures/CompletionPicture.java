package org.meta4j.app.pictures;

import java.nio.file.Path;
import org.meta4j.data.ImageCompletion;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * A picture of completed images, one a column: above the known pixels, on blue where nothing is known, below them what a
 * learner makes of them, at the bottom the image. Each pixel is a square.
 */
public final class CompletionPicture {
    /** Images shown: {@value}. */
    public static final int IMAGES = 8;

    private static final int SQUARE = 4;
    private static final int GAP = 6;
    private static final int WHITE = 0xFFFFFF;
    private static final int UNKNOWN = 0x3B5B92;

    private CompletionPicture() {}

    /**
     * Draws the first test images and writes them as PNG, whole or not at all.
     *
     * @param shots known pixels of each
     * @param seed of the test tasks
     */
    public static void write(Path file, ImageCompletion images, BaseLearner learner, int shots, long seed) {
        int height = images.imageShape().sizes().get(0);
        int width = images.imageShape().sizes().get(1);
        int right = SQUARE * width + GAP;
        int down = SQUARE * height + GAP;
        Paper paper = new Paper(GAP + IMAGES * right, GAP + 3 * down, WHITE);
        TaskSource source = images.wholeTestTasks(shots, seed);
        for (int i = 0; i < IMAGES; i++) {
            Task task = source.task(i);
            int x = GAP + i * right;
            paper.fill(x, GAP, SQUARE * width, SQUARE * height, UNKNOWN);
            draw(paper, x, GAP, width, height, task.support(), values(task.support()));
            float[] found = learner.learn(task.support()).estimate(task.query()).values();
            draw(paper, x, GAP + down, width, height, task.query(), found);
            draw(paper, x, GAP + 2 * down, width, height, task.query(), values(task.query()));
        }
        AtomicFiles.write(file, Png.encode(paper));
    }

    private static float[] values(Examples examples) {
        return ((Targets.Values) examples.targets()).values();
    }

    private static void draw(Paper paper, int left, int top, int width, int height, Examples places, float[] shades) {
        for (int i = 0; i < shades.length; i++) {
            int column = index(places.inputs()[2 * i], width);
            int row = index(places.inputs()[2 * i + 1], height);
            int shade = Math.round(255 * Math.max(0, Math.min(1, shades[i])));
            paper.fill(left + SQUARE * column, top + SQUARE * row, SQUARE, SQUARE, shade << 16 | shade << 8 | shade);
        }
    }

    private static int index(float coordinate, int count) {
        return Math.round((coordinate + 1) / 2 * (count - 1));
    }
}
