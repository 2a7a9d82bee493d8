package org.meta4j.app.download;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.meta4j.app.cli.UsageException;
import org.meta4j.naming.Suggestions;

/**
 * Data sets that are fetched when asked for, from where their authors, or those who keep them for PyTorch, put them.
 *
 * @param name as typed
 * @param files its files
 * @param spec how to name it to {@code --data}, with {@code %s} for the folder
 * @param credit whom to name where the data are used, and their licence
 */
public record PublishedData(String name, List<RemoteFile> files, String spec, String credit) {
    private static final String OMNIGLOT = "https://raw.githubusercontent.com/brendenlake/omniglot/master/python/";
    private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    // The authors' own address; it has no https, which the checksums make up for.
    private static final String FASHION_MNIST = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    private static final List<PublishedData> ALL = List.of(
            new PublishedData(
                    "omniglot",
                    List.of(
                            file(OMNIGLOT, "images_background.zip", md5("68d2efa1b9178cc56df9314c21c6e718")),
                            file(OMNIGLOT, "images_evaluation.zip", md5("6b91aef0f799c5bb55b94e3f2daec811")),
                            file(
                                    OMNIGLOT + "one-shot-classification/",
                                    "all_runs.zip",
                                    sha("437c1eeab0af8484112e1b4cc0f3d541ec727f7c47b9b202da738af9dfd6c325"))),
                    "omniglot:%s",
                    "Omniglot: Lake, Salakhutdinov, Tenenbaum, Science 2015; MIT licence"),
            new PublishedData(
                    "mnist",
                    idx(
                            MNIST,
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
                    "mnist:%s",
                    "MNIST: LeCun, Cortes, Burges; CC BY-SA 3.0, as commonly stated"),
            new PublishedData(
                    "fashion-mnist",
                    idx(
                            FASHION_MNIST,
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
                    "fashion-mnist:%s",
                    "Fashion-MNIST: Xiao, Rasul, Vollgraf 2017; MIT licence"));

    public PublishedData {
        files = List.copyOf(files);
    }

    /** All of them. */
    public static List<PublishedData> all() {
        return ALL;
    }

    /** The set of a name; an unknown one is wrong use. */
    public static PublishedData named(String name) {
        return ALL.stream()
                .filter(data -> data.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(Suggestions.unknown(
                        "data set", name, ALL.stream().map(PublishedData::name).toList())));
    }

    /** The same files from another place. */
    public PublishedData from(URI base) {
        return new PublishedData(
                name, files.stream().map(file -> file.from(base)).toList(), spec, credit);
    }

    private static RemoteFile file(String base, String name, Checksum checksum) {
        return new RemoteFile(name, URI.create(base + name), checksum);
    }

    private static List<RemoteFile> idx(String base, String... sums) {
        List<String> names = List.of(
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz");
        return Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                .map(i -> file(base, names.get(i), sha(sums[i])))
                .toList();
    }

    private static Checksum sha(String hex) {
        return Checksum.sha256(hex);
    }

    private static Checksum md5(String hex) {
        return Checksum.md5(hex);
    }
}
