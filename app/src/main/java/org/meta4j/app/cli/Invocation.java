package org.meta4j.app.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the program was called, so that what it tells people to type can be pasted. */
public final class Invocation {
    /** Environment variable by which the script {@code meta4j} says how it was called: a name or a path. */
    static final String VARIABLE = "META4J_COMMAND";

    private static final String NAME = "meta4j";

    /** Words that mean the same with quotation marks and without, in the shells of all platforms. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=@%+,…-]+");

    private Invocation() {}

    /** A command line of this program that does what {@code words} say: {@code ./meta4j predict FILE}. */
    public static String hint(Object... words) {
        return hint(System.getenv(VARIABLE), words);
    }

    /** @param called value of {@value #VARIABLE}; null or empty where nothing is known */
    static String hint(@Nullable String called, Object... words) {
        return Stream.concat(
                        program(called).stream(),
                        Arrays.stream(words).map(String::valueOf).map(Invocation::quoted))
                .collect(Collectors.joining(" "));
    }

    private static List<String> program(@Nullable String called) {
        if (called == null || called.isBlank()) {
            return List.of(NAME);
        }
        // A script that lost its right to be executed, as in a zip of the sources, is called by a shell.
        boolean path = called.contains("/");
        return path && !Files.isExecutable(Path.of(called)) ? List.of("sh", quoted(called)) : List.of(quoted(called));
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return File.separatorChar == '\\' ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
    }
}
