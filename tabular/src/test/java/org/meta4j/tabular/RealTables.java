package org.meta4j.tabular;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The tables that tests are run on where they are there. */
public final class RealTables {
    private RealTables() {}

    /** {@code tabular.zip}; skips the test aloud where it is not there. */
    public static Path zip() {
        String named = System.getenv("META4J_DATA");
        Path folder = named == null ? null : Path.of(named);
        for (Path at = Path.of("").toAbsolutePath(); folder == null && at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("data");
            folder = Files.isDirectory(candidate) ? candidate : null;
        }
        Path zip = folder == null ? null : folder.resolve("tabular.zip");
        Assumptions.assumeTrue(
                zip != null && Files.isRegularFile(zip),
                "SKIPPED: no tabular.zip in META4J_DATA (" + named + ") or ../shared/data");
        return zip;
    }
}
