package org.meta4j.app.pictures;

import java.nio.file.Path;
import java.util.List;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.learners.files.FileWriteException;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;

/**
 * A picture of one episode: a row for each class, at the left its support images, then its query images, framed green
 * where the prediction is right and red where it is wrong, with what was predicted and how probable it was.
 *
 * <p>Images may be grey (1 channel) or coloured (3 channels, red, green, blue), of any size, with values from 0 to 1;
 * values outside are clipped. Grey images with an almost black border are taken for ink on paper, 1 the ink, and shown
 * dark on white. Queries without a label are framed grey and stand in a row of their own. Nothing depends on installed
 * fonts or a display.
 */
public final class EpisodePicture {
    private EpisodePicture() {}

    /**
     * Draws the picture and writes it as PNG, whole or not at all. An existing file is replaced.
     *
     * @param classNames names to show, one for each class of the task; of a name such as alphabet-07/character-12 the
     *     part before the last slash is shown small
     * @throws IllegalArgumentException if the examples are no images or have no class labels, or predictions or names
     *     do not match the task
     * @throws FileWriteException if the file cannot be written
     */
    public static void write(Path file, Task task, Predictions predictions, String title, List<String> classNames) {
        AtomicFiles.write(file, png(task, predictions, title, classNames));
    }

    /** The picture as the bytes of a PNG file; see {@link #write}. */
    public static byte[] png(Task task, Predictions predictions, String title, List<String> classNames) {
        check(task, predictions, classNames);
        return Png.encode(new EpisodeLayout(task, predictions, title, classNames).paint());
    }

    private static void check(Task task, Predictions predictions, List<String> classNames) {
        ExampleShape shape = task.query().shape();
        List<Integer> sizes = shape.sizes();
        if (sizes.size() != 3 || sizes.get(2) != 1 && sizes.get(2) != 3) {
            throw new IllegalArgumentException(
                    "a picture needs images of rows × columns × 1 or 3 channels, but the examples are " + shape);
        }
        int ways = task.support().classes().names().size();
        if (task.query().classes().names().size() != ways) {
            throw new IllegalArgumentException("the support set has " + ways + " classes, the query set "
                    + task.query().classes().names().size());
        }
        if (predictions.ways() != ways || predictions.count() != task.query().count()) {
            throw new IllegalArgumentException(predictions.count() + " predictions of " + predictions.ways()
                    + " classes do not belong to a task of " + task.query().count() + " queries of " + ways
                    + " classes");
        }
        if (classNames.size() != ways) {
            throw new IllegalArgumentException(classNames.size() + " class names for " + ways + " classes");
        }
    }
}
