package org.meta4j.app.adapt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meta4j.data.DataException;
import org.meta4j.data.ImageClasses;
import org.meta4j.data.ImageFolder;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/**
 * A folder's images as a support set.
 *
 * @param examples class by class
 * @param names class and file of each, such as {@code bolt/003.png}
 */
public record SupportImages(Examples examples, List<String> names) {
    /** Every image of each class: {@value}. */
    static final int ALL = 0;

    /**
     * All images of a folder that has a sub-folder for each class, as a learner wants them.
     *
     * @throws DataException if it is no such folder
     */
    public static SupportImages of(Path folder, TrainedLearner learner) {
        return of(ImageFolder.load(folder, ImageFolder.Options.DEFAULT.withShape(learner.exampleShape())), ALL);
    }

    /**
     * @param shots images of each class, the first by name; {@link #ALL}, or at least 1
     * @throws DataException if a class has fewer
     */
    static SupportImages of(ImageFolder folder, int shots) {
        ImageClasses images = folder.images();
        requireShots(folder, shots);
        int most = shots == ALL ? Integer.MAX_VALUE : shots;
        List<String> names = new ArrayList<>();
        for (int label = 0; label < images.classes().size(); label++) {
            ClassInfo info = images.classes().get(label);
            for (int i = 0; i < Math.min(most, info.size()); i++) {
                names.add(info.name() + "/" + images.exampleName(label, i));
            }
        }
        return new SupportImages(Examples.first(images, most), names);
    }

    private static void requireShots(ImageFolder folder, int shots) {
        for (ClassInfo info : folder.images().classes()) {
            if (info.size() < shots) {
                throw new DataException("folder " + folder.folder() + ": class '" + info.name() + "' has "
                        + info.size() + (info.size() == 1 ? " image" : " images") + ", but --shots " + shots + " needs "
                        + shots + ": add images, or use fewer shots or none, which takes all images");
            }
        }
    }
}
