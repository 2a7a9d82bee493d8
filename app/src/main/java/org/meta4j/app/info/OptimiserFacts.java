package org.meta4j.app.info;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.Fact;
import org.meta4j.learners.optimisers.HiddenLayers;
import org.meta4j.learners.optimisers.LearnedOptimiser;
import org.meta4j.learners.optimisers.OptimiserTraining;

/** What a learned optimiser's file says, under its headings. */
final class OptimiserFacts {
    private OptimiserFacts() {}

    static Map<String, List<Fact>> of(LearnedOptimiser learned) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        var rule = learned.rule();
        facts.put(
                "learner",
                List.of(
                        new Fact("method", "learned-" + rule.kind().name().toLowerCase(Locale.ROOT)),
                        new Fact("layers", rule.layers() + " of " + rule.units() + " units"),
                        new Fact("scale", Double.toString(rule.scale()))));
        LearnedOptimiser.Provenance from = learned.provenance();
        facts.put(
                "provenance",
                List.of(
                        new Fact("data", from.data()),
                        new Fact("SHA-256 of the data", from.dataFingerprint()),
                        new Fact(
                                "library",
                                "meta4j " + from.library() + ", Java " + from.java() + ", " + from.kernels())));
        OptimiserTraining training = from.training();
        facts.put(
                "training",
                List.of(
                        new Fact("by", training.by().name().toLowerCase(Locale.ROOT)),
                        new Fact(
                                "networks",
                                training.networks().stream()
                                        .map(HiddenLayers::toString)
                                        .collect(Collectors.joining(", "))),
                        new Fact(
                                "steps",
                                training.horizon() + " a training, " + training.truncation() + " a truncation, "
                                        + training.batch() + " examples a step"),
                        new Fact("iterations", Texts.count(training.iterations())),
                        new Fact("seed", Long.toString(training.seed())),
                        new Fact("training time", Texts.duration(from.seconds()))));
        return facts;
    }
}
