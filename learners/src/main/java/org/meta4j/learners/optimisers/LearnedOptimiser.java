package org.meta4j.learners.optimisers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;

/**
 * An optimiser that was learned. It trains networks of any names and shapes; saved to and loaded from one safetensors file.
 *
 * @param rule that its numbers belong to
 * @param parameters the numbers; not to be changed any more
 * @param provenance where it comes from
 */
public record LearnedOptimiser(OptimiserRule rule, Tensors parameters, Provenance provenance) {
    private static final String RULE = "rule";
    private static final String PROVENANCE = "provenance";

    /**
     * Where it comes from.
     *
     * @param data that its networks learned
     * @param dataFingerprint SHA-256 of the data
     * @param training how it was learned
     * @param seconds that it took
     * @param library version of meta4j
     * @param java version of Java
     * @param kernels that computed it
     */
    public record Provenance(
            String data,
            String dataFingerprint,
            OptimiserTraining training,
            double seconds,
            String library,
            String java,
            String kernels) {}

    /** {@code learned-mlp} or {@code learned-lstm}, and by what it was learned. */
    public String name() {
        return ("learned-" + rule.kind() + " by " + provenance.training().by()).toLowerCase(Locale.ROOT);
    }

    /** The optimiser, ready to train networks, with a program for each set of shapes. Not for several callers at once. */
    public Optimiser on(Workers workers) {
        return new Ready(this, workers, new HashMap<>());
    }

    private record Ready(LearnedOptimiser learned, Workers workers, Map<Map<String, Shape>, RuleProgram> programs)
            implements Optimiser {
        @Override
        public String name() {
            return learned.name();
        }

        @Override
        public Steps start(Tensors weights) {
            Map<String, Shape> shapes = new LinkedHashMap<>();
            weights.asMap().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
            RuleProgram program = programs.computeIfAbsent(
                    shapes, key -> new RuleProgram(learned.rule.rule(), weights, learned.parameters, workers));
            program.setParameters(learned.parameters);
            Tensors state = program.start();
            return gradient -> program.step(weights, gradient, state);
        }
    }

    /** Writes the optimiser to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        var content = Json.object();
        content.set(RULE, Json.tree(rule));
        content.set(PROVENANCE, Json.tree(provenance));
        Documents.write(
                file,
                Documents.OPTIMISER,
                content,
                new Prefixed().put(Prefixed.PARAMETER, parameters).tensors());
    }

    /**
     * Reads an optimiser.
     *
     * @throws FileFormatException if the file is missing, damaged, or not an optimiser
     */
    public static LearnedOptimiser load(Path file) {
        Document document = Documents.read(file, Documents.OPTIMISER);
        OptimiserRule rule = document.read(RULE, OptimiserRule.class);
        Tensors parameters = Prefixed.get(document.tensors(), Prefixed.PARAMETER);
        Tensors expected = rule.rule().initialise(Tensors.of(Map.of("any", Tensor.zeros(Shape.of(1)))));
        if (!shapes(expected).equals(shapes(parameters))) {
            throw new FileFormatException(
                    document.source(),
                    "its tensors " + shapes(parameters) + " are not those of its rule, " + shapes(expected)
                            + ": give another file");
        }
        return new LearnedOptimiser(rule, parameters, document.read(PROVENANCE, Provenance.class));
    }

    private static Map<String, Shape> shapes(Tensors tensors) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}
