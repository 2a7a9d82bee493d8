package org.meta4j.app.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** How this program was started, so that it can be started again. */
final class Started {
    private Started() {}

    /** A command for a shell: the checkout's script if the jar lies where that puts it, else Java with the jar. */
    static Optional<String> command() {
        CodeSource source = Started.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return command(Path.of(source.getLocation().toURI()), Path.of(System.getProperty("java.home")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<String> command(Path program, Path javaHome) {
        if (!Files.isRegularFile(program)) {
            return Optional.empty();
        }
        Path folder = program.toAbsolutePath().getParent();
        Path root = folder == null ? null : folder.resolve("..").resolve("..").normalize();
        Path script = root == null ? null : root.resolve("meta4j");
        if (script != null && Files.isRegularFile(script) && Files.isExecutable(script)) {
            return Optional.of(quoted(script));
        }
        return Optional.of(
                quoted(javaHome.resolve("bin").resolve("java")) + " -jar " + quoted(program.toAbsolutePath()));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
