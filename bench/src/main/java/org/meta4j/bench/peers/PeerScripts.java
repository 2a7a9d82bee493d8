package org.meta4j.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of {@code bench/peers}. */
public final class PeerScripts {
    /** The script that runs meta4j and its peers in turn and prints the table. */
    public static final String COMPARE = "compare.py";

    /** The script that trains by meta4j and by PyTorch until an accuracy is reached. */
    public static final String TIME_TO_ACCURACY = "time_to_accuracy.py";

    /** The script that makes a virtual environment with the peers. */
    public static final String SETUP = "setup.sh";

    /** All of them. */
    static final List<String> NAMES = List.of(
            COMPARE,
            TIME_TO_ACCURACY,
            SETUP,
            "requirements.txt",
            "harness.py",
            "kept.py",
            "mnist_cnn.py",
            "peer_easyfsl.py",
            "peer_jax.py",
            "peer_learn2learn.py",
            "peer_torch.py",
            "rows.py",
            "table.py",
            "workload_inputs.py");

    private PeerScripts() {}

    /** Writes them to a folder, over those of the same names. */
    public static void unpack(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : NAMES) {
                try (InputStream content = PeerScripts.class.getResourceAsStream(name)) {
                    if (content == null) {
                        throw new IllegalStateException("the program was built without " + name);
                    }
                    Files.copy(content, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the peers' scripts cannot be written to " + folder, e);
        }
    }
}
