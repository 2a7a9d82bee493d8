package org.meta4j.app.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How this program was started, so that it can be started again. */
public final class Started {
    private Started() {}

    /** The same for a shell. */
    public static Optional<String> command() {
        return words().map(Started::line);
    }

    static Optional<String> command(Path program, Path javaHome) {
        return words(program, javaHome).map(Started::line);
    }

    private static String line(List<String> words) {
        return words.stream()
                .map(word -> word.startsWith("-") ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    /** Words of a command: the checkout's script if the jar lies where that puts it, else Java with the jar. */
    public static Optional<List<String>> words() {
        CodeSource source = Started.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return words(Path.of(source.getLocation().toURI()), Path.of(System.getProperty("java.home")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<List<String>> words(Path program, Path javaHome) {
        if (!Files.isRegularFile(program)) {
            return Optional.empty();
        }
        Path folder = program.toAbsolutePath().getParent();
        Path root = folder == null ? null : folder.resolve("..").resolve("..").normalize();
        Path script = root == null ? null : root.resolve("meta4j");
        if (script != null && Files.isRegularFile(script) && Files.isExecutable(script)) {
            return Optional.of(List.of(script.toString()));
        }
        return Optional.of(List.of(
                javaHome.resolve("bin").resolve("java").toString(),
                "-jar",
                program.toAbsolutePath().toString()));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
