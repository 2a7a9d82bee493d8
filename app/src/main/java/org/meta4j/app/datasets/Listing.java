package org.meta4j.app.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/** Examples by name, to be divided by class. */
interface Listing {
    /** The classes, sorted by name. */
    List<ClassInfo> classes();

    /**
     * Writes the list as CSV.
     *
     * @param parts for each class's name the part that it is in
     */
    void write(Path file, Map<String, String> parts);
}
