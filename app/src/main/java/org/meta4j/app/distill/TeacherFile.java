package org.meta4j.app.distill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.models.ModelFile;
import org.meta4j.distill.Teacher;

/**
 * A teacher that the user named.
 *
 * @param path of its file
 * @param teacher read from it
 * @param data what its run was begun with, if known
 */
record TeacherFile(Path path, Teacher teacher, Optional<DataChoice> data) {
    /** Reads teachers, each a model of classes. */
    static List<TeacherFile> read(List<Path> named, List<Double> weights) {
        if (!weights.isEmpty() && weights.size() != named.size()) {
            throw new UsageException("--teacher-weight is given " + weights.size() + " times for " + named.size()
                    + (named.size() == 1 ? " teacher" : " teachers") + ": give it once for each, or not at all");
        }
        List<ModelFile> found = named.stream().map(ModelFile::find).toList();
        List<TeacherFile> files = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            ModelFile file = found.get(i);
            double weight = weights.isEmpty() ? 1 : weights.get(i);
            files.add(new TeacherFile(
                    file.path(),
                    UsageException.check(() -> new Teacher(file.loadOfClasses("distill"), weight)),
                    file.data()));
        }
        return files;
    }
}
