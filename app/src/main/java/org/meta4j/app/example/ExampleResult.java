package org.meta4j.app.example;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program came to.
 *
 * @param json for programs
 * @param lines for people
 * @param keeper writes what was learned to a file
 */
record ExampleResult(ObjectNode json, List<String> lines, Consumer<Path> keeper) {
    ExampleResult {
        lines = List.copyOf(lines);
    }
}
