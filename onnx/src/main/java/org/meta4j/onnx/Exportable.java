package org.meta4j.onnx;

import java.util.List;
import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** What can be exported. */
final class Exportable {
    private static final ExampleShape IMAGES = new ExampleShape(List.of(28, 28, 1));
    private static final EpisodeShape EPISODE = new EpisodeShape(5, 1, 1);

    private Exportable() {}

    /** Whether a method's own way to solve tasks can be written down whole. */
    static boolean isWhole(Method method) {
        LearnerSettings settings = method.defaults(IMAGES, EPISODE);
        return method.traced(settings, Tensors.of(Map.of()), method.evaluationBatchNorm())
                .isPresent();
    }
}
