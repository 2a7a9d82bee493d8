package org.meta4j.learners.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meta4j.engine.ProgramMemory;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/**
 * Bytes that a training takes at its peak, known before it begins. Not counted are what a JVM takes anyway, some 50 MB, and
 * the programs of validation, which go forward alone.
 *
 * @param program of the meta-gradient
 * @param tasks computed at a time
 * @param threads that compute
 * @param parameters the meta-parameters, their gradient and the copies that validation keeps
 * @param optimiser its state
 * @param drawn tasks, those at hand and the next
 * @param data examples in memory, roughly
 */
public record TrainingMemory(
        ProgramMemory program, int tasks, int threads, long parameters, long optimiser, long drawn, long data) {
    /**
     * Memory of a training.
     *
     * @param program of the meta-gradient
     * @param numbers in the meta-parameters
     * @param validates whether the best parameters are kept beside the present ones
     * @param example numbers in an example
     * @param data bytes of the examples
     */
    public static TrainingMemory of(
            ProgramMemory program,
            TrainingSettings settings,
            int threads,
            long numbers,
            boolean validates,
            int example,
            long data) {
        int tasks = settings.tasksPerIteration();
        long examples = (long) tasks
                * (settings.episode().supportSize() + settings.episode().querySize());
        return new TrainingMemory(
                program,
                tasks,
                threads,
                Float.BYTES * numbers * (validates ? 4 : 2),
                Float.BYTES * numbers * 2,
                2 * Float.BYTES * examples * example,
                data);
    }

    /** Bytes of all tasks under way together. */
    public long computing() {
        return program.peak(tasks, threads);
    }

    /** Bytes in all. */
    public long total() {
        return computing() + parameters + optimiser + drawn + data;
    }

    /** Bytes of data as the library's readers keep them: a number of an image takes one, any other four. */
    static long of(MetaDataset data) {
        long bytes = 0;
        Set<String> origins = new HashSet<>();
        for (LabelledExamples examples : List.of(data.train(), data.validation(), data.test())) {
            long example =
                    (long) examples.shape().length() * (examples.shape().sizes().size() == 3 ? 1 : Float.BYTES);
            for (LabelledExamples.ClassInfo info : examples.classes()) {
                // Turned copies of a class are not stored.
                bytes += origins.add(info.origin()) ? info.size() * example : 0;
            }
        }
        return bytes;
    }
}
