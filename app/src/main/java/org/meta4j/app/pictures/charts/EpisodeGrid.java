package org.meta4j.app.pictures.charts;

import java.nio.ByteBuffer;
import java.util.List;
import org.meta4j.app.pictures.EpisodePicture;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;

/**
 * One task with its answers, as {@link EpisodePicture} draws it; here it can stand beside the others.
 *
 * @param title of the picture
 * @param png its pixels
 */
public record EpisodeGrid(String title, byte[] png) implements Picture {
    private static final int WIDTH_AT = 16;

    /** See {@link EpisodePicture#png}. */
    public static EpisodeGrid of(Task task, Predictions predictions, String title) {
        List<String> names = task.support().classes().names();
        return new EpisodeGrid(title, EpisodePicture.png(task, predictions, title, names));
    }

    @Override
    public String name() {
        return "episode";
    }

    /** In a PNG file the width stands behind the signature and the name of the first chunk, then comes the height. */
    @Override
    public double width() {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT);
    }

    @Override
    public double height() {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT + Integer.BYTES);
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.image(png, 0, 0, width(), height());
    }
}
