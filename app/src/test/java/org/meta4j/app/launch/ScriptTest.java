package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code meta4j}, in a checkout that is built already and with a Java that only writes down its words. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ScriptTest {
    private static final int EXIT_CODE = 5;
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable");
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-Xms32m");

    @TempDir
    private Path temporary;

    private Path root;
    private Path jar;
    private Path archive;
    private Path words;
    private Path archived;
    private Path called;

    @BeforeEach
    void aBuiltCheckout() throws IOException {
        root = temporary.toRealPath().resolve("a checkout");
        for (String folder : List.of(".mvn", "app/src/main", "target/run", "jdk/bin")) {
            Files.createDirectories(root.resolve(folder));
        }
        jar = root.resolve("target/run/meta4j.jar");
        archive = root.resolve("target/run/meta4j-17.jsa");
        words = root.resolve("words");
        archived = root.resolve("archived");
        called = root.resolve("called");
        Files.copy(script(), root.resolve("meta4j"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("app/pom.xml"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        java("printf classes >\"${word#*=}\"");
        Files.createFile(jar);
    }

    private static Path script() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder.resolve("meta4j");
    }

    /** @param archiving what Java does when it is to make an archive */
    private void java(String archiving) throws IOException {
        Path java = root.resolve("jdk/bin/java");
        Files.writeString(java, """
                #!/bin/sh
                for word; do
                    case $word in
                    -XX:ArchiveClassesAtExit=*) printf '%%s\\n' "$@" >>'%s'; echo noise; echo noise >&2; %s; exit ;;
                    esac
                done
                printf '%%s\\n' "$@" >'%s'
                printf '%%s' "$META4J_COMMAND" >'%s'
                exit %d
                """.formatted(archived, archiving, words, called, EXIT_CODE));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the script and gives what Java was called with in the end. */
    private List<String> run(Map<String, String> environment, String... args) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", root.resolve("meta4j").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(List.of("META4J_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .as("nothing is said by the script")
                .isEmpty();
        assertThat(process.waitFor()).isEqualTo(EXIT_CODE);
        return Files.readAllLines(words);
    }

    private static List<String> list(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private String shared() {
        return "-XX:SharedArchiveFile=" + archive;
    }

    @Test
    void itTakesTheSameCommandsForShortAsTheProgram() throws Exception {
        for (String command : LaunchMode.SHORT_COMMANDS) {
            assertThat(run(Map.of(), command, "a b"))
                    .isEqualTo(list(QUICK, shared(), "-jar", jar + "", command, "a b"));
        }
        assertThat(Files.readAllLines(archived))
                .as("one archive for all")
                .filteredOn(word -> word.startsWith("-XX:Archive"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--version", "-h", "train --help", "demo -h", "--debug predict x", "bench A --once"})
    void soAreCallsForHelpAndOptionsBeforeTheCommand(String line) throws Exception {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(LaunchMode.isShort(List.of(args))).isTrue();
        assertThat(run(Map.of(), args)).isEqualTo(list(list(QUICK, shared(), "-jar", jar + ""), args));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "train --out predict",
                "eval run",
                "bench A",
                "eval --once",
                "unheard-of",
                "--debug eval predict"
            })
    void longCommandsHaveAllCompilersAndALeanHeap(String line) throws Exception {
        assertThat(LaunchMode.isShort(List.of(line.split(" ")))).isFalse();
        assertThat(run(Map.of("META4J_JAVA_OPTS", "-Xmx8g -Da=b"), line.split(" ")))
                .isEqualTo(list(list(LEAN, "-Xmx8g", "-Da=b", "-jar", jar + ""), line.split(" ")));
        assertThat(archived).doesNotExist();
    }

    @Test
    void optionsOfTheUserComeBehindSoThatTheyHold() throws Exception {
        assertThat(run(Map.of("META4J_JAVA_OPTS", "-Xmx8g -Xshare:off"), "predict"))
                .isEqualTo(list(QUICK, shared(), "-Xmx8g", "-Xshare:off", "-jar", jar + "", "predict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"META4J_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
    void whoTunesTheJvmIsLeftAlone(String variable) throws Exception {
        List<String> found = run(Map.of(variable, "-XX:+UseParallelGC"), "predict", "x");
        assertThat(found).doesNotContainAnyElementsOf(QUICK).endsWith("-jar", jar + "", "predict", "x");
        assertThat(run(Map.of(variable, "-XX:+UseParallelGC"), "train", "x"))
                .doesNotContainAnyElementsOf(LEAN)
                .endsWith("-jar", jar + "", "train", "x");
        assertThat(archived).doesNotExist();
    }

    @Test
    void whereNoArchiveCanBeMadeNothingIsSaidAndItIsTriedOnce() throws Exception {
        java("exit 1");
        for (int i = 0; i < 2; i++) {
            assertThat(run(Map.of(), "predict")).isEqualTo(list(QUICK, "-jar", jar + "", "predict"));
        }
        assertThat(Files.readAllLines(archived))
                .filteredOn(word -> word.startsWith("-XX:Archive"))
                .hasSize(1);
        assertThat(archive).isEmptyFile();
    }

    @Test
    void whereNothingCanBeWrittenNothingIsSaid() throws Exception {
        // A folder of the archive's own name: even an administrator cannot write that file.
        Files.createDirectories(archive.resolve("taken"));
        assertThat(run(Map.of(), "predict")).isEqualTo(list(QUICK, "-jar", jar + "", "predict"));
    }

    @Test
    void anArchiveThatWasCutOffOrWhoseLengthIsNotKnownIsLeftAlone() throws Exception {
        assertThat(run(Map.of(), "predict")).contains(shared());
        Files.writeString(archive, "class");
        assertThat(run(Map.of(), "predict")).isEqualTo(list(QUICK, "-jar", jar + "", "predict"));
        Files.delete(archive.resolveSibling(archive.getFileName() + ".size"));
        assertThat(run(Map.of(), "predict")).isEqualTo(list(QUICK, "-jar", jar + "", "predict"));
    }

    @Test
    void theRealJavaIsSilentAboutAnArchiveThatIsNone() throws Exception {
        java("yes 'no archive' | head -n 1000 >\"${word#*=}\"");
        List<String> options = new ArrayList<>(run(Map.of(), "predict"));
        options.subList(options.indexOf("-jar"), options.size()).clear();
        assertThat(options).contains(shared());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName(), "--version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said;
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            said = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(said).hasSize(2).first().asString().startsWith("meta4j ");
    }

    @Test
    void theProgramIsToldHowItWasCalled() throws Exception {
        Path script = root.resolve("meta4j");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        run(Map.of(), "eval");
        assertThat(called).hasContent(script.toString());

        String path = root + ":" + System.getenv("PATH");
        for (String words : List.of("./meta4j eval", "meta4j eval")) {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", words).directory(root.toFile());
            builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
            builder.environment().put("PATH", path);
            assertThat(builder.start().waitFor()).isEqualTo(EXIT_CODE);
            assertThat(called).hasContent(words.substring(0, words.indexOf(' ')));
        }
    }
}
