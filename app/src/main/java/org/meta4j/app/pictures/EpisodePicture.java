package org.meta4j.app.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
     * Draws the picture and writes it as PNG. The file appears complete or not at all: it is written under a temporary
     * name beside it and then renamed. An existing file is replaced; a missing folder is made.
     *
     * @param classNames names to show, one for each class of the task
     * @throws IllegalArgumentException if the examples are no images or have no class labels, or predictions or names
     *     do not match the task
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Task task, Predictions predictions, String title, List<String> classNames)
            throws IOException {
        byte[] png = png(task, predictions, title, classNames);
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new IOException("cannot write a picture to " + file + ": it is a folder; name a file");
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, absolute.getFileName().toString(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(png);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(temporary, absolute);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
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
