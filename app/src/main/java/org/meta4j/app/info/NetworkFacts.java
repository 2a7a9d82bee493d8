package org.meta4j.app.info;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.Fact;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.supervised.NetworkProvenance;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.TrainedNetwork;

/** What the file of a network that was trained on one data set says, under its headings. */
final class NetworkFacts {
    /** Formats of such files. */
    static final List<String> FORMATS = List.of(Documents.NETWORK, Documents.COMPRESSED_NETWORK);

    private NetworkFacts() {}

    static Map<String, List<Fact>> of(String file, String format) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        TrainedNetwork network;
        if (format.equals(Documents.COMPRESSED_NETWORK)) {
            CompressedNetwork compressed = CompressedNetwork.load(Path.of(file));
            facts.put(
                    "compression",
                    List.of(new Fact("recipe", compressed.recipe().toString())));
            network = compressed.network();
        } else {
            network = TrainedNetwork.load(Path.of(file));
        }
        facts.put(
                "network",
                List.of(
                        new Fact("layers", network.network().name()),
                        new Fact("examples", network.network().exampleShape().toString()),
                        new Fact(
                                "classes",
                                network.classes().isEmpty() ? "none" : String.join(", ", network.classes()))));
        NetworkProvenance from = network.provenance();
        facts.put(
                "provenance",
                List.of(
                        new Fact("data", from.data()),
                        new Fact("SHA-256 of the data", from.dataFingerprint()),
                        new Fact(
                                "library",
                                "meta4j " + from.library() + ", Java " + from.java() + ", " + from.kernels())));
        facts.put("training", training(from.training(), from.seconds()));
        return facts;
    }

    private static List<Fact> training(SupervisedSettings training, double seconds) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("epochs", Texts.count(training.epochs())),
                new Fact("examples of a minibatch", Texts.count(training.batch())),
                new Fact("optimiser", training.optimiser().name().toLowerCase(Locale.ROOT) + " " + training.rate())));
        if (training.maxNorm() != null) {
            facts.add(new Fact("weights of a unit", "at most " + training.maxNorm() + " long"));
        }
        facts.add(new Fact("seed", Long.toString(training.seed())));
        facts.add(new Fact("training time", Texts.duration(seconds)));
        return facts;
    }
}
