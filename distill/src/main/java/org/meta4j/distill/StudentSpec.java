package org.meta4j.distill;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * Which student, in a few letters: {@code METHOD:NETWORK-SIZE}, such as {@code protonet:cnn4-16} or {@code maml:mlp-64}.
 *
 * @param method name of the meta-learning method
 * @param network kind of network
 * @param size its filters, or the width of its first hidden layer, at least 1
 */
public record StudentSpec(String method, String network, int size) {
    /** The usual four blocks. */
    private static final String CNN4 = "cnn4";

    private static final Pattern PATTERN = Pattern.compile("([^:]+):(.+)-(\\d{1,6})");

    /** All kinds of network by the names that they have here. */
    public static final List<String> NETWORKS =
            Stream.concat(Stream.of(CNN4), NetworkSettings.KINDS.stream()).toList();

    public StudentSpec {
        if (!Distiller.students().contains(method)) {
            Methods.named(method);
            throw new IllegalArgumentException("a student cannot be of method '" + method
                    + "', which is not trained to score the queries of episodes: use "
                    + String.join(", ", Distiller.students()));
        }
        if (!NETWORKS.contains(network)) {
            throw new IllegalArgumentException(Suggestions.unknown("network", network, NETWORKS));
        }
        if (size < 1) {
            throw new IllegalArgumentException("a student's size must be at least 1, but was " + size);
        }
    }

    /** @throws IllegalArgumentException if it is none, with what one looks like */
    public static StudentSpec parse(String text) {
        Matcher matcher = PATTERN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a student is METHOD:NETWORK-SIZE, such as protonet:cnn4-16 or"
                    + " protonet:mlp-64, but was '" + text + "'; networks: " + String.join(", ", NETWORKS)
                    + "; methods: " + String.join(", ", Distiller.students()));
        }
        return new StudentSpec(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
    }

    /**
     * Settings of such a student; all that is not said is its method's default.
     *
     * @param episode the tasks that it is to solve
     */
    public LearnerSettings settings(ExampleShape examples, EpisodeShape episode) {
        LearnerSettings defaults = Methods.named(method).defaults(examples, episode);
        String kind = network.equals(CNN4) ? NetworkSettings.CNN4_STRIDED : network;
        String readout = NetworkSettings.hasReadouts(kind) ? defaults.network().readout() : NetworkSettings.FLATTEN;
        return defaults.withNetwork(new NetworkSettings(kind, examples.sizes(), size, readout));
    }

    @Override
    public String toString() {
        return method + ":" + network + "-" + size;
    }
}
