package org.meta4j.learners.supervised;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.ByteMatrix;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.FileChecks;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.nets.Network;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network with what it has learned.
 *
 * @param network that the parameters belong to
 * @param parameters not to be changed
 * @param statistics running ones of normalisation layers; not to be changed
 * @param classes names of the classes that it tells apart; none if it predicts numbers
 * @param provenance where it comes from
 */
public record TrainedNetwork(
        Network network, Tensors parameters, Tensors statistics, List<String> classes, NetworkProvenance provenance) {
    private static final String NETWORK = "network";
    private static final String CLASSES = "classes";
    private static final String PROVENANCE = "provenance";

    /** What a file says of the network. */
    private record Architecture(String layers, List<Integer> exampleShape) {
        Architecture {
            exampleShape = List.copyOf(exampleShape);
            // Reading the layers checks them.
            Layered.parse(layers, new ExampleShape(exampleShape));
        }

        Layered network() {
            return Layered.parse(layers, new ExampleShape(exampleShape));
        }
    }

    public TrainedNetwork {
        classes = List.copyOf(classes);
    }

    /** Outputs [count, features]; of a network that tells classes apart their scores, the logarithms of their odds but for a shift. */
    public float[] scores(Examples examples, Workers workers) {
        return new NetworkScorer(network, workers).scores(parameters, statistics, examples);
    }

    /**
     * The network as a function of one example.
     *
     * @throws IllegalStateException if it is no {@link Layered} network
     */
    public SingleScorer single(Workers workers) {
        return single(Map.of(), workers);
    }

    /**
     * The network as a function of one example, some of whose dense layers have weights of 8 bits.
     *
     * @param bytes weights by the layer's name, such as {@code dense1}
     * @throws IllegalStateException if it is no {@link Layered} network
     */
    public SingleScorer single(Map<String, ByteMatrix> bytes, Workers workers) {
        return new SingleScorer(layered("asked for one example"), parameters, bytes, workers);
    }

    /** Examples whose largest score is not their class's. */
    public int errors(SupervisedData data, Workers workers) {
        return new NetworkScorer(network, workers).errors(parameters, statistics, data);
    }

    /** Share of the examples whose largest score is their class's, between 0 and 1. */
    public double accuracy(SupervisedData data, Workers workers) {
        return new NetworkScorer(network, workers).accuracy(parameters, statistics, data);
    }

    /**
     * The same network with other parameters.
     *
     * @throws FileFormatException if they have other names or shapes
     */
    public TrainedNetwork withTensors(Tensors newParameters) {
        FileChecks.sameShapes("the network '" + network.name() + "'", parameters, newParameters);
        return new TrainedNetwork(network, newParameters, statistics, classes, provenance);
    }

    /**
     * What the network computes before its last layer with weights: its features, to learn something else with.
     *
     * @throws IllegalStateException if it is no {@link Layered} network
     */
    public TrainedNetwork body() {
        Layered body = layered("taken apart").body();
        Map<String, Tensor> kept = new LinkedHashMap<>();
        body.initialise(0).names().forEach(name -> kept.put(name, parameters.get(name)));
        return new TrainedNetwork(body, Tensors.of(kept), statistics, List.of(), provenance);
    }

    private Layered layered(String what) {
        if (network instanceof Layered layered) {
            return layered;
        }
        throw new IllegalStateException("only networks of layers can be " + what + ", but this one is '"
                + network.name() + "': write it as layers, such as conv32-pool-dense10");
    }

    /**
     * Writes the network to a file, replacing it only when all is on disk.
     *
     * @throws IllegalStateException if it is no {@link Layered} network
     */
    public void save(Path file) {
        Document document = document(file.toString());
        Documents.write(file, document.format(), document.content(), document.tensors());
    }

    /**
     * What its file holds, for files that hold it in another way.
     *
     * @param source what to call it in errors
     */
    public Document document(String source) {
        Layered layered = layered("saved");
        ObjectNode content = Json.object();
        content.set(
                NETWORK,
                Json.tree(
                        new Architecture(layered.text(), layered.exampleShape().sizes())));
        content.set(CLASSES, Json.tree(classes));
        content.set(PROVENANCE, Json.tree(provenance));
        Tensors tensors = new Prefixed().put(Prefixed.PARAMETER, parameters).tensors();
        return new Document(source, Documents.NETWORK, Documents.FORMAT_VERSION, content, tensors, Map.of());
    }

    /**
     * Reads a network.
     *
     * @throws FileFormatException if the file is missing, damaged, or not a network
     */
    public static TrainedNetwork load(Path file) {
        return of(Documents.read(file, Documents.NETWORK));
    }

    /**
     * The network that {@link #document} was made of.
     *
     * @throws FileFormatException if it lacks something
     */
    public static TrainedNetwork of(Document document) {
        Layered network = document.read(NETWORK, Architecture.class).network();
        Tensors parameters = Prefixed.get(document.tensors(), Prefixed.PARAMETER);
        FileChecks.sameShapes(document.source(), network.initialise(0), parameters);
        return new TrainedNetwork(
                network,
                parameters,
                network.initialStatistics(),
                List.of(document.read(CLASSES, String[].class)),
                document.read(PROVENANCE, NetworkProvenance.class));
    }
}
