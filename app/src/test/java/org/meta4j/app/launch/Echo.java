package org.meta4j.app.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the rest of its arguments into the file named by the first, one a line, and ends with exit code 7. */
final class Echo {
    private Echo() {}

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), List.of(args).subList(1, args.length));
        System.exit(VectorModule.state() == VectorModule.State.RESOLVED ? 7 : 8);
    }
}
