package org.meta4j.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules and whom each may know, told apart by where a class was compiled to, not by the name of its package. */
enum Module {
    ENGINE,
    TASKS,
    TABULAR(TASKS),
    LEARNERS(ENGINE, TASKS),
    COMPRESS(ENGINE, TASKS, LEARNERS),
    ONNX(ENGINE, TASKS, LEARNERS),
    DISTILL(ENGINE, TASKS, TABULAR, LEARNERS),
    BENCH(ENGINE, TASKS, TABULAR, LEARNERS, COMPRESS, DISTILL),
    APP(ENGINE, TASKS, TABULAR, LEARNERS, COMPRESS, ONNX, DISTILL, BENCH),
    EXAMPLES(ENGINE, TASKS, LEARNERS, COMPRESS);

    private static final Pattern FOLDER = Pattern.compile("/([a-z]+)/target/(?:test-)?classes/");
    private static final Pattern JAR = Pattern.compile("/meta4j-([a-z]+)-[^/]*\\.jar!/");

    private final List<Module> known;

    Module(Module... known) {
        this.known = List.of(known);
    }

    /** Whether a class of this module may use one of the other. */
    boolean mayKnow(Module other) {
        return other == this || known.contains(other);
    }

    /** The module of a class, empty for one that is none of ours. */
    static Optional<Module> of(JavaClass type) {
        return type.getSource().flatMap(source -> of(source.getUri()));
    }

    static Optional<Module> of(URI place) {
        for (Pattern pattern : List.of(FOLDER, JAR)) {
            Matcher matcher = pattern.matcher(place.toString());
            if (matcher.find()) {
                String name = matcher.group(1).toUpperCase(Locale.ROOT);
                return Arrays.stream(values())
                        .filter(module -> module.name().equals(name))
                        .findAny();
            }
        }
        return Optional.empty();
    }
}
