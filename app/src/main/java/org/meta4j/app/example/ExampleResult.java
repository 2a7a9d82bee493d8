package org.meta4j.app.example;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program came to.
 *
 * @param json for programs
 * @param lines for people
 */
record ExampleResult(ObjectNode json, List<String> lines) {
    ExampleResult {
        lines = List.copyOf(lines);
    }
}
