package org.meta4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where tests find real data other than Omniglot's two zips. */
final class RealData {
    private RealData() {}

    /** A file or folder of the data folder; without it the test is skipped and says so. */
    static Path at(String name) {
        Path folder = OmniglotData.folder();
        Assumptions.assumeTrue(
                Files.exists(folder.resolve(name)), "skipped: no " + name + " in " + folder + " (set META4J_DATA)");
        return folder.resolve(name);
    }
}
