package org.meta4j.app.predict;

import java.util.List;
import java.util.Optional;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.trust.Explanation;

/**
 * What is said of one image.
 *
 * @param file as the user named it
 * @param known whether it is of one of the task's classes at all
 * @param className the most probable class
 * @param probability of it, if the image is of one of the classes
 * @param nearest supports, nearest first
 * @param why if that was asked for
 */
record Answer(
        String file,
        boolean known,
        String className,
        float probability,
        List<TaskFile.Nearest> nearest,
        Optional<Explanation> why) {
    /** What stands in the place of a class where there is none. */
    static final String NONE = "none of these";

    String shownClass() {
        return known ? className : NONE;
    }
}
