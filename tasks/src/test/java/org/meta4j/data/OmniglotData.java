package org.meta4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Where tests find the real Omniglot; read once for all of them. */
final class OmniglotData {
    /** Kept between runs of the tests. */
    static final Path CACHE = Path.of("target", "cache");

    private static final Optional<Path> FOLDER = find();

    private OmniglotData() {}

    /** The folder with both zips; without one the test is skipped and says so. */
    static Path folder() {
        Assumptions.assumeTrue(
                FOLDER.isPresent(),
                "skipped: no Omniglot; set META4J_DATA to a folder with omniglot-images_background.zip and "
                        + "omniglot-images_evaluation.zip");
        return FOLDER.orElseThrow();
    }

    static Omniglot omniglot() {
        folder();
        return Holder.OMNIGLOT;
    }

    private static final class Holder {
        private static final Omniglot OMNIGLOT = Omniglot.load(folder(), 28, Optional.of(CACHE));
    }

    private static Optional<Path> find() {
        String named = System.getenv("META4J_DATA");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path data = up.resolve("shared").resolve("data");
            if (Files.exists(data.resolve("omniglot-images_background.zip"))) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }
}
