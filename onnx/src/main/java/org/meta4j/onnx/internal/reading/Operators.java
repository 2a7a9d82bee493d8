package org.meta4j.onnx.internal.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All operators that are read. */
final class Operators {
    private static final Map<String, Operator> ALL = all();

    /** The domains of ONNX's own operators. */
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

    private Operators() {}

    private static Map<String, Operator> all() {
        Map<String, Operator> operators = new HashMap<>();
        Elementwise.addTo(operators);
        Images.addTo(operators);
        Products.addTo(operators);
        Reductions.addTo(operators);
        Shapes.addTo(operators);
        Knowns.addTo(operators);
        return Map.copyOf(operators);
    }

    static Operator of(Node node) {
        Operator operator = ALL.get(node.operator());
        if (operator == null) {
            throw node.cannot("the operator is not known");
        }
        return operator;
    }

    static boolean isOnnx(String domain) {
        return DOMAINS.contains(domain);
    }

    /** Names of all operators, sorted. */
    static Set<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    /** All that is in the way of nodes, each once with its number; empty if nothing is. */
    static List<String> problems(List<Node> nodes) {
        Map<String, Integer> problems = new TreeMap<>();
        for (Node node : nodes) {
            String problem = problem(node);
            if (problem != null) {
                problems.merge(problem, 1, Integer::sum);
            }
        }
        List<String> list = new ArrayList<>();
        problems.forEach((problem, count) -> list.add(count + " × " + problem));
        return list;
    }

    private static @Nullable String problem(Node node) {
        String domain = node.proto().getDomain();
        if (!isOnnx(domain)) {
            return domain + "." + node.operator();
        }
        Operator operator = ALL.get(node.operator());
        return operator == null ? node.operator() : operator.problem(node);
    }
}
